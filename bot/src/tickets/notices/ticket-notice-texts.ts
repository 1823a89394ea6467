import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

/** What people are told when something happens to a ticket. `who` did it, `text` is what he wrote. */
interface TicketNoticeTexts {
  filed(id: number, place: string, category: string): Html
  filedForYou(id: number, who: string, place: string): Html
  taken(id: number, who: string): Html
  asked(id: number, who: string, text: string): Html
  answered(id: number, who: string, text: string): Html
  commented(id: number, who: string, text: string): Html
  filesAdded(id: number, who: string): Html
  edited(id: number, who: string): Html
  categoryChanged(id: number): Html
  urgencyChanged(id: number): Html
  handedOver(id: number, to: string): Html
  handedToYou(id: number, who: string): Html
  returnedToQueue(id: number): Html
  resolved(id: number, who: string, remark: string): Html
  duplicate(id: number, of: number): Html
  originalResolved(id: number, of: number, who: string, remark: string): Html
  cancelled(id: number, who: string): Html
  confirmed(id: number): Html
  confirmedToAssignee(id: number, who: string): Html
  rejected(id: number, who: string, reason: string): Html
  rated(id: number, stars: number): Html
  reopened(id: number, who: string, reason: string): Html
  reminder(id: number, remark: string): Html
  closedSilently(id: number): Html
  released(id: number): Html
  buttons: Record<'open' | 'resolve' | 'answer' | 'confirm' | 'reject' | 'files' | 'reopen', string>
}

