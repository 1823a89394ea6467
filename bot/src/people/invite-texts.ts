import type { Texts } from '../platform/language.ts'
import { englishPlural, russianPlural } from '../platform/plural.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import type { Invite } from './invite.ts'
import type { Role } from './person.ts'
import { roleTexts } from './role-texts.ts'

interface InviteTexts {
  chooseRole: Html
  chooseUses(role: Role): Html
  chooseDays(role: Role, uses: number): Html
  days(days: number): string
  created(invite: Invite, link: string, until: string): Html
  shareButton: string
  shareWords: string
  listButton: string
  list(lines: readonly Html[]): Html
  line(invite: Invite, until: string): Html
  none: Html
  revokeButton(id: number): string
  revoked: string
  notLive: string
  forbidden: string
}

const russianPeople = (count: number) => `${count} ${russianPlural(count, 'человек', 'человека', 'человек')}`

export const inviteTexts: Texts<InviteTexts> = {
  ru: {
    chooseRole: html`✉️ <b>Приглашение</b>\n\nКого приглашаем?`,
    chooseUses: (role) =>
      html`✉️ <b>Приглашение</b>: ${roleTexts.ru.roles[role]}\n\nСколько человек смогут войти по ссылке?`,
    chooseDays: (role, uses) =>
      html`✉️ <b>Приглашение</b>: ${roleTexts.ru.roles[role]}, ${russianPeople(uses)}\n\nСколько дней действует ссылка?`,
    days: (days) => `${days} ${russianPlural(days, 'день', 'дня', 'дней')}`,
    created: (invite, link, until) =>
      joinHtml([
        html`✅ Приглашение №${invite.id} готово: ${roleTexts.ru.roles[invite.role]}, ${russianPeople(invite.maxUses)}, до ${until}`,
        html`\n${link}\n`,
        html`Перешлите ссылку тем, кого приглашаете. Больше я её не покажу: её знаете только вы.`,
      ]),
    shareButton: '📤 Переслать',
    shareWords: 'Приглашение в службу помощи школы',
    listButton: '📋 Действующие приглашения',
    list: (lines) => joinHtml([html`📋 <b>Действующие приглашения</b>\n`, ...lines]),
    line: (invite, until) =>
      html`№${invite.id} · ${roleTexts.ru.roles[invite.role]} · осталось ${invite.maxUses - invite.used} из ${invite.maxUses} · до ${until}`,
    none: html`Действующих приглашений нет. Создать: /invite`,
    revokeButton: (id) => `❌ Отозвать №${id}`,
    revoked: 'Приглашение отозвано',
    notLive: 'Это приглашение уже не действует',
    forbidden: 'Приглашают только администраторы.',
  },
  en: {
    chooseRole: html`✉️ <b>Invite</b>\n\nWhom do we invite?`,
    chooseUses: (role) =>
      html`✉️ <b>Invite</b>: ${roleTexts.en.roles[role]}\n\nHow many people may use the link?`,
    chooseDays: (role, uses) =>
      html`✉️ <b>Invite</b>: ${roleTexts.en.roles[role]}, ${uses} ${englishPlural(uses, 'person', 'people')}\n\nHow long is the link good for?`,
    days: (days) => `${days} ${englishPlural(days, 'day')}`,
    created: (invite, link, until) =>
      joinHtml([
        html`✅ Invite ${invite.id} is ready: ${roleTexts.en.roles[invite.role]}, ${invite.maxUses} ${englishPlural(invite.maxUses, 'person', 'people')}, until ${until}`,
        html`\n${link}\n`,
        html`Send the link to those you invite. I will not show it again: only you know it.`,
      ]),
    shareButton: '📤 Forward',
    shareWords: 'Invite to the school’s help desk',
    listButton: '📋 Active invites',
    list: (lines) => joinHtml([html`📋 <b>Active invites</b>\n`, ...lines]),
    line: (invite, until) =>
      html`${invite.id} · ${roleTexts.en.roles[invite.role]} · ${invite.maxUses - invite.used} of ${invite.maxUses} left · until ${until}`,
    none: html`There are no active invites. Make one: /invite`,
    revokeButton: (id) => `❌ Revoke ${id}`,
    revoked: 'The invite is revoked',
    notLive: 'This invite is no longer active',
    forbidden: 'Only administrators invite.',
  },
}
