import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../src/platform/language.ts'
import { formatDeadline, relativeDeadline } from '../src/tasks/deadline/format-deadline.ts'
import { moscow, wednesday } from './deadline-picking.ts'

test('a deadline is shown with its weekday, and its year when that is not this one', () => {
  const shown = (at: string, language: Language) =>
    formatDeadline(moscow(at), { now: wednesday, language, timeZone: 'Europe/Moscow' })
  assert.equal(shown('2026-11-27T15:00', 'ru'), 'пт, 27 ноября, 15:00')
  assert.equal(shown('2027-01-11T09:05', 'ru'), 'пн, 11 января 2027 г., 09:05')
  assert.equal(shown('2026-11-27T15:00', 'en'), 'Fri, 27 November, 15:00')
  assert.equal(shown('2027-01-11T09:05', 'en'), 'Mon, 11 January 2027, 09:05')
})

test('how far off a deadline is, is told in days of the calendar', () => {
  const cases = [
    ['2026-11-25T10:01', 'через 1 минуту', 'in 1 minute'],
    ['2026-11-25T10:43', 'через 43 минуты', 'in 43 minutes'],
    ['2026-11-25T11:00', 'сегодня', 'today'],
    ['2026-11-26T09:00', 'завтра', 'tomorrow'],
    ['2026-11-28T00:00', 'через 3 дня', 'in 3 days'],
    ['2026-12-16T18:00', 'через 21 день', 'in 21 days'],
    ['2026-11-25T10:00', 'просрочено', 'overdue'],
    ['2026-11-25T09:59', 'просрочено на 1 минуту', 'overdue by 1 minute'],
    ['2026-11-25T08:00', 'просрочено на 2 часа', 'overdue by 2 hours'],
    ['2026-11-24T18:00', 'просрочено на 1 день', 'overdue by 1 day'],
    ['2026-11-23T18:00', 'просрочено на 2 дня', 'overdue by 2 days'],
    ['2026-11-04T18:00', 'просрочено на 21 день', 'overdue by 21 days'],
  ] as const
  for (const [at, ru, en] of cases) {
    const reader = { now: wednesday, timeZone: 'Europe/Moscow' }
    assert.equal(relativeDeadline(moscow(at), { ...reader, language: 'ru' }), ru)
    assert.equal(relativeDeadline(moscow(at), { ...reader, language: 'en' }), en)
  }
})
