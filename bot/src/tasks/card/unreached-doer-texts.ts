import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

interface UnreachedDoerTexts {
  unreached(taskId: number, doer: string): Html
}

/** What the giver is told when Telegram does not let the bot reach the doer. */
export const unreachedDoerTexts: Texts<UnreachedDoerTexts> = {
  ru: {
    unreached: (taskId, doer) =>
      html`⚠️ ${doer} не получает сообщений бота по поручению №${taskId}. Свяжитесь, пожалуйста, другим способом или передайте поручение другому.`,
  },
  en: {
    unreached: (taskId, doer) =>
      html`⚠️ ${doer} does not get the bot’s messages about order #${taskId}. Please reach them another way, or give the order to somebody else.`,
  },
}
