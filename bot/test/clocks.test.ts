import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearestClock, resolutionState, responseState } from '../src/tickets/clocks/clock-state.ts'
import {
  type ClockReader,
  cardClockLines,
  durationWords,
  leftWords,
  noticeClockWords,
  queueClockWords,
} from '../src/tickets/clocks/clock-words.ts'
import { dueClockActions, type TicketClocks, toldClockActions } from '../src/tickets/clocks/clocks.ts'

const hour = 3600
const moscow = (text: string) => new Date(`${text}+03:00`)
const filed = moscow('2026-11-20T10:00')

/** A ticket nobody has answered: 8 h for that, 24 h in all. */
function clocks({
  used = 0,
  ...changes
}: { used?: number } & Partial<Omit<TicketClocks, 'response' | 'resolution'>>): TicketClocks {
  return {
    ...{ ticketId: 1, status: 'new', takenAt: null },
    response: { used, target: 8 * hour, dueAt: moscow('2026-11-20T18:00') },
    resolution: { used, target: 24 * hour, dueAt: moscow('2026-11-24T14:00') },
    ...changes,
  }
}

const taken = { status: 'in_progress', takenAt: filed } as const

test('a warning is due at three quarters, a breach when more than the target is used', () => {
  const due = (used: number) => dueClockActions(clocks({ used }), [])
  assert.deepEqual(due(6 * hour - 1), [])
  assert.deepEqual(due(6 * hour), ['warn_response'])
  assert.deepEqual(due(8 * hour), ['warn_response'])
  assert.deepEqual(due(8 * hour + 0.001), ['breach_response'])
  assert.deepEqual(dueClockActions(clocks({ used: 18 * hour, ...taken }), []), ['warn_resolution'])
  assert.deepEqual(dueClockActions(clocks({ used: 25 * hour, ...taken }), []), ['breach_resolution'])
})

test('what was said is not said again, nor is a warning after the breach', () => {
  const near = clocks({ used: 20 * hour, ...taken })
  assert.deepEqual(dueClockActions(near, ['warn_resolution']), [])
  // the urgency was lowered after the breach
  assert.deepEqual(dueClockActions(near, ['breach_resolution']), [])
  const late = clocks({ used: 25 * hour, ...taken })
  assert.deepEqual(dueClockActions(late, ['warn_resolution']), ['breach_resolution'])
  assert.deepEqual(dueClockActions(late, ['warn_resolution', 'breach_resolution']), [])
})

test('a clock that stands warns of nothing, but what it had missed before is told', () => {
  const waiting = { status: 'waiting_for_author', takenAt: filed } as const
  assert.deepEqual(dueClockActions(clocks({ used: 20 * hour, ...waiting }), []), [])
  assert.deepEqual(dueClockActions(clocks({ used: 25 * hour, ...waiting }), []), ['breach_resolution'])
  for (const status of ['resolved', 'closed', 'cancelled'] as const) {
    assert.deepEqual(dueClockActions(clocks({ used: 25 * hour, status, takenAt: filed }), []), [], status)
  }
})

test('after a downtime two clocks that were missed make one message, and so do two that are near', () => {
  const both = dueClockActions(clocks({ used: 30 * hour }), [])
  assert.deepEqual(both, ['breach_response', 'breach_resolution'])
  assert.deepEqual(toldClockActions(both), ['breach_resolution'])
  assert.deepEqual(toldClockActions(['warn_response', 'warn_resolution']), ['warn_response'])
  const mixed = dueClockActions(clocks({ used: 20 * hour }), [])
  assert.deepEqual(toldClockActions(mixed), ['breach_response', 'warn_resolution'])
})

test('the clock that is due first is the answer, until somebody has given it', () => {
  assert.equal(nearestClock(clocks({}))?.of, 'response')
  assert.equal(nearestClock(clocks({ ...taken }))?.of, 'resolution')
  // back in the queue: it was answered once
  assert.equal(nearestClock(clocks({ takenAt: filed }))?.of, 'resolution')
  const soon = { ...clocks({}), resolution: { used: 0, target: hour, dueAt: null } }
  assert.equal(nearestClock(soon)?.of, 'resolution')
  for (const status of ['resolved', 'closed', 'cancelled'] as const) {
    assert.equal(nearestClock(clocks({ status, takenAt: filed })), undefined)
  }
})

