import type { Texts } from '../platform/language.ts'
import type { Status, TicketAction, Urgency } from './ticket.ts'

/** The words of the help desk: one for each thing, used in cards, lists, messages and exports. */
interface TicketWords {
  status: Record<Status, string>
  urgency: Record<Urgency, string>
  /** Past, without a subject: «взята в работу». */
  event: Record<TicketAction | 'file', string>
  system: string
  /** In answer to a press in a group. */
  onlyInPrivate: string
}

export const statusEmoji: Record<Status, string> = {
  new: '🆕',
  in_progress: '🛠',
  waiting_for_author: '❓',
  resolved: '✅',
  closed: '🏁',
  cancelled: '🚫',
}

export const urgencyEmoji: Record<Urgency, string> = { critical: '🔴', high: '🟠', normal: '🟢', low: '⚪️' }

export const ticketWords: Texts<TicketWords> = {
  ru: {
    status: {
      new: 'новая',
      in_progress: 'в работе',
      waiting_for_author: 'ждёт ответа автора',
      resolved: 'выполнена, ждёт подтверждения',
      closed: 'закрыта',
      cancelled: 'отменена',
    },
    urgency: {
      critical: 'срочно: урок под угрозой',
      high: 'важно: сегодня',
      normal: 'обычная',
      low: 'не к спеху',
    },
    event: {
      file: 'подана',
      take: 'взята в работу',
      ask: 'задан вопрос автору',
      answer: 'автор ответил',
      comment: 'добавлен комментарий',
      edit: 'текст исправлен',
      note: 'добавлена заметка для своих',
      change_category: 'изменена категория',
      change_urgency: 'изменена срочность',
      hand_over: 'передана другому исполнителю',
      return_to_queue: 'возвращена в очередь',
      resolve: 'выполнена',
      link_duplicate: 'закрыта как повтор',
      cancel: 'отменена',
      confirm: 'выполнение подтверждено',
      reject: 'возвращена на доработку',
      rate: 'оценена',
      reopen: 'открыта снова',
      remind: 'автору напомнили о подтверждении',
      close_silently: 'закрыта: автор не возразил',
      warn_response: 'скоро выйдет время на первый ответ',
      warn_resolution: 'скоро выйдет время на решение',
      breach_response: 'время на первый ответ вышло',
      breach_resolution: 'время на решение вышло',
      release: 'сменился исполнитель',
    },
    system: 'система',
    onlyInPrivate: 'Откройте, пожалуйста, заявку в личном чате с ботом.',
  },
  en: {
    status: {
      new: 'new',
      in_progress: 'in progress',
      waiting_for_author: 'waiting for the author',
      resolved: 'resolved, waiting for confirmation',
      closed: 'closed',
      cancelled: 'cancelled',
    },
    urgency: {
      critical: 'urgent: a lesson is at stake',
      high: 'important: today',
      normal: 'normal',
      low: 'no hurry',
    },
    event: {
      file: 'filed',
      take: 'taken',
      ask: 'the author was asked',
      answer: 'the author answered',
      comment: 'a comment was added',
      edit: 'the text was corrected',
      note: 'an internal note was added',
      change_category: 'the category was changed',
      change_urgency: 'the urgency was changed',
      hand_over: 'handed over',
      return_to_queue: 'returned to the queue',
      resolve: 'resolved',
      link_duplicate: 'closed as a duplicate',
      cancel: 'cancelled',
      confirm: 'the result was confirmed',
      reject: 'returned for rework',
      rate: 'rated',
      reopen: 'reopened',
      remind: 'the author was reminded to confirm',
      close_silently: 'closed: the author did not object',
      warn_response: 'time for the first response is running out',
      warn_resolution: 'time for the resolution is running out',
      breach_response: 'time for the first response is over',
      breach_resolution: 'time for the resolution is over',
      release: 'the assignee changed',
    },
    system: 'the system',
    onlyInPrivate: 'Please open the ticket in your private chat with the bot.',
  },
}
