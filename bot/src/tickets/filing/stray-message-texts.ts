import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

interface StrayMessageTexts {
  /** In answer to anything that was written outside of a dialogue, a thank-you too. */
  offer: Html
  unfinished: Html
  stale: string
  buttons: { begin: string; add: string; anew: string }
}

export const strayMessageTexts: Texts<StrayMessageTexts> = {
  ru: {
    offer: html`Что-то сломалось или нужна помощь? Нажмите кнопку: ваше сообщение сохранено и войдёт в заявку.`,
    unfinished: html`У вас есть незаконченная заявка. Добавить это сообщение к ней?`,
    stale: 'Этого сообщения у меня уже нет. Напишите, пожалуйста, ещё раз',
    buttons: { begin: '➕ Подать заявку', add: '✍️ Добавить к ней', anew: '➕ Начать новую' },
  },
  en: {
    offer: html`Is something broken, or do you need help? Press the button: your message is kept and goes into the ticket.`,
    unfinished: html`You have an unfinished ticket. Add this message to it?`,
    stale: 'This message is not kept any more. Please write it again',
    buttons: { begin: '➕ File a ticket', add: '✍️ Add to it', anew: '➕ Start a new one' },
  },
}