export const ticketNoticeTexts: Texts<TicketNoticeTexts> = {
  ru: {
    filed: (id, place, category) =>
      html`✅ <b>Заявка №${id} принята</b>\n${category}, ${place}\n\nМы сообщим, когда её возьмут в работу.`,
    filedForYou: (id, who, place) =>
      html`📝 ${who} подаёт за вас заявку №${id} (${place}). Мы сообщим, когда её возьмут в работу.`,
    taken: (id, who) => html`🛠 Заявка №${id} в работе. Исполнитель: <b>${who}</b>`,
    asked: (id, who, text) =>
      html`❓ <b>Вопрос по заявке №${id}</b>\n${who}: ${text}\n\nПока вы не ответите, работа ждёт.`,
    answered: (id, who, text) => html`💬 <b>Ответ по заявке №${id}</b>\n${who}: ${text}`,
    commented: (id, who, text) => html`💬 <b>Комментарий к заявке №${id}</b>\n${who}: ${text}`,
    filesAdded: (id, who) => html`📎 К заявке №${id} добавлены файлы (${who}).`,
    edited: (id, who) => html`✏️ Текст заявки №${id} исправлен (${who}).`,
    categoryChanged: (id) => html`📂 У заявки №${id} изменена категория.`,
    urgencyChanged: (id) => html`⏱ У заявки №${id} изменена срочность.`,
    handedOver: (id, to) => html`🔁 Заявкой №${id} теперь занимается <b>${to}</b>.`,
    handedToYou: (id, who) => html`🔁 ${who} передаёт вам заявку №${id}.`,
    returnedToQueue: (id) => html`↩️ Заявка №${id} снова в очереди. Мы сообщим, когда её возьмут.`,
    resolved: (id, who, remark) =>
      html`✅ <b>Заявка №${id} выполнена</b>\n${who}: ${remark}\n\nПроверьте, пожалуйста: всё в порядке?`,
    duplicate: (id, of) =>
      html`🔗 Заявка №${id} закрыта как повтор заявки №${of}. О ходе работы мы будем сообщать по ней.`,
    originalResolved: (id, of, who, remark) =>
      html`✅ <b>Сделано по заявке №${of}</b>, которую повторяла ваша №${id}\n${who}: ${remark}\n\nЕсли проблема осталась, откройте свою заявку снова.`,
    cancelled: (id, who) => html`🚫 Заявка №${id} отменена (${who}).`,
    confirmed: (id) => html`🏁 Заявка №${id} закрыта. Спасибо! Оцените, пожалуйста, работу:`,
    confirmedToAssignee: (id, who) => html`🏁 Заявка №${id} закрыта: ${who} подтверждает выполнение.`,
    rejected: (id, who, reason) => html`↩️ <b>Заявка №${id} возвращена на доработку</b>\n${who}: ${reason}`,
    rated: (id, stars) => html`⭐ Заявка №${id} оценена на ${stars} из 5.`,
    reopened: (id, who, reason) => html`🔓 <b>Заявка №${id} открыта снова</b>\n${who}: ${reason}`,
    reminder: (id, remark) =>
      html`🔔 <b>Заявка №${id} выполнена</b>, но вы ещё не подтвердили это.\nЧто сделано: ${remark}\n\nЕсли ответа не будет, заявка закроется сама.`,
    closedSilently: (id) =>
      html`🏁 Заявка №${id} закрыта: возражений не было. Если проблема осталась, откройте её снова.`,
    released: (id) => html`🔁 У заявки №${id} сменился исполнитель.`,
    buttons: {
      open: '📄 Открыть заявку',
      resolve: '✅ Выполнено',
      answer: '💬 Ответить',
      confirm: '👍 Всё в порядке',
      reject: '↩️ Вернуть на доработку',
      files: '📎 Файлы',
      reopen: '🔓 Открыть снова',
    },
  },
  en: {
    filed: (id, place, category) =>
      html`✅ <b>Ticket #${id} received</b>\n${category}, ${place}\n\nWe will tell you when somebody takes it.`,
    filedForYou: (id, who, place) =>
      html`📝 ${who} filed ticket #${id} for you (${place}). We will tell you when somebody takes it.`,
    taken: (id, who) => html`🛠 Ticket #${id} is in progress. Assignee: <b>${who}</b>`,
    asked: (id, who, text) =>
      html`❓ <b>A question about ticket #${id}</b>\n${who}: ${text}\n\nWork waits for your answer.`,
    answered: (id, who, text) => html`💬 <b>Answer on ticket #${id}</b>\n${who}: ${text}`,
    commented: (id, who, text) => html`💬 <b>Comment on ticket #${id}</b>\n${who}: ${text}`,
    filesAdded: (id, who) => html`📎 Files were added to ticket #${id} (${who}).`,
    edited: (id, who) => html`✏️ The text of ticket #${id} was corrected (${who}).`,
    categoryChanged: (id) => html`📂 The category of ticket #${id} was changed.`,
    urgencyChanged: (id) => html`⏱ The urgency of ticket #${id} was changed.`,
    handedOver: (id, to) => html`🔁 Ticket #${id} is now with <b>${to}</b>.`,
    handedToYou: (id, who) => html`🔁 ${who} hands ticket #${id} over to you.`,
    returnedToQueue: (id) =>
      html`↩️ Ticket #${id} is back in the queue. We will tell you when somebody takes it.`,
    resolved: (id, who, remark) =>
      html`✅ <b>Ticket #${id} is resolved</b>\n${who}: ${remark}\n\nPlease check: is everything fine?`,
    duplicate: (id, of) =>
      html`🔗 Ticket #${id} was closed as a duplicate of #${of}. News will come under that number.`,
    originalResolved: (id, of, who, remark) =>
      html`✅ <b>Ticket #${of} is resolved</b>, which your #${id} repeated\n${who}: ${remark}\n\nIf the problem is still there, reopen your ticket.`,
    cancelled: (id, who) => html`🚫 Ticket #${id} was cancelled (${who}).`,
    confirmed: (id) => html`🏁 Ticket #${id} is closed. Thank you! Please rate the work:`,
    confirmedToAssignee: (id, who) => html`🏁 Ticket #${id} is closed: ${who} confirmed the result.`,
    rejected: (id, who, reason) => html`↩️ <b>Ticket #${id} was returned for rework</b>\n${who}: ${reason}`,
    rated: (id, stars) => html`⭐ Ticket #${id} was rated ${stars} out of 5.`,
    reopened: (id, who, reason) => html`🔓 <b>Ticket #${id} was reopened</b>\n${who}: ${reason}`,
    reminder: (id, remark) =>
      html`🔔 <b>Ticket #${id} is resolved</b>, but you have not confirmed it yet.\nWhat was done: ${remark}\n\nWithout an answer it will close by itself.`,
    closedSilently: (id) =>
      html`🏁 Ticket #${id} was closed: there was no objection. If the problem is still there, reopen it.`,
    released: (id) => html`🔁 Ticket #${id} has another assignee now.`,
    buttons: {
      open: '📄 Open ticket',
      resolve: '✅ Resolve',
      answer: '💬 Answer',
      confirm: '👍 All good',
      reject: '↩️ Return for rework',
      files: '📎 Files',
      reopen: '🔓 Reopen',
    },
  },
}
