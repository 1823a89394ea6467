import type { Database, Tx } from '../../platform/postgres.ts'
import { queue } from '../../telegram/outbox.ts'
import { changeTicket } from '../change-ticket.ts'
import { type ClockAction, dueClockActions, toldClockActions } from '../clocks/clocks.ts'
import { findClocks, listSaidOfClocks } from '../clocks/clocks-store.ts'
import { noteClock } from '../clocks/read-clocks.ts'
import { owedOfManyClocks } from '../notices/many-clocks-notices.ts'
import type { Ticket } from '../ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { lockTicket } from '../tickets-store.ts'

/** Says what is due about the clocks of a ticket. */
export async function tellClocks(
  db: Database,
  settings: TicketSettings,
  ticketId: number,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const late = await lockLate(tx, ticketId, now)
    if (late === undefined) return
    const told = toldClockActions(late.due)
    for (const action of late.due) {
      if (told.includes(action)) await changeTicket(tx, settings, { ticketId, action, actor: null, now })
      else await noteClock(tx, late.ticket, action, now)
    }
  })
}

/** The same for many tickets at once: whoever is concerned gets one message about all of them. */
export async function tellManyClocks(
  db: Database,
  settings: TicketSettings,
  ticketIds: readonly number[],
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const near: Ticket[] = []
    const missed: Ticket[] = []
    for (const ticketId of ticketIds) {
      const late = await lockLate(tx, ticketId, now)
      if (late === undefined) continue
      for (const action of late.due) await noteClock(tx, late.ticket, action, now)
      if (late.due.some(isWarning)) near.push(late.ticket)
      if (!late.due.every(isWarning)) missed.push(late.ticket)
    }
    await queue(tx, await owedOfManyClocks(tx, settings, { near, missed }))
  })
}

const isWarning = (action: ClockAction) => action === 'warn_response' || action === 'warn_resolution'

/**
 * A ticket and what is due about its clocks, decided under its lock: of two who come at once, the second sees what the
 * first said.
 */
async function lockLate(
  tx: Tx,
  ticketId: number,
  now: Date,
): Promise<{ ticket: Ticket; due: ClockAction[] } | undefined> {
  const ticket = await lockTicket(tx, ticketId)
  const clocks = await findClocks(tx, ticketId, now)
  if (ticket === undefined || clocks === undefined) return undefined
  const due = dueClockActions(clocks, await listSaidOfClocks(tx, ticketId))
  return due.length === 0 ? undefined : { ticket, due }
}
