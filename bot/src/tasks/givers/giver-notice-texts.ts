import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

/** What a person is told whom a director lets give orders, or no longer. */
interface GiverNoticeTexts {
  allowed(who: string): Html
  withdrawn(who: string): Html
}

export const giverNoticeTexts: Texts<GiverNoticeTexts> = {
  ru: {
    allowed: (who) =>
      html`📌 <b>Теперь вы можете давать поручения</b> (${who}).\nНовое поручение: /task. Меню обновлено.`,
    withdrawn: (who) =>
      html`📌 <b>Вы больше не можете давать новые поручения</b> (${who}).\nТе, что вы уже дали, остаются за вами: отчёты принимаете вы. Они в /tasks. Меню обновлено.`,
  },
  en: {
    allowed: (who) =>
      html`📌 <b>You can give orders now</b> (${who}).\nA new order: /task. The menu is up to date.`,
    withdrawn: (who) =>
      html`📌 <b>You can give no new orders any more</b> (${who}).\nThose you gave stay yours: you accept the reports on them. See /tasks. The menu is up to date.`,
  },
}
