/** A day of the calendar, wherever it is. */
export interface LocalDate {
  year: number
  /** From 1. */
  month: number
  day: number
}

export interface LocalTime extends LocalDate {
  hour: number
  minute: number
  second: number
  millisecond: number
}

/** The clocks of a time zone. Making one is dear, asking it is cheap. */
export interface LocalClock {
  /** What the clocks show at an instant. */
  localTimeOf(at: Date): LocalTime
  /**
   * The instant at which the clocks show this. Of a time that comes twice, the first; of a time that the clocks leap
   * over, as far past the leap.
   */
  instantOf(local: LocalDate & Partial<LocalTime>): Date
}

const dayMs = 24 * 3600 * 1000

export function createLocalClock(timeZone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })

  /** The local time at an instant as if it were UTC. */
  function wallMsOf(ms: number): number {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    // Intl shows whole seconds only
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % 1000) + 1000) % 1000)
  }

  return {
    localTimeOf(at) {
      const wall = new Date(wallMsOf(at.getTime()))
      return {
        ...dateFromMs(wall.getTime()),
        hour: wall.getUTCHours(),
        minute: wall.getUTCMinutes(),
        second: wall.getUTCSeconds(),
        millisecond: wall.getUTCMilliseconds(),
      }
    },
    instantOf(local) {
      const { hour = 0, minute = 0, second = 0, millisecond = 0 } = local
      const wall = msOf(local) + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
      // no zone changes its clocks twice within two days: around this wall time there are at most two offsets
      const before = wallMsOf(wall - dayMs) - (wall - dayMs)
      const after = wallMsOf(wall + dayMs) - (wall + dayMs)
      const fitting = [wall - before, wall - after].filter((ms) => wallMsOf(ms) === wall)
      return new Date(fitting.length > 0 ? Math.min(...fitting) : wall - before)
    },
  }
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateFromMs(msOf(date) + days * dayMs)
}

/** From 1, Monday, to 7, Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(msOf(date)).getUTCDay() || 7
}

/** Negative when `a` comes first. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return msOf(a) - msOf(b)
}

/** Undefined when the calendar has no such day. */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  const date = dateFromMs(Date.UTC(year, month - 1, day))
  return date.year === year && date.month === month && date.day === day ? date : undefined
}

function msOf({ year, month, day }: LocalDate): number {
  return Date.UTC(year, month - 1, day)
}

function dateFromMs(ms: number): LocalDate {
  const date = new Date(ms)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
