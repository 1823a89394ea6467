import type { Texts } from '../platform/language.ts'
import { englishPlural, russianPlural } from '../platform/plural.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import { type Deadline, formatDeadline } from './show-deadline.ts'
import type { Task, TaskAction } from './task.ts'
import type { TaskButtonAction } from './task-buttons.ts'

/** What people are told about an order. `ref` is the beginning of its text, `who` did it, `text` is what he wrote. */
interface TaskNoticeTexts {
  issued(tasks: readonly Task[], ref: string): Html
  acknowledged(id: number, ref: string, who: string, deadline: Deadline): Html
  moveAsked(id: number, ref: string, who: string, reason: string, wanted: Deadline, deadline: Deadline): Html
  moveGranted(id: number, ref: string, who: string, deadline: Deadline): Html
  moveRefused(id: number, ref: string, who: string, text: string, deadline: Deadline): Html
  moved(id: number, ref: string, who: string, deadline: Deadline): Html
  reported(id: number, ref: string, who: string, text: string): Html
  accepted(id: number, ref: string, who: string): Html
  returned(id: number, ref: string, who: string, remark: string, deadline: Deadline): Html
  cancelled(id: number, ref: string, who: string, reason: string): Html
  commented(id: number, ref: string, who: string, text: string): Html
  takenFromYou(id: number, ref: string, who: string): Html
  doneByOther(id: number, ref: string, who: string, action: GiverAction): Html
  givenToOther(id: number, ref: string, who: string, doer: string): Html
  buttons: Record<TaskButtonAction | 'open' | 'openAll', string>
}

type GiverAction = Extract<TaskAction, 'grant_move' | 'refuse_move' | 'move' | 'accept' | 'return' | 'cancel'>

const ru = (deadline: Deadline) => formatDeadline(deadline, 'ru')
const en = (deadline: Deadline) => formatDeadline(deadline, 'en')
/** What somebody wrote, on a line of its own; nothing when he wrote nothing. */
const said = (who: string, text: string) => text !== '' && html`${who}: ${text}`

const doneRu: Record<GiverAction, string> = {
  grant_move: 'срок перенесён',
  refuse_move: 'в переносе срока отказано',
  move: 'срок изменён',
  accept: 'отчёт принят',
  return: 'отчёт возвращён на доработку',
  cancel: 'поручение отменено',
}
const doneEn: Record<GiverAction, string> = {
  grant_move: 'the deadline was moved',
  refuse_move: 'moving the deadline was refused',
  move: 'the deadline was changed',
  accept: 'the report was accepted',
  return: 'the report was returned for rework',
  cancel: 'the order was cancelled',
}

