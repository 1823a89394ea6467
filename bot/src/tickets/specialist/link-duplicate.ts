import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { type Changed, changeTicket } from '../change-ticket.ts'
import { refusalOf } from '../ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { lockTicket } from '../tickets-store.ts'
import { findDuplicateRoot } from '../work-store.ts'

export type Linked =
  | Changed
  | { kind: 'same_ticket' }
  | { kind: 'no_such_original' }
  | { kind: 'original_cancelled' }
  /** The other ticket is a duplicate of this one. */
  | { kind: 'circle'; of: number }

/** Closes a ticket as a duplicate of another, or of the one that the other is a duplicate of. */
export async function linkDuplicate(
  tx: Tx,
  settings: TicketSettings,
  command: { ticketId: number; originalId: number; actor: Person; now: Date },
): Promise<Linked> {
  const { ticketId, originalId, actor, now } = command
  if (ticketId === originalId) return { kind: 'same_ticket' }
  // both, in one order for everybody: two tickets linked to each other at once would leave neither open
  for (const id of [ticketId, originalId].sort((a, b) => a - b)) await lockTicket(tx, id)
  const ticket = await lockTicket(tx, ticketId)
  if (ticket === undefined) return { kind: 'not_found' }
  // who may not link learns nothing of the other one
  const refusal = refusalOf(ticket, 'link_duplicate', actor, { now, reopenDays: settings.reopenDays })
  if (refusal) return refusal
  const original = await lockTicket(tx, originalId)
  if (original === undefined) return { kind: 'no_such_original' }
  if (original.status === 'cancelled') return { kind: 'original_cancelled' }
  const root = await findDuplicateRoot(tx, originalId)
  if (root === ticketId) return { kind: 'circle', of: originalId }
  // somebody may be linking the root to something else at this moment
  const rootNow = await lockTicket(tx, root)
  if (rootNow?.duplicateOf !== null) return linkDuplicate(tx, settings, command)
  return changeTicket(tx, settings, {
    ticketId,
    action: 'link_duplicate',
    actor,
    now,
    changes: { duplicateOf: root },
  })
}
