import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { TaskButtonAction } from '../task-buttons.ts'

/** What all dialogues about an order say, and what is said when something was done. */
interface ActingTexts {
  stale: string
  left: Html
  /** `detail`: the deadline in force, or the name of the new doer. */
  done: Record<TaskButtonAction, (id: number, detail: string) => string>
  /** The deadline that was asked for lies behind: another one is chosen. */
  grantTooLate: string
  leaveButton: string
  keepButton: string
}

export const actingTexts: Texts<ActingTexts> = {
  ru: {
    stale: 'Эта кнопка уже не действует. Откройте поручение ещё раз.',
    left: html`Хорошо, ничего не изменилось.`,
    done: {
      acknowledge: (id, deadline) => `👌 Поручение №${id} принято к исполнению. Срок: ${deadline}.`,
      ask_to_move: (id, deadline) =>
        `📅 Просьба о новом сроке поручения №${id} отправлена. Пока действует прежний: ${deadline}.`,
      grant_move: (id, deadline) => `📅 Срок поручения №${id} перенесён: ${deadline}.`,
      refuse_move: (id, deadline) => `✋ Отказ отправлен. Срок поручения №${id} прежний: ${deadline}.`,
      move: (id, deadline) => `📅 Новый срок поручения №${id}: ${deadline}.`,
      report: (id) => `📨 Отчёт по поручению №${id} отправлен. Ответ придёт сюда.`,
      accept: (id) => `🏁 Отчёт по поручению №${id} принят. Исполнителю сообщили.`,
      return: (id) => `↩️ Поручение №${id} возвращено на доработку. Исполнителю сообщили.`,
      reassign: (id, who) => `🔁 Поручение №${id} передано: ${who}.`,
      comment: (id) => `💬 Сообщение по поручению №${id} отправлено.`,
      cancel: (id) => `🚫 Поручение №${id} отменено. Исполнителю сообщили.`,
    },
    grantTooLate: 'Срок, о котором просили, уже прошёл. Назначьте, пожалуйста, другой.',
    leaveButton: '✖️ Отмена',
    keepButton: 'Нет, оставить',
  },
  en: {
    stale: 'This button does not work any more. Please open the order again.',
    left: html`All right, nothing was changed.`,
    done: {
      acknowledge: (id, deadline) => `👌 Order #${id} acknowledged. Due ${deadline}.`,
      ask_to_move: (id, deadline) =>
        `📅 The request about order #${id} was sent. Until it is answered it is due ${deadline}.`,
      grant_move: (id, deadline) => `📅 The deadline of order #${id} was moved: ${deadline}.`,
      refuse_move: (id, deadline) => `✋ Refused. Order #${id} is still due ${deadline}.`,
      move: (id, deadline) => `📅 Order #${id} is due ${deadline} now.`,
      report: (id) => `📨 The report on order #${id} was sent. The answer will come here.`,
      accept: (id) => `🏁 The report on order #${id} is accepted. The person responsible was told.`,
      return: (id) => `↩️ Order #${id} was returned for rework. The person responsible was told.`,
      reassign: (id, who) => `🔁 Order #${id} was given to ${who}.`,
      comment: (id) => `💬 The message about order #${id} was sent.`,
      cancel: (id) => `🚫 Order #${id} was cancelled. The person responsible was told.`,
    },
    grantTooLate: 'The deadline that was asked for lies behind. Please choose another one.',
    leaveButton: '✖️ Cancel',
    keepButton: 'No, keep it',
  },
}
