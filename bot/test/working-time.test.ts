import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SchoolCalendar } from '../src/calendar/school-calendar.ts'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import { calendarAndMoment, dayMs } from './any-calendar.ts'
import { minutesOf, slowAdd, slowBetween } from './slow-working-time.ts'

const hour = 3_600_000
const byDay = { opens: 8 * 60, closes: 18 * 60 }
const onSaturday = { opens: 9 * 60, closes: 14 * 60 }
const usualWeek = [byDay, byDay, byDay, byDay, byDay, null, null]

const school = (changes: Partial<SchoolCalendar> = {}) =>
  createWorkingTime({ timeZone: 'Europe/Moscow', week: usualWeek, specialDays: [], ...changes })
const moscow = (text: string) => new Date(`${text}+03:00`)
const span = fc.integer({ min: 0, max: 20 * dayMs })

/** Whether some time of the calendar can be waited for: otherwise add() rightly refuses. */
const works = ({ week }: SchoolCalendar) => week.some((hours) => hours && hours.opens >= 240)

test('time is counted while the school is open', () => {
  const { between } = school()
  const cases = [
    ['2026-11-16T09:00', '2026-11-16T11:30', 2.5],
    ['2026-11-16T06:00', '2026-11-16T09:00', 1],
    ['2026-11-16T17:00', '2026-11-17T09:00', 2],
    ['2026-11-20T17:00', '2026-11-23T09:00', 2], // Friday to Monday
    ['2026-11-21T10:00', '2026-11-22T10:00', 0],
    ['2026-11-16T08:00', '2026-11-23T08:00', 50],
    ['2026-11-16T11:00', '2026-11-16T09:00', 0],
  ] as const
  for (const [from, to, hours] of cases) {
    assert.equal(between(moscow(from), moscow(to)), hours * hour, `${from} to ${to}`)
  }
})

test('a span ends when so much working time has passed, not when the next begins', () => {
  const { add } = school()
  const cases = [
    ['2026-11-16T09:00', 2, '2026-11-16T11:00'],
    ['2026-11-16T06:00', 10, '2026-11-16T18:00'],
    ['2026-11-20T17:00', 1, '2026-11-20T18:00'],
    ['2026-11-20T17:00', 1.5, '2026-11-23T08:30'],
    ['2026-11-21T12:00', 0, '2026-11-21T12:00'],
    ['2026-11-16T08:00', 50, '2026-11-20T18:00'],
  ] as const
  for (const [from, hours, until] of cases) {
    assert.deepEqual(add(moscow(from), hours * hour), moscow(until), `${from} + ${hours} h`)
  }
})

test('holidays and vacations do not count, working Saturdays do', () => {
  const { between, isWorkingDay, hoursOn, nextOpening } = school({
    week: [...usualWeek.slice(0, 5), onSaturday, null],
    specialDays: [
      { date: { year: 2026, month: 11, day: 4 }, hours: null },
      { date: { year: 2026, month: 11, day: 7 }, hours: null },
      { date: { year: 2026, month: 11, day: 8 }, hours: byDay },
    ],
  })
  assert.equal(between(moscow('2026-11-02T00:00'), moscow('2026-11-09T00:00')), 50 * hour)
  assert.equal(between(moscow('2026-11-14T00:00'), moscow('2026-11-15T00:00')), 5 * hour)
  assert.equal(isWorkingDay({ year: 2026, month: 11, day: 4 }), false)
  assert.deepEqual(hoursOn({ year: 2026, month: 11, day: 8 }), byDay)
  assert.deepEqual(hoursOn({ year: 2026, month: 11, day: 14 }), onSaturday)
  assert.deepEqual(nextOpening(moscow('2026-11-06T08:00')), moscow('2026-11-08T08:00'))
})

test('openings are those after the one moment, up to the other', () => {
  const { openingsBetween, nextOpening, isWorking } = school()
  const [thursday, friday, monday] = ['2026-11-19T08:00', '2026-11-20T08:00', '2026-11-23T08:00'].map(moscow)
  assert.deepEqual(openingsBetween(moscow('2026-11-19T08:00'), moscow('2026-11-23T08:00')), [friday, monday])
  assert.deepEqual(openingsBetween(moscow('2026-11-19T07:59'), moscow('2026-11-23T07:59')), [
    thursday,
    friday,
  ])
  assert.deepEqual(openingsBetween(moscow('2026-11-23T08:00'), moscow('2026-11-19T08:00')), [])
  assert.deepEqual(nextOpening(moscow('2026-11-20T08:00')), monday)
  assert.ok(isWorking(moscow('2026-11-20T08:00')) && isWorking(moscow('2026-11-20T17:59')))
  assert.ok(!isWorking(moscow('2026-11-20T18:00')) && !isWorking(moscow('2026-11-21T12:00')))
})

