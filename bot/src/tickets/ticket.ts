import { may, type Person } from '../people/person.ts'

export const statuses = [
  'new',
  'in_progress',
  'waiting_for_author',
  'resolved',
  'closed',
  'cancelled',
] as const
export type Status = (typeof statuses)[number]

/** From a lesson that cannot go on to a wish. */
export const urgencies = ['critical', 'high', 'normal', 'low'] as const
export type Urgency = (typeof urgencies)[number]

export interface Ticket {
  /** Also its number. */
  id: number
  authorId: number
  /** Differs from the author when somebody filed on his behalf. */
  filedBy: number
  categoryId: number
  place: string
  description: string
  urgency: Urgency
  status: Status
  assigneeId: number | null
  resolution: string | null
  duplicateOf: number | null
  rating: number | null
  createdAt: Date
  statusSince: Date
}

/** Whether a ticket waits for somebody to do something about it: what "open" means in the queue and the gauges. */
export function isWaitingForWork(status: Status): boolean {
  return status === 'new' || status === 'in_progress' || status === 'waiting_for_author'
}

type Party = 'author' | 'specialist' | 'assignee' | 'admin' | 'system'

interface Transition {
  /** Who may do it. An admin may do what an assignee may; who filed for another may do what the author may. */
  by: readonly Party[]
  from: readonly Status[]
  /** The status afterwards; `same` leaves it. */
  to: Status | 'same'
}

const everywhere = statuses
const inWork = ['new', 'in_progress', 'waiting_for_author'] as const
const inHand = ['in_progress', 'waiting_for_author'] as const

/** All that can be done to a ticket. What is not here is refused. */
export const transitions = {
  take: { by: ['specialist'], from: ['new'], to: 'in_progress' },
  ask: { by: ['assignee'], from: inHand, to: 'waiting_for_author' },
  answer: { by: ['author'], from: ['waiting_for_author'], to: 'in_progress' },
  comment: { by: ['author', 'specialist'], from: everywhere, to: 'same' },
  edit: { by: ['author', 'specialist'], from: everywhere, to: 'same' },
  note: { by: ['specialist'], from: everywhere, to: 'same' },
  change_category: { by: ['specialist'], from: inWork, to: 'same' },
  change_urgency: { by: ['specialist'], from: inWork, to: 'same' },
  hand_over: { by: ['assignee'], from: inHand, to: 'same' },
  return_to_queue: { by: ['assignee'], from: inHand, to: 'new' },
  resolve: { by: ['assignee'], from: inHand, to: 'resolved' },
  link_duplicate: { by: ['specialist'], from: inWork, to: 'closed' },
  cancel: { by: ['author'], from: inWork, to: 'cancelled' },
  confirm: { by: ['author'], from: ['resolved'], to: 'closed' },
  reject: { by: ['author'], from: ['resolved'], to: 'in_progress' },
  rate: { by: ['author'], from: ['resolved', 'closed'], to: 'same' },
  reopen: { by: ['author'], from: ['closed'], to: 'in_progress' },
  remind: { by: ['system'], from: ['resolved'], to: 'same' },
  close_silently: { by: ['system'], from: ['resolved'], to: 'closed' },
  // the clocks of first response and of resolution: near their target, and past it
  warn_response: { by: ['system'], from: ['new'], to: 'same' },
  warn_resolution: { by: ['system'], from: ['new', 'in_progress'], to: 'same' },
  breach_response: { by: ['system'], from: inWork, to: 'same' },
  breach_resolution: { by: ['system'], from: inWork, to: 'same' },
  // the work of somebody who leaves, moved by whoever parts with him
  release: { by: ['admin'], from: ['in_progress', 'waiting_for_author', 'resolved'], to: 'same' },
} as const satisfies Record<string, Transition>

export type TicketAction = keyof typeof transitions

export type Refusal =
  /** There is no such ticket, or none that this person may see: he learns not which. */
  | { kind: 'not_found' }
  /** Not this person's to do. */
  | { kind: 'not_allowed' }
  /** The ticket is not in a state for it any more, or not yet. */
  | { kind: 'wrong_status'; status: Status; assigneeId: number | null }
  | { kind: 'already_rated' }
  /** The ticket has been resolved again since the resolution that is judged. */
  | { kind: 'newer_resolution' }
  /** The days in which a closed ticket may be reopened are over. */
  | { kind: 'too_late' }

/** Whoever acts; the system acts as null. */
export type Actor = Pick<Person, 'id' | 'role' | 'status'> | null

export interface Rules {
  now: Date
  reopenDays: number
  /** How many times the ticket was resolved; left out: never. */
  resolutions?: number
  /** The resolution that is judged, from 1; left out: the last. */
  resolutionNo?: number | undefined
}

const dayMs = 24 * 3600 * 1000

/** Whether the actor may do this to the ticket as it stands. The one place where that is decided. */
export function refusalOf(
  ticket: Ticket,
  action: TicketAction,
  actor: Actor,
  rules: Rules,
): Refusal | undefined {
  const transition: Transition = transitions[action]
  if (!transition.by.some((party) => isParty(ticket, party, actor))) {
    // who came second to a ticket is told who has it, rather than that he may not
    const second = actor !== null && may(actor, 'work_on_tickets') && !transition.from.includes(ticket.status)
    if (!second) return { kind: actor === null || maySee(ticket, actor) ? 'not_allowed' : 'not_found' }
  }
  if (!transition.from.includes(ticket.status)) {
    return { kind: 'wrong_status', status: ticket.status, assigneeId: ticket.assigneeId }
  }
  const { resolutions = 0, resolutionNo = resolutions } = rules
  const isVerdict = action === 'confirm' || action === 'reject'
  if (isVerdict && resolutionNo !== resolutions) return { kind: 'newer_resolution' }
  if (action === 'rate' && ticket.rating !== null) return { kind: 'already_rated' }
  const ageMs = rules.now.getTime() - ticket.statusSince.getTime()
  if (action === 'reopen' && ageMs > rules.reopenDays * dayMs) return { kind: 'too_late' }
  return undefined
}

/** The status after an action that was not refused. Work that goes on without anybody goes to the queue. */
export function statusAfter(ticket: Ticket, action: TicketAction, assigneeId: number | null): Status {
  const { to }: Transition = transitions[action]
  const status = to === 'same' ? ticket.status : to
  return assigneeId === null && (status === 'in_progress' || status === 'waiting_for_author') ? 'new' : status
}

function isParty(ticket: Ticket, party: Party, actor: Actor): boolean {
  if (party === 'system') return actor === null
  if (actor === null || actor.status !== 'active') return false
  switch (party) {
    case 'author':
      return actor.id === ticket.authorId || actor.id === ticket.filedBy
    case 'specialist':
      return may(actor, 'work_on_tickets')
    case 'assignee':
      return may(actor, 'work_on_tickets') && (actor.id === ticket.assigneeId || actor.role === 'admin')
    case 'admin':
      return may(actor, 'manage_people')
    default:
      return party satisfies never
  }
}

/** Whether a person may see a ticket at all. */
export function maySee(ticket: Ticket, person: NonNullable<Actor>): boolean {
  return person.id === ticket.authorId || person.id === ticket.filedBy || may(person, 'see_all_tickets')
}
