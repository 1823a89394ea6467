import type { SchoolTime } from '../../calendar/school-time.ts'
import { TransientFault } from '../../platform/fault.ts'
import type { Database } from '../../platform/postgres.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { endSilence } from './end-silence.ts'
import { silenceStep } from './silence.ts'
import { listSilences } from './silence-store.ts'

export interface SilenceDeps {
  db: Database
  settings: TicketSettings
  schoolTime: SchoolTime
  now: () => Date
}

const batch = 200
const hourMs = 3600 * 1000

/**
 * Goes through the resolved tickets whose authors are silent. Each is changed in a transaction of its own, so that a
 * long downtime makes many small ones and a ticket that fails stops no other; the failures are thrown at the end.
 */
export async function endSilences(
  { db, settings, schoolTime, now }: SilenceDeps,
  signal?: AbortSignal,
): Promise<void> {
  const at = now()
  const workingTime = await schoolTime.read()
  const days = Math.min(settings.remindAfterWorkingDays, settings.closeAfterWorkingDays)
  // so many working days are at least so many days, but for the hour that a change of the clocks takes away
  const resolvedBefore = new Date(at.getTime() - (days * 24 - 1) * hourMs)
  const failures: unknown[] = []
  for (let afterId = 0; ; ) {
    const silences = await listSilences(db, { resolvedBefore, afterId, limit: batch })
    for (const silence of silences) {
      if (signal?.aborted) return
      if (silenceStep(silence, settings, workingTime, at) === undefined) continue
      try {
        await endSilence(db, { settings, workingTime }, silence.ticketId, at)
      } catch (error) {
        if (error instanceof TransientFault) throw error
        failures.push(error)
      }
    }
    const last = silences.at(-1)
    if (last === undefined || silences.length < batch) break
    afterId = last.ticketId
  }
  if (failures.length > 0) throw new AggregateError(failures, 'reminding or closing some tickets failed')
}