export const taskNoticeTexts: Texts<TaskNoticeTexts> = {
  ru: {
    issued: (tasks, ref) =>
      tasks.length === 1
        ? html`✅ <b>Поручение №${tasks[0]?.id ?? ''} отправлено</b>\n«${ref}»`
        : html`✅ <b>Отправлено: ${tasks.length} ${russianPlural(tasks.length, 'поручение', 'поручения', 'поручений')}</b>\n«${ref}»`,
    acknowledged: (id, ref, who, deadline) =>
      html`👌 <b>Поручение №${id} принято к исполнению</b>\n«${ref}»\n${who}, срок: ${ru(deadline)}`,
    moveAsked: (id, ref, who, reason, wanted, deadline) =>
      html`📅 <b>Просьба перенести срок поручения №${id}</b>\n«${ref}»\n${who}: ${reason}\n\nСейчас: ${ru(deadline)}\nПросят: <b>${ru(wanted)}</b>`,
    moveGranted: (id, ref, who, deadline) =>
      html`📅 <b>Срок поручения №${id} перенесён</b> (${who})\n«${ref}»\nНовый срок: ${ru(deadline)}`,
    moveRefused: (id, ref, who, text, deadline) =>
      joinHtml([
        html`✋ <b>Срок поручения №${id} не перенесён</b>\n«${ref}»`,
        said(who, text) || html`Так решили: ${who}.`,
        html`Срок прежний: ${ru(deadline)}`,
      ]),
    moved: (id, ref, who, deadline) =>
      html`📅 <b>Изменён срок поручения №${id}</b> (${who})\n«${ref}»\nНовый срок: ${ru(deadline)}`,
    reported: (id, ref, who, text) =>
      joinHtml([
        html`📨 <b>Отчёт по поручению №${id}</b>\n«${ref}»`,
        said(who, text) || html`${who}: во вложении`,
      ]),
    accepted: (id, ref, who) => html`🏁 <b>Отчёт по поручению №${id} принят</b> (${who}). Спасибо!\n«${ref}»`,
    returned: (id, ref, who, remark, deadline) =>
      html`↩️ <b>Поручение №${id} возвращено на доработку</b>\n«${ref}»\n${who}: ${remark}\n\nСрок: ${ru(deadline)}`,
    cancelled: (id, ref, who, reason) =>
      joinHtml([html`🚫 <b>Поручение №${id} отменено</b> (${who})\n«${ref}»`, said(who, reason)]),
    commented: (id, ref, who, text) =>
      joinHtml([
        html`💬 <b>Сообщение по поручению №${id}</b>\n«${ref}»`,
        said(who, text) || html`${who}: во вложении`,
      ]),
    takenFromYou: (id, ref, who) =>
      html`🔁 <b>Поручение №${id} передано другому исполнителю</b>\n«${ref}»\nТак решили: ${who}. От вас по нему больше ничего не нужно.`,
    doneByOther: (id, ref, who, action) => html`ℹ️ Поручение №${id}: ${doneRu[action]} (${who}).\n«${ref}»`,
    givenToOther: (id, ref, who, doer) =>
      html`🔁 Поручение №${id} теперь исполняет <b>${doer}</b>.\n«${ref}»\nТак решили: ${who}.`,
    buttons: {
      open: '📄 Открыть поручение',
      openAll: '👥 Открыть поручения',
      acknowledge: '👌 Принял',
      ask_to_move: '📅 Попросить другой срок',
      grant_move: '👍 Перенести',
      refuse_move: '✋ Отказать',
      move: '📅 Изменить срок',
      report: '📨 Отчитаться',
      accept: '👍 Принять отчёт',
      return: '↩️ На доработку',
      reassign: '🔁 Передать другому',
      comment: '💬 Написать',
      cancel: '🚫 Отменить поручение',
    },
  },
  en: {
    issued: (tasks, ref) =>
      tasks.length === 1
        ? html`✅ <b>Order #${tasks[0]?.id ?? ''} sent</b>\n“${ref}”`
        : html`✅ <b>${tasks.length} ${englishPlural(tasks.length, 'order')} sent</b>\n“${ref}”`,
    acknowledged: (id, ref, who, deadline) =>
      html`👌 <b>Order #${id} acknowledged</b>\n“${ref}”\n${who}, due ${en(deadline)}`,
    moveAsked: (id, ref, who, reason, wanted, deadline) =>
      html`📅 <b>Request to move the deadline of order #${id}</b>\n“${ref}”\n${who}: ${reason}\n\nDue now: ${en(deadline)}\nAsked for: <b>${en(wanted)}</b>`,
    moveGranted: (id, ref, who, deadline) =>
      html`📅 <b>The deadline of order #${id} was moved</b> (${who})\n“${ref}”\nNew deadline: ${en(deadline)}`,
    moveRefused: (id, ref, who, text, deadline) =>
      joinHtml([
        html`✋ <b>The deadline of order #${id} was not moved</b>\n“${ref}”`,
        said(who, text) || html`Decided by ${who}.`,
        html`Still due ${en(deadline)}`,
      ]),
    moved: (id, ref, who, deadline) =>
      html`📅 <b>The deadline of order #${id} was changed</b> (${who})\n“${ref}”\nNew deadline: ${en(deadline)}`,
    reported: (id, ref, who, text) =>
      joinHtml([
        html`📨 <b>Report on order #${id}</b>\n“${ref}”`,
        said(who, text) || html`${who}: see the files`,
      ]),
    accepted: (id, ref, who) =>
      html`🏁 <b>The report on order #${id} was accepted</b> (${who}). Thank you!\n“${ref}”`,
    returned: (id, ref, who, remark, deadline) =>
      html`↩️ <b>Order #${id} was returned for rework</b>\n“${ref}”\n${who}: ${remark}\n\nDue ${en(deadline)}`,
    cancelled: (id, ref, who, reason) =>
      joinHtml([html`🚫 <b>Order #${id} was cancelled</b> (${who})\n“${ref}”`, said(who, reason)]),
    commented: (id, ref, who, text) =>
      joinHtml([
        html`💬 <b>Message about order #${id}</b>\n“${ref}”`,
        said(who, text) || html`${who}: see the files`,
      ]),
    takenFromYou: (id, ref, who) =>
      html`🔁 <b>Order #${id} was given to somebody else</b>\n“${ref}”\nDecided by ${who}. Nothing more is needed from you.`,
    doneByOther: (id, ref, who, action) => html`ℹ️ Order #${id}: ${doneEn[action]} (${who}).\n“${ref}”`,
    givenToOther: (id, ref, who, doer) =>
      html`🔁 Order #${id} is now done by <b>${doer}</b>.\n“${ref}”\nDecided by ${who}.`,
    buttons: {
      open: '📄 Open the order',
      openAll: '👥 Open the orders',
      acknowledge: '👌 Acknowledge',
      ask_to_move: '📅 Ask for another deadline',
      grant_move: '👍 Move it',
      refuse_move: '✋ Refuse',
      move: '📅 Change the deadline',
      report: '📨 Report',
      accept: '👍 Accept the report',
      return: '↩️ Return for rework',
      reassign: '🔁 Give to somebody else',
      comment: '💬 Write',
      cancel: '🚫 Cancel the order',
    },
  },
}
