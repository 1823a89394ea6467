import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

interface DuplicateTexts {
  askNumber(id: number): Html
  notANumber: Html
  sameTicket: Html
  noSuchOriginal(id: number): Html
  originalCancelled(id: number): Html
  circle(id: number, of: number): Html
  /** Shows the other ticket before this one is closed. */
  check(id: number, of: number, status: string, place: string, description: string): Html
  linked(id: number, of: number): Html
}

export const duplicateTexts: Texts<DuplicateTexts> = {
  ru: {
    askNumber: (id) =>
      html`🔗 <b>Заявка №${id} повторяет другую?</b>\nНапишите номер той заявки, по которой будет работа.`,
    notANumber: html`Нужен номер заявки цифрами, например 42.`,
    sameTicket: html`Это номер самой заявки. Нужен номер другой.`,
    noSuchOriginal: (id) => html`Заявки №${id} нет. Проверьте, пожалуйста, номер.`,
    originalCancelled: (id) => html`Заявка №${id} отменена, по ней работы не будет. Нужна другая.`,
    circle: (id, of) => html`Заявка №${of} сама закрыта как повтор заявки №${id}. Нужна другая.`,
    check: (id, of, status, place, description) =>
      html`🔗 Закрыть заявку №${id} как повтор этой?\n\n<b>№${of}</b> · ${status}\n📍 ${place}\n${description}`,
    linked: (id, of) => html`🔗 Заявка №${id} закрыта как повтор заявки №${of}.`,
  },
  en: {
    askNumber: (id) =>
      html`🔗 <b>Does ticket #${id} repeat another one?</b>\nWrite the number of the ticket under which the work is done.`,
    notANumber: html`A ticket number in digits is needed, such as 42.`,
    sameTicket: html`That is the number of this very ticket. Another one is needed.`,
    noSuchOriginal: (id) => html`There is no ticket #${id}. Please check the number.`,
    originalCancelled: (id) =>
      html`Ticket #${id} was cancelled: no work is done under it. Another one is needed.`,
    circle: (id, of) =>
      html`Ticket #${of} itself was closed as a duplicate of #${id}. Another one is needed.`,
    check: (id, of, status, place, description) =>
      html`🔗 Close ticket #${id} as a duplicate of this one?\n\n<b>#${of}</b> · ${status}\n📍 ${place}\n${description}`,
    linked: (id, of) => html`🔗 Ticket #${id} was closed as a duplicate of #${of}.`,
  },
}
