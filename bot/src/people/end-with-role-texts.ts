import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'

interface EndWithRoleTexts {
  ended: Html
}

export const endWithRoleTexts: Texts<EndWithRoleTexts> = {
  ru: {
    ended: html`Ваша роль изменилась, поэтому незаконченное действие отменено, а последнее сообщение никуда не отправлено. Всё, что вы написали, осталось выше в этом чате. Что вам доступно теперь: /help`,
  },
  en: {
    ended: html`Your role has changed, so what you were in the middle of was cancelled, and your last message was not sent. Everything you wrote is still above in this chat. What you can do now: /help`,
  },
}
