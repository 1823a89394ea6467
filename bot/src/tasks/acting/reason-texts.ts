import type { Texts } from '../../platform/language.ts'
import { russianPlural } from '../../platform/plural.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'

/** What is said while a deadline is moved, refused to be moved, or an order is cancelled. */
interface ReasonTexts {
  /** Above the choice of a deadline. */
  deadlineOf(id: number, ref: string, deadline: string): Html
  askWhyMove(id: number, wanted: string): Html
  askWhyNot(id: number, deadline: string): Html
  askWhyCancel(id: number, ref: string): Html
  reallyCancel(id: number, reason: string | undefined): Html
  onlyText: Html
  tooLong(length: number, max: number): Html
  otherDeadline: string
  skip: Record<'refuse_move' | 'cancel', string>
  cancelIt: string
}

export const reasonTexts: Texts<ReasonTexts> = {
  ru: {
    deadlineOf: (id, ref, deadline) => html`<b>Поручение №${id}</b>\n«${ref}»\nСейчас срок: ${deadline}`,
    askWhyMove: (id, wanted) =>
      html`📅 <b>Поручение №${id}, новый срок: ${wanted}</b>\nНапишите, почему он нужен: просьбу рассмотрит тот, кто дал поручение.`,
    askWhyNot: (id, deadline) =>
      html`✋ <b>Отказ в переносе срока поручения №${id}</b>\nСрок останется прежним: ${deadline}.\nНапишите исполнителю, почему, или откажите без объяснений.`,
    askWhyCancel: (id, ref) =>
      html`🚫 <b>Отмена поручения №${id}</b>\n«${ref}»\nНапишите причину, её увидит исполнитель. Можно и без неё.`,
    reallyCancel: (id, reason) =>
      joinHtml([
        html`🚫 <b>Точно отменить поручение №${id}?</b>`,
        reason !== undefined && html`Причина: ${reason}`,
        html`Вернуть отменённое поручение нельзя.`,
      ]),
    onlyText: html`Здесь нужен только текст. Напишите, пожалуйста, словами.`,
    tooLong: (length, max) =>
      html`Получилось длинно: ${length} ${russianPlural(length, 'знак', 'знака', 'знаков')}, а помещается ${max}. Сократите, пожалуйста.`,
    otherDeadline: '📅 Выбрать другой срок',
    skip: { refuse_move: '✋ Без объяснений', cancel: 'Без причины' },
    cancelIt: '🚫 Да, отменить',
  },
  en: {
    deadlineOf: (id, ref, deadline) => html`<b>Order #${id}</b>\n“${ref}”\nDue now: ${deadline}`,
    askWhyMove: (id, wanted) =>
      html`📅 <b>Order #${id}, new deadline: ${wanted}</b>\nWrite why it is needed: the one who gave the order will decide.`,
    askWhyNot: (id, deadline) =>
      html`✋ <b>Refusing to move the deadline of order #${id}</b>\nIt stays due ${deadline}.\nWrite why, or refuse without a word.`,
    askWhyCancel: (id, ref) =>
      html`🚫 <b>Cancelling order #${id}</b>\n“${ref}”\nWrite the reason; the person responsible will see it. You can go on without one, too.`,
    reallyCancel: (id, reason) =>
      joinHtml([
        html`🚫 <b>Really cancel order #${id}?</b>`,
        reason !== undefined && html`Reason: ${reason}`,
        html`A cancelled order cannot be brought back.`,
      ]),
    onlyText: html`Only text is needed here. Please write it in words.`,
    tooLong: (length, max) =>
      html`That is long: ${length} characters, and there is room for ${max}. Please shorten it.`,
    otherDeadline: '📅 Choose another deadline',
    skip: { refuse_move: '✋ Without a word', cancel: 'Without a reason' },
    cancelIt: '🚫 Yes, cancel it',
  },
}
