import type { Texts } from '../platform/language.ts'
import { englishPlural, russianPlural } from '../platform/plural.ts'
import { type Html, html } from '../telegram/html.ts'

interface TaskWorkTexts {
  /** To whoever takes the place of a giver who has left, or does now himself what he gave. */
  givenToYou(from: string, count: number): Html
}

export const taskWorkTexts: Texts<TaskWorkTexts> = {
  ru: {
    givenToYou: (from, count) =>
      html`📦 <b>К вам перешли поручения, данные коллегой</b> (${from}): ${count} ${russianPlural(count, 'поручение', 'поручения', 'поручений')}. Отчёты по ним теперь принимаете вы. Подробности: /tasks`,
  },
  en: {
    givenToYou: (from, count) =>
      html`📦 <b>You take over the orders that ${from} gave</b>: ${count} ${englishPlural(count, 'order')}. The reports on them go to you now. See /tasks`,
  },
}