test('without a target a clock says nothing', () => {
  const noTarget = { used: 5 * hour, target: null, dueAt: null }
  for (const status of ['new', 'in_progress', 'waiting_for_author', 'resolved', 'closed'] as const) {
    const free = { ...clocks({ status, takenAt: filed }), response: noTarget, resolution: noTarget }
    assert.equal(responseState(free), undefined)
    assert.equal(resolutionState(free), undefined)
    assert.equal(queueClockWords(free, 'ru'), undefined)
    assert.deepEqual(cardClockLines({ clocks: free, duplicateOf: null }, reader), [])
    assert.deepEqual(dueClockActions(free, []), [])
  }
})

const reader: ClockReader = { language: 'ru', timezone: 'Europe/Moscow' }
const english: ClockReader = { ...reader, language: 'en' }

test('working time is hours and minutes, never days', () => {
  assert.equal(durationWords(80 * 60 + 59, 'ru'), '1 ч 20 мин')
  assert.equal(durationWords(40 * 60, 'en'), '40 min')
  assert.equal(durationWords(40 * hour, 'ru'), '40 ч')
  assert.equal(durationWords(100 * hour + 60, 'en'), '100 h 1 min')
})

test('what is left is said in both languages', () => {
  assert.equal(leftWords(80 * 60, 'ru'), 'осталось 1 ч 20 мин')
  assert.equal(leftWords(80 * 60, 'en'), '1 h 20 min left')
  assert.equal(leftWords(59, 'ru'), 'осталось меньше минуты')
  assert.equal(leftWords(0, 'en'), 'less than a minute left')
  assert.equal(leftWords(-1, 'ru'), 'просрочено на 1 мин')
  assert.equal(leftWords(-40 * 60, 'ru'), 'просрочено на 40 мин')
  assert.equal(leftWords(-40 * 60, 'en'), '40 min overdue')
})

test('a list says what is left, or that the clock stands', () => {
  const words = (given: TicketClocks) => [queueClockWords(given, 'ru'), queueClockWords(given, 'en')]
  assert.deepEqual(words(clocks({ used: 6 * hour })), ['⏳ Ответ: осталось 2 ч', '⏳ Response: 2 h left'])
  assert.deepEqual(words(clocks({ used: 25 * hour, ...taken })), [
    '❗️ Решение: просрочено на 1 ч',
    '❗️ Resolution: 1 h overdue',
  ])
  assert.deepEqual(words(clocks({ status: 'waiting_for_author', takenAt: filed })), [
    '⏸ на паузе: ждём автора',
    '⏸ paused: waiting for the author',
  ])
})

test('a card says moments, which stay true while it is not edited', () => {
  const lines = (given: TicketClocks, to = reader, duplicateOf: number | null = null) =>
    cardClockLines({ clocks: given, duplicateOf }, to)
  assert.deepEqual(lines(clocks({ used: hour })), [
    '⏳ Срок первого ответа: 20 ноября в 18:00',
    '⏳ Срок решения: 24 ноября в 14:00',
  ])
  assert.deepEqual(lines(clocks({ used: hour })), lines(clocks({ used: 2 * hour })))
  assert.deepEqual(lines(clocks({ used: 9 * hour }), english), [
    '❗️ First response was due 20 November at 18:00',
    '⏳ Resolution due 24 November at 14:00',
  ])
  assert.deepEqual(lines(clocks({ used: 3 * hour, status: 'waiting_for_author', takenAt: filed })), [
    '⏱ Первый ответ через 3 ч',
    '⏸ Решение на паузе: ждём автора (осталось 21 ч)',
  ])
  const late = clocks({ used: 25 * hour, status: 'resolved', takenAt: filed })
  assert.deepEqual(lines(late, english), [
    '❗️ First response after 25 h (target 8 h)',
    '❗️ Resolved in 25 h (target 24 h)',
  ])
  assert.deepEqual(lines(clocks({ status: 'closed', takenAt: filed }), reader, 7), [
    '⏱ Первый ответ через 1 мин',
  ])
  assert.deepEqual(lines(clocks({ status: 'cancelled' })), [])
})

test('a notice says until when and how much is left, or since when', () => {
  const { response } = clocks({ used: 6 * hour })
  assert.equal(
    noticeClockWords('response', response, reader),
    'Срок первого ответа: 20 ноября в 18:00, осталось 2 ч',
  )
  assert.equal(
    noticeClockWords('response', { ...response, used: 9 * hour }, english),
    'First response was due 20 November at 18:00',
  )
  assert.equal(noticeClockWords('resolution', { ...response, dueAt: null }, english), 'Resolution: 2 h left')
})
