import { z } from 'zod'
import type { Language } from '../platform/language.ts'
import { callbackData, idField } from '../telegram/callback-data.ts'
import { inRows, type Keyboard } from '../telegram/keyboard.ts'
import type { AccessRequest } from './access-request.ts'
import { accessRequestTexts } from './access-request-texts.ts'
import { roles } from './person.ts'
import { roleTexts } from './role-texts.ts'

/** A stranger wants in. */
export const askAccessButton = callbackData('access-ask', {})
/** He wants to be called as Telegram calls him. */
export const useTelegramNameButton = callbackData('access-name', {})
/** An admin looks through what is pending. */
export const pendingAccessButton = callbackData('access-pending', {})
export const decideAccessButton = callbackData('access', { id: idField, as: z.enum([...roles, 'refuse']) })

export function askAccessKeyboard(language: Language): Keyboard {
  return { inline: [[{ text: accessRequestTexts[language].askButton, data: askAccessButton.pack({}) }]] }
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
