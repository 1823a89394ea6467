import { may, type Person } from '../people/person.ts'
import type { Texts } from '../platform/language.ts'
import type { Refusal, Status } from './ticket.ts'

interface RefusalTexts {
  /** To who may see all tickets. */
  notFound: string
  /** Whether it is there and not his to see is nothing that he learns. */
  notVisible: string
  notAllowed: string
  alreadyRated: string
  tooLate: string
  newerResolution: string
  nowIn: Record<Status, (assignee: string | undefined) => string>
}

const texts: Texts<RefusalTexts> = {
  ru: {
    notFound: 'Такой заявки нет. Посмотрите, пожалуйста, в /my и /queue',
    notVisible: 'Такой заявки нет, или она вам недоступна. Посмотрите, пожалуйста, в /my',
    notAllowed: 'Это действие по заявке вам недоступно.',
    alreadyRated: 'Вы уже поставили оценку этой заявке. Спасибо!',
    tooLate: 'Заявка закрыта давно, и открыть её снова уже нельзя. Подайте, пожалуйста, новую.',
    newerResolution:
      'С тех пор заявку выполнили снова, и ваше решение не записано. Посмотрите, пожалуйста, новый результат: он в карточке ниже.',
    nowIn: {
      new: () => 'Заявка сейчас в очереди: её ещё никто не ведёт.',
      in_progress: (assignee) => (assignee ? `Заявка уже в работе: ${assignee}.` : 'Заявка уже в работе.'),
      waiting_for_author: (assignee) =>
        assignee ? `Заявку ведёт ${assignee} и ждёт ответа автора.` : 'Заявка ждёт ответа автора.',
      resolved: (assignee) =>
        assignee
          ? `Заявка уже выполнена (${assignee}) и ждёт подтверждения автора.`
          : 'Заявка уже выполнена и ждёт подтверждения автора.',
      closed: () => 'Заявка уже закрыта.',
      cancelled: () => 'Заявка отменена.',
    },
  },
  en: {
    notFound: 'There is no such ticket. Please look in /my and /queue',
    notVisible: 'There is no such ticket, or it is not yours to see. Please look in /my',
    notAllowed: 'You cannot do this with the ticket.',
    alreadyRated: 'You have rated this ticket already. Thank you!',
    tooLate: 'The ticket was closed too long ago to reopen it. Please file a new one.',
    newerResolution:
      'The ticket has been resolved again since then, so your answer was not recorded. Please look at the new result: it is on the card below.',
    nowIn: {
      new: () => 'The ticket is in the queue: nobody works on it yet.',
      in_progress: (assignee) =>
        assignee ? `The ticket is in progress already: ${assignee}.` : 'The ticket is in progress already.',
      waiting_for_author: (assignee) =>
        assignee
          ? `${assignee} has the ticket and waits for the author’s answer.`
          : 'The ticket waits for the author’s answer.',
      resolved: (assignee) =>
        assignee
          ? `The ticket is resolved (${assignee}) and waits for the author to confirm.`
          : 'The ticket is resolved and waits for the author to confirm.',
      closed: () => 'The ticket is closed already.',
      cancelled: () => 'The ticket was cancelled.',
    },
  },
}

/** Why something cannot be done to a ticket, in words that fit a toast. */
export function refusalText(
  refusal: Refusal,
  reader: Pick<Person, 'language' | 'role' | 'status'>,
  assigneeName?: string,
): string {
  const words = texts[reader.language]
  switch (refusal.kind) {
    case 'not_found':
      return may(reader, 'see_all_tickets') ? words.notFound : words.notVisible
    case 'not_allowed':
      return words.notAllowed
    case 'already_rated':
      return words.alreadyRated
    case 'too_late':
      return words.tooLate
    case 'newer_resolution':
      return words.newerResolution
    case 'wrong_status':
      return words.nowIn[refusal.status](assigneeName)
    default:
      return refusal satisfies never
  }
}
