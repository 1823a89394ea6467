import { z } from 'zod'
import type { Language } from '../platform/language.ts'
import { callbackData, draftField, idField } from '../telegram/callback-data.ts'
import { type Button, inRows, type Keyboard } from '../telegram/keyboard.ts'
import { daysOffered, type Invite, usesOffered } from './invite.ts'
import { inviteTexts } from './invite-texts.ts'
import { type Role, roles } from './person.ts'
import { roleTexts } from './role-texts.ts'

const roleField = z.enum(roles)
const usesField = z.coerce
  .number()
  .int()
  .min(1)
  .max(Math.max(...usesOffered))
const daysField = z.coerce
  .number()
  .int()
  .min(1)
  .max(Math.max(...daysOffered))

/** Each step carries what was chosen before it; the draft tells a live invite in the making from an old one. */
export const inviteRoleButton = callbackData('invite-role', { draft: draftField, role: roleField })
export const inviteUsesButton = callbackData('invite-uses', {
  draft: draftField,
  role: roleField,
  uses: usesField,
})
export const inviteDaysButton = callbackData('invite-days', {
  draft: draftField,
  role: roleField,
  uses: usesField,
  days: daysField,
})
export const inviteListButton = callbackData('invites', {})
export const inviteRevokeButton = callbackData('invite-revoke', { id: idField })

export function inviteRoleKeyboard(draft: string, language: Language): Keyboard {
  const { roles: names, emoji } = roleTexts[language]
  const choices = roles.map((role) => ({
    text: `${emoji[role]} ${names[role]}`,
    data: inviteRoleButton.pack({ draft, role }),
  }))
  return { inline: [...inRows(choices, 2), [listButton(language)]] }
}

export function inviteUsesKeyboard(draft: string, role: Role): Keyboard {
  const choices = usesOffered.map((uses) => ({
    text: String(uses),
    data: inviteUsesButton.pack({ draft, role, uses }),
  }))
  return { inline: [choices] }
}

export function inviteDaysKeyboard(draft: string, role: Role, uses: number, language: Language): Keyboard {
  const choices = daysOffered.map((days) => ({
    text: inviteTexts[language].days(days),
    data: inviteDaysButton.pack({ draft, role, uses, days }),
  }))
  return { inline: [choices] }
}

/** Under the finished invite: send the link on, see the others. */
export function inviteDoneKeyboard(link: string, language: Language): Keyboard {
  const url = new URL('https://t.me/share/url')
  url.searchParams.set('url', link)
  url.searchParams.set('text', inviteTexts[language].shareWords)
  return { inline: [[{ text: inviteTexts[language].shareButton, url: url.href }], [listButton(language)]] }
}

export function inviteListKeyboard(invites: readonly Invite[], language: Language): Keyboard {
  const revoke = invites.map(({ id }) => ({
    text: inviteTexts[language].revokeButton(id),
    data: inviteRevokeButton.pack({ id }),
  }))
  return { inline: inRows(revoke, 2) }
}

function listButton(language: Language): Button {
  return { text: inviteTexts[language].listButton, data: inviteListButton.pack({}) }
}
