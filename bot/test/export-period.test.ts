import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocalDate } from '../src/platform/format-date.ts'
import { createLocalClock } from '../src/platform/local-date.ts'
import { instantsOf, periodOf, typedPeriod } from '../src/tickets/export/export-period.ts'

const today = { year: 2026, month: 11, day: 21 }
const shown = ({ from, to }: ReturnType<typeof periodOf>) => `${formatLocalDate(from)}-${formatLocalDate(to)}`

test('periods are those of the calendar, and the school year begins on 1 September', () => {
  assert.equal(shown(periodOf('this_week', today)), '16.11.2026-21.11.2026')
  assert.equal(shown(periodOf('this_month', today)), '01.11.2026-21.11.2026')
  assert.equal(shown(periodOf('last_month', { year: 2027, month: 3, day: 31 })), '01.02.2027-28.02.2027')
  assert.equal(shown(periodOf('last_month', { year: 2027, month: 1, day: 1 })), '01.12.2026-31.12.2026')
  assert.equal(shown(periodOf('school_year', today)), '01.09.2026-21.11.2026')
  assert.equal(shown(periodOf('school_year', { year: 2027, month: 8, day: 31 })), '01.09.2026-31.08.2027')
})

test('dates are read however they are written, and impossible ones are refused with the reason', () => {
  const read = (text: string) => {
    const typed = typedPeriod(text)
    return typed.kind === 'period' ? shown(typed.period) : typed.kind
  }
  for (const text of ['01.09.2026-30.09.2026', 'с 1.9.2026 по 30.9.2026', '01/09/26 — 30/09/26']) {
    assert.equal(read(text), '01.09.2026-30.09.2026', text)
  }
  assert.equal(read('29.02.2028'), '29.02.2028-29.02.2028')
  assert.equal(read('30.09.2026-01.09.2026'), 'wrong_order')
  assert.equal(read('01.09.2026-31.08.2029'), '01.09.2026-31.08.2029')
  assert.equal(read('01.09.2026-01.09.2029'), 'too_long')
  const odd = [
    '',
    'вчера',
    '31.02.2026',
    '00.00.0000',
    '1.1.1',
    '01.01.2026 02.01.2026 03.01.2026',
    '32.13.2026-01.01.2027',
  ]
  for (const text of [...odd, '01.01.0001-02.01.0001', '😀'.repeat(2000), '9'.repeat(4000)]) {
    assert.equal(read(text), 'unreadable', text.slice(0, 30))
  }
})

test('a period begins and ends at midnight of the school, also when the clocks change', () => {
  const period = { from: { year: 2027, month: 3, day: 28 }, to: { year: 2027, month: 3, day: 28 } }
  const { since, until } = instantsOf(period, createLocalClock('Europe/Berlin'))
  assert.equal(until.getTime() - since.getTime(), 23 * 3600 * 1000)
  assert.equal(since.toISOString(), '2027-03-27T23:00:00.000Z')
})
