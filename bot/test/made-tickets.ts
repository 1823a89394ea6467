import type { Role } from '../src/people/person.ts'
import {
  refusalOf,
  type Status,
  statusAfter,
  type Ticket,
  type TicketAction,
  type Urgency,
} from '../src/tickets/ticket.ts'
import type { TicketChanges } from '../src/tickets/tickets-store.ts'

export interface MadePerson {
  id: number
  name: string
  role: Role
}

/** A line of history, as it stands in the database. */
export interface MadeEvent<Kind, AnyStatus> {
  at: Date
  actorId: number | null
  kind: Kind
  from: AnyStatus | null
  to: AnyStatus
  details: Record<string, string | number | null>
}

/** A ticket with its whole life, made in a test without a bot: the rules of the bot hold all the same. */
export interface MadeTicket extends Ticket {
  events: readonly MadeEvent<TicketAction | 'file', Status>[]
}

export interface Filing {
  id: number
  author: MadePerson
  filer?: MadePerson
  categoryId?: number
  place?: string
  urgency?: Urgency
  at: Date
}

const reopenDays = 14

export function madeTicket({ id, author, filer = author, at, ...filing }: Filing): MadeTicket {
  const { categoryId = 1, place = 'каб. 215', urgency = 'normal' } = filing
  return {
    ...{ id, categoryId, place, urgency, description: 'секрет', resolution: null, status: 'new' },
    ...{ authorId: author.id, filedBy: filer.id, assigneeId: null, duplicateOf: null, rating: null },
    ...{ createdAt: at, statusSince: at },
    events: [{ at, actorId: filer.id, kind: 'file', from: null, to: 'new', details: {} }],
  }
}

/** The ticket after one more thing was done to it; throws when the rules refuse that. The system acts as null. */
export function acted(
  before: MadeTicket,
  action: TicketAction,
  actor: MadePerson | null,
  at: Date,
  changes: TicketChanges = {},
): MadeTicket {
  const refusal = refusalOf(before, action, actor && { ...actor, status: 'active' }, { now: at, reopenDays })
  if (refusal) throw new Error(`ticket ${before.id}: ${action} was refused: ${refusal.kind}`)
  const taken = action === 'take' ? { assigneeId: actor?.id ?? null } : {}
  const left = action === 'return_to_queue' ? { assigneeId: null } : {}
  const changed = { ...before, ...taken, ...left, ...changes }
  const status = statusAfter(changed, action, changed.assigneeId)
  return {
    ...changed,
    status,
    assigneeId: status === 'new' ? null : changed.assigneeId,
    statusSince: status === before.status ? before.statusSince : at,
    events: [
      ...before.events,
      { at, actorId: actor?.id ?? null, kind: action, from: before.status, to: status, details: {} },
    ],
  }
}
