import type { WorkingTime } from '../../calendar/working-time.ts'
import type { Database } from '../../platform/postgres.ts'
import { changeTicket } from '../change-ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { lockTicket } from '../tickets-store.ts'
import { silenceStep } from './silence.ts'
import { findSilence } from './silence-store.ts'

/**
 * Reminds the author of a resolved ticket, or closes it, if that is due. What is due is decided under the lock of the
 * ticket: of two who come at once, the second sees what the first did.
 */
export async function endSilence(
  db: Database,
  { settings, workingTime }: { settings: TicketSettings; workingTime: WorkingTime },
  ticketId: number,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockTicket(tx, ticketId)
    const silence = await findSilence(tx, ticketId)
    const action = silence && silenceStep(silence, settings, workingTime, now)
    if (action) await changeTicket(tx, settings, { ticketId, action, actor: null, now })
  })
}
