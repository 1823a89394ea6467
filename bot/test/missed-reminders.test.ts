import assert from 'node:assert/strict'
import { test } from 'node:test'
import { due, moscow, order, told, usualWeek } from './reminded-order.ts'

test('of several missed reminders the newest is sent, and the older ones never', () => {
  const task = order('26.11 15:00')
  assert.deepEqual(due(task, '26.11 14:20'), ['before_1h'])
  assert.deepEqual(due({ ...task, given: ['before_1h'] }, '26.11 14:21'), [])
  assert.deepEqual(due({ ...task, given: ['before_72h'] }, '26.11 13:00'), ['before_24h'])
  assert.deepEqual(due(task, '01.12 12:00'), ['overdue_2026-12-01', 'late_giver', 'late_directors'])
  assert.deepEqual(due({ ...task, given: ['late_directors'] }, '01.12 12:00'), [
    'overdue_2026-12-01',
    'late_giver',
  ])
})

test('what was missed is not made up for at night, but in the morning', () => {
  const task = order('26.11 15:00')
  assert.deepEqual(due(task, '23.11 18:30'), [])
  assert.deepEqual(due(task, '24.11 08:00'), ['before_72h'])
  assert.deepEqual(due(task, '27.11 02:00'), [])
  assert.deepEqual(due(task, '30.11 19:00'), [])
  // some minutes are not late yet
  const inTheEvening = order('26.11 22:00')
  assert.deepEqual(due(inTheEvening, '26.11 22:05'), ['deadline'])
  assert.deepEqual(due(inTheEvening, '26.11 22:15'), [])
})

test('a newer reminder that waits for the morning takes the place of an older one that was missed', () => {
  const task = order('30.11 15:00')
  assert.deepEqual(due(task, '28.11 12:00'), [])
  assert.deepEqual(due(task, '29.11 15:00'), [])
  assert.deepEqual(due(task, '30.11 08:00'), ['before_24h'])
})

test('nothing whose time lay before the doer had the order as it stands', () => {
  const given = (since: string) => order('26.11 15:00', { since: moscow(since) })
  assert.deepEqual(due(given('23.11 15:00'), '23.11 15:01'), [])
  assert.deepEqual(due(given('23.11 14:59'), '23.11 15:01'), ['before_72h'])
  assert.deepEqual(due(given('26.11 14:30'), '26.11 14:31'), [])
  assert.deepEqual(due(given('26.11 14:30'), '26.11 15:00'), ['deadline'])
  // given on a Sunday, less than a day before the deadline
  assert.deepEqual(due(order('30.11 15:00', { since: moscow('29.11 16:00') }), '30.11 08:00'), [])
})

test('an order that came back late is reminded of from the next morning; its giver has a working day of peace', () => {
  const task = order('26.11 15:00', { status: 'returned', since: moscow('27.11 16:00') })
  assert.deepEqual(told(task, ['27.11 16:00', '01.12 12:00']), [
    '30.11 08:00 overdue_2026-11-30',
    '30.11 15:00 late_directors',
    '30.11 16:00 late_giver',
    '01.12 08:00 overdue_2026-12-01',
  ])
})

test('nothing is due for an order that nobody owes; of one without a doer only the others hear', () => {
  for (const status of ['reported', 'accepted', 'cancelled'] as const) {
    assert.deepEqual(due(order('26.11 15:00', { status }), '01.12 12:00'), [])
  }
  const task = order('26.11 15:00', { hasDoer: false })
  assert.deepEqual(due(task, '26.11 15:00'), [])
  assert.deepEqual(due(task, '01.12 12:00'), ['late_giver', 'late_directors'])
})

test('directors who were all told as givers are not told again', () => {
  assert.deepEqual(
    due(order('26.11 15:00', { hasOtherDirectors: false, given: ['late_giver'] }), '30.11 15:00'),
    ['overdue_2026-11-30'],
  )
})

test('a change of the calendar or of the hours brings no older reminder after a newer one', () => {
  const monday = { date: { year: 2026, month: 11, day: 30 }, hours: null }
  const given = ['deadline', 'overdue_2026-11-27', 'overdue_2026-11-30', 'late_giver', 'late_directors']
  assert.deepEqual(due(order('26.11 15:00', { given }), '30.11 12:00', { specialDays: [monday] }), [])
  const rules = { remindHoursBefore: [48, 1] }
  assert.deepEqual(due(order('26.11 15:00', { given: ['before_24h'] }), '25.11 16:00', { rules }), [])
  assert.deepEqual(due(order('26.11 15:00', { given: ['before_72h'] }), '25.11 16:00', { rules }), [
    'before_48h',
  ])
})

test('a school that never works reminds at the hours themselves, and does not fail', () => {
  const week = usualWeek.map(() => null)
  assert.deepEqual(told(order('26.11 15:00'), ['23.11 12:00', '01.12 12:00'], { week }), [
    '23.11 15:00 before_72h',
    '25.11 15:00 before_24h',
    '26.11 14:00 before_1h',
    '26.11 15:00 deadline',
  ])
})
