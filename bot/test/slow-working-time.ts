import type { SchoolCalendar } from '../src/calendar/school-calendar.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** What the school does in one minute. */
interface Minute {
  at: number
  open: boolean
  /** Whether it opened in this minute. */
  opens: boolean
}

/**
 * Looks at the clock of the school minute by minute and does what a caretaker does: opens when the clock shows the hour
 * of opening or a later one, closes when it shows that of closing, once each day.
 */
export function* minutesOf(calendar: SchoolCalendar, from: Date, to: Date): Generator<Minute> {
  const special = new Map(
    calendar.specialDays.map(({ date, hours }) => [
      Date.UTC(date.year, date.month - 1, date.day) / dayMs,
      hours,
    ]),
  )
  const offsets = offsetsOf(calendar.timeZone)
  let today = -Infinity
  let hasOpened = false
  let hasClosed = false
  // he was there the days before, too
  const first = Math.floor(from.getTime() / minuteMs) * minuteMs - 3 * dayMs
  let position = offsets.findLastIndex(({ since }) => since <= first)
  for (let at = first; at < to.getTime(); at += minuteMs) {
    if ((offsets[position + 1]?.since ?? Infinity) <= at) position += 1
    const shown = at + (offsets[position]?.offset ?? 0)
    const day = Math.floor(shown / dayMs)
    if (day > today) {
      today = day
      hasOpened = false
      hasClosed = false
    }
    // the first day of all was a Thursday
    const hours = special.has(day) ? special.get(day) : calendar.week[(day + 3) % 7]
    const minute = (shown - day * dayMs) / minuteMs
    const wasOpen = hasOpened && !hasClosed
    if (hours && minute >= hours.opens) hasOpened = true
    if (hours && minute >= hours.closes) hasClosed = true
    const open = hasOpened && !hasClosed
    const opens = open && !wasOpen
    if (at + minuteMs > from.getTime()) yield { at, open, opens }
  }
}

export function slowBetween(calendar: SchoolCalendar, from: Date, to: Date): number {
  let worked = 0
  for (const { at, open } of minutesOf(calendar, from, to)) {
    if (open) worked += Math.min(at + minuteMs, to.getTime()) - Math.max(at, from.getTime())
  }
  return worked
}

/** Undefined when so much working time does not pass before `limit`. */
export function slowAdd(calendar: SchoolCalendar, from: Date, ms: number, limit: Date): Date | undefined {
  let left = ms
  for (const { at, open } of minutesOf(calendar, from, limit)) {
    const since = Math.max(at, from.getTime())
    if (open && since + left <= at + minuteMs) return new Date(since + left)
    if (open) left -= at + minuteMs - since
  }
  return undefined
}

/** When the clocks of a zone were changed, and by how much they are ahead of UTC since then. */
export function offsetsOf(timeZone: string): { since: number; offset: number }[] {
  const known = offsetsByZone.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const offsetAt = (ms: number): number => {
    const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours = 0, minutes = 0] = /([+-])(\d+):(\d+)/.exec(name) ?? []
    return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -minuteMs : minuteMs)
  }
  const start = Date.UTC(2005, 0, 1)
  const offsets = [{ since: start, offset: offsetAt(start) }]
  for (let day = start; day < Date.UTC(2040, 0, 1); day += dayMs) {
    if (offsetAt(day + dayMs) === offsets.at(-1)?.offset) continue
    let since = day
    while (offsetAt(since) === offsets.at(-1)?.offset) since += minuteMs
    offsets.push({ since, offset: offsetAt(since) })
  }
  offsetsByZone.set(timeZone, offsets)
  return offsets
}

const offsetsByZone = new Map<string, { since: number; offset: number }[]>()
