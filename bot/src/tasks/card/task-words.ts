import type { Texts } from '../../platform/language.ts'
import type { TaskAction, TaskStatus } from '../task.ts'

/** The words of orders: one for each thing, used in cards, lists and histories. */
interface TaskWords {
  status: Record<TaskStatus, string>
  /** Past, without a subject: «отчёт принят». */
  event: Record<TaskAction | 'issue', string>
  system: string
}

export const taskStatusEmoji: Record<TaskStatus, string> = {
  issued: '🆕',
  delivered: '📬',
  acknowledged: '🛠',
  reported: '📨',
  returned: '↩️',
  accepted: '🏁',
  cancelled: '🚫',
}

export const taskWords: Texts<TaskWords> = {
  ru: {
    status: {
      issued: 'отправлено',
      delivered: 'доставлено',
      acknowledged: 'в работе',
      reported: 'на проверке',
      returned: 'на доработке',
      accepted: 'исполнено',
      cancelled: 'отменено',
    },
    event: {
      issue: 'дано поручение',
      deliver: 'доставлено исполнителю',
      acknowledge: 'принято к исполнению',
      ask_to_move: 'просьба перенести срок',
      grant_move: 'срок перенесён',
      refuse_move: 'в переносе срока отказано',
      move: 'изменён срок',
      report: 'сдан отчёт',
      accept: 'отчёт принят',
      return: 'возвращено на доработку',
      reassign: 'назначен другой исполнитель',
      cancel: 'отменено',
      comment: 'добавлено сообщение',
      remind: 'исполнителю напомнили о сроке',
      escalate: 'руководителю сообщили о просрочке',
      release: 'передано: доступ сотрудника закрыт',
    },
    system: 'система',
  },
  en: {
    status: {
      issued: 'sent',
      delivered: 'delivered',
      acknowledged: 'in progress',
      reported: 'to be checked',
      returned: 'returned for rework',
      accepted: 'done',
      cancelled: 'cancelled',
    },
    event: {
      issue: 'the order was given',
      deliver: 'it was delivered',
      acknowledge: 'it was acknowledged',
      ask_to_move: 'another deadline was asked for',
      grant_move: 'the deadline was moved',
      refuse_move: 'moving the deadline was refused',
      move: 'the deadline was changed',
      report: 'a report was sent',
      accept: 'the report was accepted',
      return: 'it was returned for rework',
      reassign: 'it was given to somebody else',
      cancel: 'it was cancelled',
      comment: 'a message was added',
      remind: 'the doer was reminded of the deadline',
      escalate: 'it was reported as overdue',
      release: 'it was passed on because somebody’s access ended',
    },
    system: 'the system',
  },
}
