import { findPerson, keepPerson } from '../people/people-store.ts'
import { may, type Person } from '../people/person.ts'
import type { Tx } from '../platform/postgres.ts'
import type { Attachment } from '../telegram/incoming.ts'
import { offerTicket, refreshCards } from './cards/queue-cards.ts'
import { readClocks } from './clocks/read-clocks.ts'
import { tellChange } from './notices/ticket-notices.ts'
import { type Refusal, refusalOf, statusAfter, type Ticket, type TicketAction } from './ticket.ts'
import type { TicketChange } from './ticket-change.ts'
import {
  insertAttachments,
  insertTicketMessage,
  type MessageSource,
  type TicketMessageKind,
} from './ticket-messages-store.ts'
import type { TicketSettings } from './ticket-settings.ts'
import { insertTicketEvent, lockTicket, saveTicket, type TicketChanges } from './tickets-store.ts'
import { countTicketEvents } from './work-store.ts'

/** What somebody wants done to a ticket. */
export interface TicketCommand {
  ticketId: number
  action: TicketAction
  /** Null: the system. */
  actor: Person | null
  now: Date
  /** What the action sets; the status follows from the action. */
  changes?: TicketChanges | ((before: Ticket) => TicketChanges)
  /** With `confirm` and `reject`: the resolution that is judged, from 1; left out: the last. */
  resolutionNo?: number | undefined
  /** What the actor wrote with it. */
  message?: { kind: TicketMessageKind; text: string; source: MessageSource | undefined }
  attachments?: readonly Attachment[]
}

export type Changed = { kind: 'changed'; change: TicketChange } | Refusal

/**
 * The one way to change a ticket. In one transaction: the ticket is locked, the action is allowed or refused, the new
 * state, the event and the message are written, and everybody concerned is told.
 */
export async function changeTicket(
  tx: Tx,
  settings: TicketSettings,
  command: TicketCommand,
): Promise<Changed> {
  const { action, actor, now, resolutionNo } = command
  const before = await lockTicket(tx, command.ticketId)
  if (before === undefined) return { kind: 'not_found' }
  const resolutions = await countTicketEvents(tx, before.id, 'resolve')
  const rules = { now, reopenDays: settings.reopenDays, resolutions, resolutionNo }
  const refusal = refusalOf(before, action, actor, rules)
  if (refusal) return refusal

  const changes = typeof command.changes === 'function' ? command.changes(before) : (command.changes ?? {})
  const changed = { ...before, ...changes }
  const assigneeId = await worker(tx, before, changed.assigneeId)
  const isGivenToNobody = changed.assigneeId !== before.assigneeId && changed.assigneeId !== assigneeId
  if (isGivenToNobody) return { kind: 'not_allowed' }
  const clocks = await readClocks(tx, before, command)
  const status = statusAfter(changed, action, assigneeId)
  const after = await saveTicket(tx, {
    ...changed,
    status,
    assigneeId: status === 'new' ? null : changed.assigneeId,
    statusSince: status === before.status ? before.statusSince : now,
  })

  await insertTicketEvent(tx, {
    ticketId: after.id,
    at: now,
    actorId: actor?.id ?? null,
    kind: action,
    fromStatus: before.status,
    toStatus: after.status,
    details: detailsOf(before, after),
  })
  if (command.message && actor) {
    await insertTicketMessage(tx, { ticketId: after.id, authorId: actor.id, now, ...command.message })
  }
  const attachmentIds =
    command.attachments && actor
      ? await insertAttachments(tx, after.id, actor.id, command.attachments, now)
      : []

  const text = command.message?.text
  const change: TicketChange = {
    ...{ action, actor, at: now, before, after, clocks, text, attachmentIds },
    resolutions: action === 'resolve' ? resolutions + 1 : resolutions,
  }
  const isBackInQueue = after.status === 'new' && before.status !== 'new'
  const offered = isBackInQueue ? await offerTicket(tx, settings, after, []) : []
  await refreshCards(tx, after, offered)
  await tellChange(tx, settings, change)
  return { kind: 'changed', change }
}

/**
 * The assignee, if he can still work: what somebody who has left would get goes to the queue instead. Who gets the
 * ticket now is kept as he is, so that nobody is given work while he is being parted with.
 */
async function worker(tx: Tx, before: Ticket, assigneeId: number | null): Promise<number | null> {
  if (assigneeId === null) return null
  const assignee = await (assigneeId === before.assigneeId ? findPerson : keepPerson)(tx, assigneeId)
  return assignee && may(assignee, 'work_on_tickets') ? assignee.id : null
}

/** Old and new values of what changed, for the history; never a text. */
function detailsOf(before: Ticket, after: Ticket): Record<string, string | number | null> {
  const details: Record<string, string | number | null> = {}
  for (const field of ['assigneeId', 'categoryId', 'urgency', 'duplicateOf', 'rating'] as const) {
    if (before[field] === after[field]) continue
    details[`${field}_from`] = before[field]
    details[`${field}_to`] = after[field]
  }
  return details
}
