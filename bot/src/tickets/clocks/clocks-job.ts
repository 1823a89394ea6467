import { TransientFault } from '../../platform/fault.ts'
import type { Database } from '../../platform/postgres.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { listTicketsOfLateClocks } from './clocks-store.ts'
import { tellClocks } from './tell-clocks.ts'

export interface ClocksDeps {
  db: Database
  settings: TicketSettings
  now: () => Date
}

/**
 * Warns of targets that are near and tells of those that were missed. Each ticket has a transaction of its own, so
 * that one that fails stops no other; the failures are thrown at the end.
 */
export async function watchClocks({ db, settings, now }: ClocksDeps, signal?: AbortSignal): Promise<void> {
  const at = now()
  const failures: unknown[] = []
  for (const ticketId of await listTicketsOfLateClocks(db, at)) {
    if (signal?.aborted) return
    try {
      await tellClocks(db, settings, ticketId, at)
    } catch (error) {
      if (error instanceof TransientFault) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'telling of the clocks of some tickets failed')
}
