import type { WorkingTime } from '../../calendar/working-time.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import type { TicketSettings } from '../ticket-settings.ts'

/** How long a resolved ticket has waited for its author. */
export interface Silence {
  ticketId: number
  /** When the ticket was resolved, or when its author last said something about it after that. */
  since: Date
  /** When the author was reminded of this result. */
  remindedAt: Date | null
}

export type SilenceRules = Pick<
  TicketSettings,
  'remindAfterWorkingDays' | 'closeAfterWorkingDays' | 'timezone'
>

/**
 * What is due for a resolved ticket. The author is reminded once per result. Nobody's ticket is closed without a
 * warning: when the reminder went out late, the days between it and the closing count from the reminder.
 */
export function silenceStep(
  { since, remindedAt }: Silence,
  { remindAfterWorkingDays, closeAfterWorkingDays, timezone }: SilenceRules,
  { addWorkingDays }: WorkingTime,
  now: Date,
): 'remind' | 'close_silently' | undefined {
  const daysOfWarning = closeAfterWorkingDays - remindAfterWorkingDays
  if (daysOfWarning > 0 && remindedAt === null) {
    return now >= addWorkingDays(since, remindAfterWorkingDays) ? 'remind' : undefined
  }
  if (now < addWorkingDays(since, closeAfterWorkingDays)) return undefined
  if (remindedAt !== null) {
    const warned = addWorkingDays(startOfDay(remindedAt, timezone), daysOfWarning)
    if (now < warned) return undefined
  }
  return 'close_silently'
}

/** The reminder counts as given on its day: the minutes until the job ran must not put off the closing. */
function startOfDay(at: Date, timeZone: string): Date {
  const clock = createLocalClock(timeZone)
  const { year, month, day } = clock.localTimeOf(at)
  return clock.instantOf({ year, month, day })
}
