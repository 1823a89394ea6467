import { addDays, type LocalClock, type LocalDate } from '../../platform/local-date.ts'

export const silencePeriods = ['hour', 'four_hours', 'morning'] as const
export type SilencePeriod = (typeof silencePeriods)[number]

const hourMs = 3_600_000
/**
 * A fixed hour, which the card says, whatever ALERT_QUIET_HOURS is: that is about warnings, which Alertmanager holds
 * back until then anyway, and it may be off. Who mutes what is critical wants to hear of it when he gets up.
 */
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
