import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { planDays, touchedBy } from '../src/calendar/day-change.ts'
import { readDayFile } from '../src/calendar/files/read-day-file.ts'
import { writeDays, writeExample } from '../src/calendar/files/write-day-file.ts'
import type { SchoolDay } from '../src/calendar/school-day.ts'
import { addDays } from '../src/platform/local-date.ts'
import { read, unity, usual, winter } from './read-day-text.ts'

test('the example can be sent as it is', () => {
  const today = { year: 2026, month: 11, day: 18 }
  assert.deepEqual(read(writeExample(today, 'ru')), [
    unity,
    winter,
    '20.02.2027-20.02.2027 working Рабочая суббота 9:00–14:00',
    '04.05.2027-04.05.2027 usual',
  ])
  assert.equal(read(writeExample(today, 'en')).length, 4)
})

const name = fc.oneof(
  fc.constantFrom('=1+1', '+7', '-1 день', "'=x", '@дом', 'a;b', '"кавычки"', 'Каникулы', '😀 день'),
  fc.string({ minLength: 1, maxLength: 40 }).filter((text) => /^[\p{L}\p{N}][^\p{C}\ufffd]*$/u.test(text)),
)
const minute = fc.integer({ min: 0, max: 1440 })
const what = fc.oneof(
  fc.record({
    kind: fc.constantFrom('holiday' as const, 'vacation' as const),
    name,
    hours: fc.constant(null),
  }),
  fc
    .record({ name, times: fc.uniqueArray(minute, { minLength: 2, maxLength: 2 }) })
    .map(({ name, times: [a = 0, b = 1] }) => ({
      kind: 'working' as const,
      name,
      hours: { opens: Math.min(a, b), closes: Math.max(a, b) },
    })),
)
const anyDays = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 20 }), what), { maxLength: 12 })
  .map((runs): SchoolDay[] => {
    const days: SchoolDay[] = []
    let date = { year: 2026, month: 9, day: 1 }
    for (const [gap, length, what] of runs) {
      date = addDays(date, gap)
      for (let i = 0; i < length; i += 1, date = addDays(date, 1))
        days.push({ date, source: 'закон', ...what })
    }
    return days
  })

test('days that are written out and read again are the same, and nothing would change', () => {
  fc.assert(
    fc.property(anyDays, fc.constantFrom('ru' as const, 'en' as const), (days, language) => {
      fc.pre(days.length > 0)
      // names are kept as the calendar keeps them
      const kept = days.map((day) => ({
        ...day,
        name: day.name.normalize('NFC').replace(/\s+/g, ' ').trim(),
      }))
      const file = readDayFile(writeDays(kept, language), usual)
      assert.equal(file.kind, 'changes', JSON.stringify(file))
      const plan = planDays(kept, file.kind === 'changes' ? file.changes : [], 'file.csv')
      assert.deepEqual([touchedBy(plan), plan.unchanged, plan.keptHolidays], [0, days.length, 0])
    }),
  )
})
