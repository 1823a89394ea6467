import fc from 'fast-check'
import type { SchoolCalendar, SpecialDay, WorkingHours } from '../src/calendar/school-calendar.ts'
import { offsetsOf } from './slow-working-time.ts'

export const dayMs = 24 * 3_600_000

// zones that change their clocks at night, at midnight, by half an hour, once over a whole day, and not at all
const zone = fc.constantFrom(
  ...['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia', 'Europe/Moscow'],
)
const minute = fc.integer({ min: 0, max: 24 * 60 })
const anyHours = fc
  .uniqueArray(minute, { minLength: 2, maxLength: 2 })
  .map(([a = 0, b = 0]): WorkingHours => ({ opens: Math.min(a, b), closes: Math.max(a, b) }))
// schools work by day; caretakers of clocks that change by night have to be right too
const hours = fc.oneof(fc.constant({ opens: 480, closes: 1080 }), anyHours)
const day = fc.option(hours, { freq: 3 })

/** A moment between 2007 and 2037 in a zone, often near a change of its clocks. */
function instantIn(timeZone: string): fc.Arbitrary<Date> {
  const changes = offsetsOf(timeZone)
    .map(({ since }) => since)
    .filter((since) => since > Date.UTC(2007, 0, 1) && since < Date.UTC(2037, 0, 1))
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -3 * dayMs, max: dayMs }))
    .map(([change, ms]) => new Date(change + ms))
  const anywhere = fc.date({
    min: new Date('2007-01-01'),
    max: new Date('2037-01-01'),
    noInvalidDate: true,
  })
  return changes.length > 0 ? fc.oneof(near, anywhere) : anywhere
}

/** A calendar, and a moment around which it has its special days. */
export const calendarAndMoment = zone.chain((timeZone) =>
  instantIn(timeZone).chain((at) =>
    fc.record({
      at: fc.constant(at),
      calendar: fc
        .tuple(
          fc.array(day, { minLength: 7, maxLength: 7 }),
          fc.uniqueArray(fc.tuple(fc.integer({ min: -4, max: 40 }), day), {
            maxLength: 8,
            selector: ([days]) => days,
          }),
        )
        .map(([week, special]): SchoolCalendar => {
          const specialDays = special.map(([days, hours]): SpecialDay => {
            const date = new Date(at.getTime() + days * dayMs)
            const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1]
            return { date: { year, month, day: date.getUTCDate() }, hours }
          })
          return { timeZone, week, specialDays }
        }),
    }),
  ),
)
