import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Language } from '../src/platform/language.ts'
import { createLocalClock, weekdayOf } from '../src/platform/local-date.ts'
import type { DeadlineView } from '../src/tasks/deadline/deadline-picker.ts'
import { draft, month, picker, press, rows, situation, weekly } from './deadline-picking.ts'

test('forged buttons do nothing', () => {
  const forged = [
    ...[
      'month:202613',
      'month:203001',
      'month:20261125',
      'month:',
      'day:20260231',
      'day:20991231',
      'day:202611',
    ],
    ...['at:202611252500', 'at:202611251060', 'at:209911251000', 'at:20261125', 'at:', 'day:00000000'],
  ]
  for (const data of forged) {
    const unpacked = picker.button.unpack(`t_due:${draft}:${data}`)
    assert.ok(unpacked, data)
    assert.deepEqual(picker.read(unpacked, situation()), { kind: 'nothing' }, data)
  }
  for (const data of ['at:2026-11-25', 'at:1e9', 'later:', 'month:202611:1', 'none']) {
    assert.equal(picker.button.unpack(`t_due:${draft}:${data}`), undefined, data)
  }
  assert.equal(picker.button.unpack('other:0c9b1f2e:none:'), undefined)
})

const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
]
const hours = fc.option(
  fc.tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1440 })).map(([a, b]) => ({
    opens: Math.min(a, b - 1),
    closes: Math.max(a + 1, b),
  })),
)

test('in every situation all buttons fit, are read as they were written, and pick what lies ahead', () => {
  const situations = fc.record({
    now: fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true }),
    week: fc.array(hours, { minLength: 7, maxLength: 7 }),
    timeZone: fc.constantFrom(...zones),
    language: fc.constantFrom<Language[]>('ru', 'en'),
    ahead: fc.integer({ min: 0, max: 36 }),
  })
  fc.assert(
    fc.property(situations, ({ now, week, timeZone, language, ahead }) => {
      const given = { now, language, calendar: weekly((date) => week[weekdayOf(date) - 1] ?? null, timeZone) }
      const today = createLocalClock(timeZone).localTimeOf(now)
      const months = today.month - 1 + ahead
      const shown = month(today.year + Math.floor(months / 12), (months % 12) + 1)
      const views: DeadlineView[] = [{ kind: 'quick' }, shown]
      for (const button of rows(shown, given).flat()) {
        const pressed = press(button, given)
        if (pressed.kind === 'turned' && pressed.view.kind === 'day') views.push(pressed.view)
      }
      for (const button of views.flatMap((view) => rows(view, given).flat())) {
        assert.ok('data' in button && button.text.trim() !== '')
        assert.ok(Buffer.byteLength(button.data) <= 64)
        const data = picker.button.unpack(button.data)
        assert.ok(data)
        assert.equal(picker.button.pack(data), button.data)
        const pressed = picker.read(data, given)
        if (pressed.kind === 'picked') assert.ok(pressed.at > now)
      }
    }),
    { numRuns: 60 },
  )
})
