import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'

interface TicketsAnewTexts {
  /** Above the cards; `others`: how many have no card here. */
  anew(count: number, others: number): Html
}

export const ticketsAnewTexts: Texts<TicketsAnewTexts> = {
  ru: {
    anew: (count, others) =>
      joinHtml([
        html`🛠 <b>У вас в работе ${count} ${russianPlural(count, 'заявка', 'заявки', 'заявок')}</b>\nПока бот не мог вам писать, его сообщения не доходили.`,
        others > 0 && html`Здесь самые давние, остальные найдёте в /queue`,
      ]),
  },
  en: {
    anew: (count, others) =>
      joinHtml([
        html`🛠 <b>You work on ${count} ${englishPlural(count, 'ticket')}</b>\nWhile the bot could not write to you, its messages did not arrive.`,
        others > 0 && html`Here are the oldest; the others are in /queue`,
      ]),
  },
}
