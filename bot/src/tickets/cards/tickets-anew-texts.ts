import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'

interface TicketsAnewTexts {
  /** Above the cards; `others`: how many have no card here, but are found with the command `list`. */
  anew(count: number, others: number, list: string): Html
}

export const ticketsAnewTexts: Texts<TicketsAnewTexts> = {
  ru: {
    anew: (count, others, list) =>
      joinHtml([
        html`🛠 <b>Вас ${russianPlural(count, 'ждёт', 'ждут', 'ждут')} ${count} ${russianPlural(count, 'заявка', 'заявки', 'заявок')}</b>\nПока бот не мог вам писать, его сообщения не доходили.`,
        others > 0 && html`Здесь самые давние, остальные найдёте в ${list}`,
      ]),
  },
  en: {
    anew: (count, others, list) =>
      joinHtml([
        html`🛠 <b>${count} ${englishPlural(count, 'ticket')} ${englishPlural(count, 'waits', 'wait')} for you</b>\nWhile the bot could not write to you, its messages did not arrive.`,
        others > 0 && html`Here are the oldest; the others are in ${list}`,
      ]),
  },
}
