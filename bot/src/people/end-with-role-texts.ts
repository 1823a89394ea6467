import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'

interface EndWithRoleTexts {
  ended: Html
}

export const endWithRoleTexts: Texts<EndWithRoleTexts> = {
  ru: {
    ended: html`Ваша роль изменилась, поэтому начатое раньше закончилось, и ничего не отправлено. Всё, что вы написали, осталось выше в этом чате. Что доступно теперь: /help`,
  },
  en: {
    ended: html`Your role has changed, so what you had begun before is over, and nothing was sent. Everything you wrote is still above in this chat. What you can do now: /help`,
  },
}
