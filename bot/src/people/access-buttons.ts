import { z } from 'zod'
import type { Language } from '../platform/language.ts'
import { callbackData, idField } from '../telegram/callback-data.ts'
import { inRows, type Keyboard } from '../telegram/keyboard.ts'
import { accessCrowdTexts } from './access-crowd-texts.ts'
import type { AccessRequest } from './access-request.ts'
import { accessRequestTexts } from './access-request-texts.ts'
import { roles } from './person.ts'
import { roleTexts } from './role-texts.ts'

/** A stranger wants in. */
export const askAccessButton = callbackData('access-ask', {})
/** He wants to be called as Telegram calls him. */
export const useTelegramNameButton = callbackData('access-name', {})
/** An admin looks through what is pending, from the oldest, or after the last that he has seen. */
export const pendingAccessButton = callbackData('access-pending', {
  after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
})
/** An admin would refuse all that wait, up to the newest that he was told of; then he is sure. */
export const refuseAllButton = callbackData('access-none', { upTo: idField })
export const refuseAllSurelyButton = callbackData('access-none-sure', { upTo: idField })
export const decideAccessButton = callbackData('access', { id: idField, as: z.enum([...roles, 'refuse']) })

export function askAccessKeyboard(language: Language): Keyboard {
  return { inline: [[{ text: accessRequestTexts[language].askButton, data: askAccessButton.pack({}) }]] }
}

/** Under the number of those who wait, of whom the newest is `last`. */
export function accessDigestKeyboard(last: number, language: Language): Keyboard {
  const { showButton, refuseAllButton: refuse } = accessCrowdTexts[language]
  return {
    inline: [
      [{ text: showButton, data: pendingAccessButton.pack({ after: 0 }) }],
      [{ text: refuse, data: refuseAllButton.pack({ upTo: last }) }],
    ],
  }
}

/** Under the cards up to `after`, when there are more. */
export function moreAccessKeyboard(
  { after, last }: { after: number; last: number },
  language: Language,
): Keyboard {
  const { moreButton, refuseAllButton: refuse } = accessCrowdTexts[language]
  return {
    inline: [
      [{ text: moreButton, data: pendingAccessButton.pack({ after }) }],
      [{ text: refuse, data: refuseAllButton.pack({ upTo: last }) }],
    ],
  }
}

export function refuseAllKeyboard(
  { upTo, count }: { upTo: number; count: number },
  language: Language,
): Keyboard {
  const { showButton, sureButton } = accessCrowdTexts[language]
  return {
    inline: [
      [{ text: sureButton(count), data: refuseAllSurelyButton.pack({ upTo }) }],
      [{ text: showButton, data: pendingAccessButton.pack({ after: 0 }) }],
    ],
  }
}

/** The choices under a request; none once it is decided. */
export function decideAccessKeyboard({ id, status }: AccessRequest, language: Language): Keyboard {
  if (status !== 'pending') return { inline: [] }
  const { roles: names, emoji } = roleTexts[language]
  const admit = roles.map((role) => ({
    text: `${emoji[role]} ${names[role]}`,
    data: decideAccessButton.pack({ id, as: role }),
  }))
  const refuse = {
    text: accessRequestTexts[language].refuseButton,
    data: decideAccessButton.pack({ id, as: 'refuse' }),
  }
  return { inline: [...inRows(admit, 2), [refuse]] }
}
