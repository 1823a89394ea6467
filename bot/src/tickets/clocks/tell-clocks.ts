import type { Database } from '../../platform/postgres.ts'
import { changeTicket } from '../change-ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { lockTicket } from '../tickets-store.ts'
import { dueClockActions } from './clocks.ts'
import { findClocks, listSaidOfClocks } from './clocks-store.ts'

/**
 * Says what is due about the clocks of a ticket. What is due is decided under the lock of the ticket: of two who come
 * at once, the second sees what the first said.
 */
export async function tellClocks(
  db: Database,
  settings: TicketSettings,
  ticketId: number,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockTicket(tx, ticketId)
    const clocks = await findClocks(tx, ticketId, now)
    if (clocks === undefined) return
    for (const action of dueClockActions(clocks, await listSaidOfClocks(tx, ticketId))) {
      await changeTicket(tx, settings, { ticketId, action, actor: null, now })
    }
  })
}
