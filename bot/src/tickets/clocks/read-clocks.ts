import type { Tx } from '../../platform/postgres.ts'
import type { Actor, Ticket, TicketAction } from '../ticket.ts'
import { insertTicketEvent } from '../tickets-store.ts'
import { type ClockAction, isAnswer, isClockAction, isMissed, type TicketClocks } from './clocks.ts'
import { findClocks, listSaidOfClocks } from './clocks-store.ts'

interface Doing {
  action: TicketAction
  actor: Actor
  now: Date
}

/**
 * The clocks of a locked ticket, when this action stops one of them or tells of it. A target that was missed since the
 * job last looked is noted before it is too late; nobody is told, for there is nothing left to do about it.
 */
export async function readClocks(tx: Tx, ticket: Ticket, doing: Doing): Promise<TicketClocks | undefined> {
  const { action, actor, now } = doing
  const mayBeFirst = ticket.status === 'new' && isAnswer(ticket, action, actor)
  if (!mayBeFirst && action !== 'resolve' && !isClockAction(action)) return undefined
  const clocks = await findClocks(tx, ticket.id, now)
  if (clocks === undefined || isClockAction(action)) return clocks
  const missed: ClockAction[] = []
  if (mayBeFirst && clocks.takenAt === null && isMissed(clocks.response)) missed.push('breach_response')
  if (action === 'resolve' && isMissed(clocks.resolution)) missed.push('breach_resolution')
  if (missed.length === 0) return clocks
  const said = await listSaidOfClocks(tx, ticket.id)
  for (const kind of missed) if (!said.includes(kind)) await noteClock(tx, ticket, kind, now)
  return clocks
}

/** Writes into the history of a locked ticket that a target is near or was missed, without a word to anybody. */
export function noteClock(tx: Tx, { id, status }: Ticket, kind: ClockAction, now: Date): Promise<void> {
  return insertTicketEvent(tx, {
    ...{ ticketId: id, at: now, actorId: null, kind, details: {} },
    fromStatus: status,
    toStatus: status,
  })
}
