import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

interface UnreachableTexts {
  author(ticketId: number, who: string): Html
  assignee(ticketId: number, who: string): Html
  group(ticketId: number): Html
  open: string
}

/** What is said when Telegram does not let the bot reach somebody. */
export const unreachableTexts: Texts<UnreachableTexts> = {
  ru: {
    author: (ticketId, who) =>
      html`⚠️ ${who} не получает сообщений бота по заявке №${ticketId}: свяжитесь, пожалуйста, другим способом.`,
    assignee: (ticketId, who) =>
      html`⚠️ ${who} не получает сообщений бота, хотя ведёт заявку №${ticketId}. Попросите, пожалуйста, разблокировать бота или передайте заявки другому.`,
    group: (ticketId) =>
      html`⚠️ Бот не может писать в группу специалистов. Заявку №${ticketId} они получили в личных чатах. Проверьте, пожалуйста, состоит ли бот в группе.`,
    open: '📄 Открыть заявку',
  },
  en: {
    author: (ticketId, who) =>
      html`⚠️ ${who} does not get the bot’s messages about ticket #${ticketId}: please reach them another way.`,
    assignee: (ticketId, who) =>
      html`⚠️ ${who} does not get the bot’s messages, but works on ticket #${ticketId}. Please ask them to unblock the bot, or hand their tickets over.`,
    group: (ticketId) =>
      html`⚠️ The bot cannot write to the group of the specialists. They got ticket #${ticketId} in private. Please check that the bot is in the group.`,
    open: '📄 Open ticket',
  },
}
