import { addDays, type LocalClock, type LocalDate } from '../../platform/local-date.ts'

export const silencePeriods = ['hour', 'four_hours', 'morning'] as const
export type SilencePeriod = (typeof silencePeriods)[number]

const hourMs = 3_600_000
/** When the quiet hours of the installation usually end (ALERT_QUIET_HOURS). */
const morningHour = 7

/** Until when somebody wants to have an alert muted. */
export function endOfPeriod(period: SilencePeriod, now: Date, clock: LocalClock): Date {
  switch (period) {
    case 'hour':
      return new Date(now.getTime() + hourMs)
    case 'four_hours':
      return new Date(now.getTime() + 4 * hourMs)
    case 'morning':
      return nextMorning(now, clock)
    default:
      return period satisfies never
  }
}

function nextMorning(now: Date, clock: LocalClock): Date {
  const today = clock.localTimeOf(now)
  const morningOf = ({ year, month, day }: LocalDate) =>
    clock.instantOf({ year, month, day, hour: morningHour })
  const morning = morningOf(today)
  return morning > now ? morning : morningOf(addDays(today, 1))
}
