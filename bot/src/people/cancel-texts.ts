import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'

interface CancelTexts {
  cancelled: Html
  nothingToCancel: Html
}

export const cancelTexts: Texts<CancelTexts> = {
  ru: {
    cancelled: html`Хорошо, отменено. Ничего не отправлено.`,
    nothingToCancel: html`Отменять нечего 🙂`,
  },
  en: {
    cancelled: html`All right, cancelled. Nothing was sent.`,
    nothingToCancel: html`There is nothing to cancel 🙂`,
  },
}
