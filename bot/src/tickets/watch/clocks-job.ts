import { TransientFault } from '../../platform/fault.ts'
import type { Database } from '../../platform/postgres.ts'
import { listTicketsOfLateClocks } from '../clocks/clocks-store.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { tellClocks, tellManyClocks } from './tell-clocks.ts'

export interface ClocksDeps {
  db: Database
  settings: TicketSettings
  now: () => Date
}

/** So many messages at once are still read one by one; more become one. */
const few = 5
/** Tickets of one transaction: while it lasts, nobody else changes them. */
const batch = 100

/**
 * Warns of targets that are near and tells of those that were missed. Each ticket has a transaction of its own, so
 * that one that fails stops no other; the failures are thrown at the end. Only many at once, after a downtime or new
 * targets, are told of together.
 */
export async function watchClocks({ db, settings, now }: ClocksDeps, signal?: AbortSignal): Promise<void> {
  const at = now()
  const failures: unknown[] = []
  const late = await listTicketsOfLateClocks(db, at)
  const singly = late.length > few ? [] : late
  for (let i = 0; late.length > few && i < late.length; i += batch) {
    if (signal?.aborted) return
    const ids = late.slice(i, i + batch)
    // one of them fails: each for itself, so that the others do not wait for it
    const onFailure = () => singly.push(...ids)
    await attempt(() => tellManyClocks(db, settings, ids, at), onFailure)
  }
  for (const ticketId of singly) {
    if (signal?.aborted) return
    await attempt(
      () => tellClocks(db, settings, ticketId, at),
      (error) => failures.push(error),
    )
  }
  if (failures.length > 0) throw new AggregateError(failures, 'telling of the clocks of some tickets failed')
}

async function attempt(work: () => Promise<void>, onFailure: (error: unknown) => void): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof TransientFault) throw error
    onFailure(error)
  }
}
