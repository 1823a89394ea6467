import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planDays, type RangeChange } from '../src/calendar/day-change.ts'
import { formatHours, formatRange, formatWeek } from '../src/calendar/format-days.ts'
import type { SchoolCalendar } from '../src/calendar/school-calendar.ts'
import type { SchoolDay } from '../src/calendar/school-day.ts'
import { todayState } from '../src/calendar/today-state.ts'
import { typedDays } from '../src/calendar/typed-days.ts'
import { typedHours } from '../src/calendar/typed-hours.ts'
import { formatLocalDate } from '../src/platform/format-date.ts'

const day = (year: number, month: number, day: number) => ({ year, month, day })
const today = day(2026, 11, 21)

const days = (text: string, from = today) => {
  const typed = typedDays(text, from)
  return typed.kind === 'days'
    ? `${formatLocalDate(typed.range.from)}-${formatLocalDate(typed.range.to)}`
    : typed.kind
}

test('days without a year are the next ones, also those of a range that has begun', () => {
  for (const [text, expected] of [
    ['24.12', '24.12.2026-24.12.2026'],
    ['21.11', '21.11.2026-21.11.2026'],
    ['20.11', '20.11.2027-20.11.2027'],
    ['1.07-31.08', '01.07.2027-31.08.2027'],
    ['15.11 – 25.11', '15.11.2026-25.11.2026'],
    ['28.12-10.01', '28.12.2026-10.01.2027'],
    ['29.02', '29.02.2028-29.02.2028'],
    ['с 28.12 по 10.01.2028', '28.12.2027-10.01.2028'],
    ['28.12.26-10.01', '28.12.2026-10.01.2027'],
    ['2026-12-28-2027-01-10', '28.12.2026-10.01.2027'],
  ] as const) {
    assert.equal(days(text), expected, text)
  }
  // in the middle of vacations that go over the new year
  assert.equal(days('28.12-10.01', day(2027, 1, 3)), '28.12.2026-10.01.2027')
})

test('what is no day of the calendar is told apart', () => {
  for (const [text, expected] of [
    ['вчера', 'unreadable'],
    ['', 'unreadable'],
    ['1.2.3.4', 'unreadable'],
    ['1.12-2.12-3.12', 'unreadable'],
    ['12/24', 'unreadable'],
    ['31.02', 'no_such_day'],
    ['29.02.2027', 'no_such_day'],
    ['0.00', 'no_such_day'],
    ['10.12.2026-1.12.2026', 'wrong_order'],
    ['1.09-31.05', 'too_long'],
    ['1.01.2019', 'out_of_calendar'],
    ['31.12.2049-01.01.2050', 'out_of_calendar'],
  ] as const) {
    assert.equal(days(text), expected, text)
  }
  assert.equal(typedDays('24.12').kind, 'no_year')
})

test('hours are read as people write them', () => {
  const hours = (text: string) => {
    const typed = typedHours(text)
    return typed.kind === 'hours' ? formatHours(typed.hours) : typed.kind
  }
  for (const [text, expected] of [
    ['8:00-17:30', '8:00–17:30'],
    ['08.00 – 17.30', '8:00–17:30'],
    ['8-17', '8:00–17:00'],
    ['С 8 до 17:30', '8:00–17:30'],
    ['from 8 to 17', '8:00–17:00'],
    ['0-24', '0:00–24:00'],
    ['0:00-24:01', 'no_such_time'],
    ['8:60-17', 'no_such_time'],
    ['17-8', 'wrong_order'],
    ['8-8', 'wrong_order'],
    ['весь день', 'unreadable'],
    ['8:0-17', 'unreadable'],
    ['8', 'unreadable'],
  ] as const) {
    assert.equal(hours(text), expected, text)
  }
})

const byDay = { opens: 480, closes: 1080 }
const week = [byDay, byDay, byDay, byDay, byDay, null, null]
const calendar: SchoolCalendar = {
  timeZone: 'Europe/Moscow',
  week,
  specialDays: [{ date: day(2026, 12, 31), hours: null }],
}

test('today is told by the hour', () => {
  const at = (time: string, name?: string) =>
    todayState(calendar, { now: new Date(`${time}+03:00`), language: 'ru', name })
  assert.equal(at('2026-11-18T07:59'), 'Сегодня рабочий день с 8:00 до 18:00.')
  assert.equal(at('2026-11-18T08:00'), 'Сегодня рабочий день до 18:00.')
  assert.equal(
    at('2026-11-20T18:00'),
    'Сегодня рабочий день уже закончился. Следующий рабочий день: понедельник, 23 ноября, с 8:00.',
  )
  assert.equal(
    at('2026-11-21T12:00'),
    'Сегодня выходной. Следующий рабочий день: понедельник, 23 ноября, с 8:00.',
  )
  assert.equal(
    at('2026-12-31T12:00', 'Выходной (перенос с 4 января)'),
    'Сегодня нерабочий день: Выходной (перенос с 4 января). Следующий рабочий день: пятница, 1 января 2027, с 8:00.',
  )
  const never = { ...calendar, week: week.map(() => null) }
  assert.equal(todayState(never, { now: new Date(), language: 'en', name: undefined }), 'Today is a day off.')
})

test('a week and a range are said shortly', () => {
  const off = (count: number) => (count === 1 ? 'выходной' : 'выходные')
  const short = { opens: 540, closes: 840 }
  assert.equal(formatWeek(week, 'ru', off), 'пн–пт 8:00–18:00; сб, вс выходные')
  assert.equal(
    formatWeek([null, byDay, byDay, byDay, byDay, short, null], 'ru', off),
    'пн выходной; вт–пт 8:00–18:00; сб 9:00–14:00; вс выходной',
  )
  const vacation = { from: day(2026, 12, 28), to: day(2027, 1, 10) }
  assert.equal(formatRange(vacation, 'ru', 2026), '28 декабря 2026 – 10 января 2027')
  assert.equal(formatRange({ from: day(2026, 11, 1), to: day(2026, 11, 8) }, 'ru', 2026), '1–8 ноября')
})

test('a plan tells what is new, what gives way and what stays', () => {
  const holiday = (date: SchoolDay['date'], name: string): SchoolDay => ({
    ...{ date, kind: 'holiday', name, hours: null, source: 'закон' },
  })
  const before = [holiday(day(2026, 11, 4), 'Единство'), holiday(day(2026, 11, 6), 'Ремонт')]
  const plan = (...changes: RangeChange[]) => {
    const { save, clear, replaced, unchanged, keptHolidays } = planDays(before, changes, null)
    return [save.length, clear.length, replaced.length, unchanged, keptHolidays]
  }
  const range = { from: day(2026, 11, 2), to: day(2026, 11, 6) }
  const on4 = { from: day(2026, 11, 4), to: day(2026, 11, 4) }
  assert.deepEqual(plan({ range, to: { kind: 'vacation', name: 'x' } }), [3, 0, 0, 0, 2])
  assert.deepEqual(plan({ range: on4, to: { kind: 'vacation', name: 'x' } }), [1, 0, 1, 0, 0])
  assert.deepEqual(plan({ range, to: { kind: 'holiday', name: 'Ремонт' } }), [4, 0, 1, 1, 0])
  assert.deepEqual(plan({ range, to: { kind: 'working', name: 'x', hours: byDay } }), [5, 0, 2, 0, 0])
  assert.deepEqual(plan({ range, to: { kind: 'usual' } }), [0, 2, 0, 3, 0])
})