test('a school that never works says so instead of searching for ever', () => {
  const { between, add, nextOpening, openingsBetween, addWorkingDays } = school({
    week: usualWeek.map(() => null),
  })
  const at = moscow('2026-11-20T12:00')
  assert.equal(between(at, moscow('2036-11-20T12:00')), 0)
  assert.deepEqual(openingsBetween(at, moscow('2036-11-20T12:00')), [])
  assert.deepEqual(add(at, 0), at)
  for (const ask of [() => add(at, 1), () => nextOpening(at), () => addWorkingDays(at, 1)]) {
    assert.throws(
      ask,
      new RangeError('the school calendar has no working time in the ten years after 2026-11-20'),
    )
  }
  assert.throws(() => school().add(at, Infinity), RangeError)
})

test('a day is as long as it is when the clocks change in it', () => {
  const { between, add } = school({
    timeZone: 'Europe/Berlin',
    week: usualWeek.map(() => ({ opens: 0, closes: 1440 })),
  })
  const dayFrom = (text: string) => [new Date(text), new Date(Date.parse(text) + dayMs)] as const
  assert.equal(between(new Date('2027-03-27T23:00Z'), new Date('2027-03-28T22:00Z')), 23 * hour)
  assert.equal(between(...dayFrom('2027-03-27T23:00Z')), 24 * hour)
  assert.equal(between(new Date('2027-10-30T22:00Z'), new Date('2027-10-31T23:00Z')), 25 * hour)
  assert.deepEqual(add(new Date('2027-10-30T22:00Z'), 25 * hour), new Date('2027-10-31T23:00Z'))
  // open from 1:30 to 3:30, and the clocks leap from 2 to 3
  const early = school({ timeZone: 'Europe/Berlin', week: usualWeek.map(() => ({ opens: 90, closes: 210 })) })
  assert.equal(early.between(new Date('2027-03-27T12:00Z'), new Date('2027-03-28T12:00Z')), hour)
})

test('it counts as somebody does who looks at the clock every minute', () => {
  fc.assert(
    fc.property(calendarAndMoment, span, ({ calendar, at: from }, ms) => {
      const to = new Date(from.getTime() + ms)
      const { between, openingsBetween, isWorking } = createWorkingTime(calendar)
      assert.equal(between(from, to), slowBetween(calendar, from, to))
      const minutes = [...minutesOf(calendar, from, to)]
      const openings = minutes
        .filter(({ at, opens }) => opens && at > from.getTime())
        .map(({ at }) => new Date(at))
      assert.deepEqual(openingsBetween(from, new Date(to.getTime() - 1)), openings)
      for (const { at, open } of minutes)
        assert.equal(isWorking(new Date(Math.max(at, from.getTime()))), open)
    }),
    { numRuns: 150 },
  )
})

test('it finds the end of a span as somebody does who looks at the clock every minute', () => {
  fc.assert(
    fc.property(calendarAndMoment, fc.integer({ min: 1, max: 3 * dayMs }), ({ calendar, at }, ms) => {
      const limit = new Date(at.getTime() + 60 * dayMs)
      const slow = slowAdd(calendar, at, ms, limit)
      fc.pre(slow !== undefined)
      assert.deepEqual(createWorkingTime(calendar).add(at, ms), slow)
    }),
    { numRuns: 150 },
  )
})

test('over years it comes to the same', () => {
  fc.assert(
    fc.property(calendarAndMoment, ({ calendar, at }) => {
      const to = new Date(at.getTime() + 3 * 365 * dayMs + 12_345)
      assert.equal(createWorkingTime(calendar).between(at, to), slowBetween(calendar, at, to))
    }),
    { numRuns: 12 },
  )
})

test('spans add up, and what is added is what lies between', () => {
  fc.assert(
    fc.property(calendarAndMoment, span, span, ({ calendar, at }, x, y) => {
      fc.pre(works(calendar))
      const { between, add } = createWorkingTime(calendar)
      const [later, last] = [new Date(at.getTime() + x), new Date(at.getTime() + x + y)]
      assert.equal(between(at, later) + between(later, last), between(at, last))
      assert.equal(between(at, add(at, x)), x)
      if (x > 0) assert.equal(between(at, new Date(add(at, x).getTime() - 1)), x - 1)
      assert.deepEqual(add(add(at, x), y), add(at, x + y))
      assert.ok(add(at, x) <= add(at, x + y) && add(at, x) <= add(later, x))
      assert.ok(between(at, later) <= between(at, last) && between(at, later) <= x)
    }),
  )
})

test('the next opening is the first of the openings', () => {
  fc.assert(
    fc.property(calendarAndMoment, ({ calendar, at }) => {
      fc.pre(works(calendar))
      const { nextOpening, openingsBetween, isWorking } = createWorkingTime(calendar)
      const next = nextOpening(at)
      assert.ok(next > at && isWorking(next))
      assert.deepEqual(openingsBetween(at, next), [next])
    }),
  )
})
