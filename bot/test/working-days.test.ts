import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import { addDays, compareDates, createLocalClock, weekdayOf } from '../src/platform/local-date.ts'

// zones that change their clocks at night, at noon, by half an hour, at midnight, and not at all
const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
]
const zone = fc.constantFrom(...zones)
const instant = fc.date({ min: new Date('2012-01-03'), max: new Date('2035-01-01'), noInvalidDate: true })
const days = fc.integer({ min: 1, max: 40 })

const byDay = { opens: 480, closes: 1080 }
const week = [byDay, byDay, byDay, byDay, byDay, null, null]
const addWorkingDays = (from: Date, days: number, timeZone: string) =>
  createWorkingTime({ timeZone, week, specialDays: [] }).addWorkingDays(from, days)

const localTimeOf = (at: Date, timeZone: string) => createLocalClock(timeZone).localTimeOf(at)

const moscow = (text: string) => new Date(`${text}+03:00`)

test('working days leave out Saturday and Sunday and keep the time of day', () => {
  const cases = [
    ['2026-11-16T14:05', 3, '2026-11-19T14:05'], // Monday to Thursday
    ['2026-11-19T14:05', 3, '2026-11-24T14:05'], // Thursday to Tuesday
    ['2026-11-20T23:59', 1, '2026-11-23T23:59'], // Friday to Monday
    ['2026-11-21T10:00', 1, '2026-11-23T10:00'], // Saturday to Monday
    ['2026-11-22T10:00', 5, '2026-11-27T10:00'], // Sunday to Friday
    ['2026-11-18T08:00', 5, '2026-11-25T08:00'],
    ['2026-12-31T08:00', 2, '2027-01-04T08:00'],
  ] as const
  for (const [from, n, until] of cases) {
    assert.deepEqual(addWorkingDays(moscow(from), n, 'Europe/Moscow'), moscow(until), `${from} + ${n}`)
  }
})

test('holidays are left out and working Saturdays are not, whatever the hours', () => {
  const { addWorkingDays } = createWorkingTime({
    timeZone: 'Europe/Moscow',
    week,
    specialDays: [
      { date: { year: 2026, month: 11, day: 4 }, hours: null },
      { date: { year: 2026, month: 11, day: 7 }, hours: { opens: 600, closes: 660 } },
    ],
  })
  assert.deepEqual(addWorkingDays(moscow('2026-11-03T19:00'), 1), moscow('2026-11-05T19:00'))
  assert.deepEqual(addWorkingDays(moscow('2026-11-06T19:00'), 2), moscow('2026-11-09T19:00'))
  assert.deepEqual(addWorkingDays(moscow('2026-11-07T19:00'), 0), moscow('2026-11-07T19:00'))
})

test('the day is that of the school, not of the server', () => {
  // 23:30 on Friday in Moscow is already Saturday in Vladivostok
  const late = moscow('2026-11-20T23:30')
  assert.deepEqual(addWorkingDays(late, 1, 'Europe/Moscow'), moscow('2026-11-23T23:30'))
  assert.deepEqual(localTimeOf(addWorkingDays(late, 1, 'Asia/Vladivostok'), 'Asia/Vladivostok').day, 23)
})

test('over a change of the clocks the time of day stays, or moves past the hour that does not exist', () => {
  const berlin = 'Europe/Berlin'
  const local = (day: number, month: number, hour: number, minute: number) =>
    createLocalClock(berlin).instantOf({ year: 2027, month, day, hour, minute })
  assert.deepEqual(addWorkingDays(local(26, 3, 14, 0), 1, berlin), local(29, 3, 14, 0))
  assert.equal(local(28, 3, 2, 30).toISOString(), '2027-03-28T01:30:00.000Z')
  assert.equal(local(31, 10, 2, 30).toISOString(), '2027-10-31T00:30:00.000Z')
})

test('in every zone the result is a working day, with exactly so many working days passed', () => {
  fc.assert(
    fc.property(instant, days, zone, (from, n, timeZone) => {
      const start = localTimeOf(from, timeZone)
      const end = localTimeOf(addWorkingDays(from, n, timeZone), timeZone)
      assert.ok(weekdayOf(end) <= 5)
      let passed = 0
      for (let day = addDays(start, 1); compareDates(day, end) <= 0; day = addDays(day, 1)) {
        if (weekdayOf(day) <= 5) passed += 1
      }
      assert.equal(passed, n)
    }),
  )
})

test('more days end later, and days can be added one after the other', () => {
  fc.assert(
    fc.property(instant, days, days, zone, (from, a, b, timeZone) => {
      const first = addWorkingDays(from, a, timeZone)
      const both = addWorkingDays(from, a + b, timeZone)
      assert.ok(first > from && both > first)
      const stepped = localTimeOf(addWorkingDays(first, b, timeZone), timeZone)
      assert.equal(compareDates(stepped, localTimeOf(both, timeZone)), 0)
    }),
  )
})
