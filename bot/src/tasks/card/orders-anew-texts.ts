import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'

interface OrdersAnewTexts {
  /** Above the cards; `others`: how many have no card here. */
  anew(count: number, others: number): Html
}

export const ordersAnewTexts: Texts<OrdersAnewTexts> = {
  ru: {
    anew: (count, others) =>
      joinHtml([
        html`📋 <b>Вас ${russianPlural(count, 'ждёт', 'ждут', 'ждут')} ${count} ${russianPlural(count, 'поручение', 'поручения', 'поручений')}</b>\nПока бот не мог вам писать, его сообщения не доходили.`,
        others > 0 && html`Здесь самые срочные, остальные найдёте в /tasks`,
      ]),
  },
  en: {
    anew: (count, others) =>
      joinHtml([
        html`📋 <b>${count} ${englishPlural(count, 'order')} ${englishPlural(count, 'waits', 'wait')} for you</b>\nWhile the bot could not write to you, its messages did not arrive.`,
        others > 0 && html`Here are the most urgent; the others are in /tasks`,
      ]),
  },
}
