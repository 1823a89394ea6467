import assert from 'node:assert/strict'
import { test } from 'node:test'
import { order, told } from './reminded-order.ts'

test('the doer is reminded three times before, at the deadline and each working morning after it', () => {
  assert.deepEqual(told(order('26.11 15:00'), ['20.11 00:00', '01.12 12:00']), [
    '23.11 15:00 before_72h',
    '25.11 15:00 before_24h',
    '26.11 14:00 before_1h',
    '26.11 15:00 deadline',
    '27.11 08:00 overdue_2026-11-27',
    '27.11 15:00 late_giver',
    '30.11 08:00 overdue_2026-11-30',
    '30.11 15:00 late_directors',
    '01.12 08:00 overdue_2026-12-01',
  ])
})

test('when to remind and when to tell the others is configured', () => {
  const rules = {
    remindHoursBefore: [2, 48, 48, 0],
    tellGiverAfterWorkingDays: 2,
    tellDirectorsAfterWorkingDays: 1,
  }
  assert.deepEqual(told(order('26.11 15:00'), ['20.11 00:00', '30.11 16:00'], { rules }), [
    '24.11 15:00 before_48h',
    '26.11 13:00 before_2h',
    '26.11 15:00 deadline',
    '27.11 08:00 overdue_2026-11-27',
    '27.11 15:00 late_directors',
    '30.11 08:00 overdue_2026-11-30',
    '30.11 15:00 late_giver',
  ])
})

test('a deadline at closing time is one of the working day', () => {
  assert.deepEqual(told(order('26.11 18:00'), ['20.11 00:00', '30.11 18:00']), [
    '23.11 18:00 before_72h',
    '25.11 18:00 before_24h',
    '26.11 17:00 before_1h',
    '26.11 18:00 deadline',
    '27.11 08:00 overdue_2026-11-27',
    '27.11 18:00 late_giver',
    '30.11 08:00 overdue_2026-11-30',
    '30.11 18:00 late_directors',
  ])
})

test('what falls on a weekend waits for the opening, when that is well before what comes next', () => {
  const before = (deadline: string, from: string) => told(order(deadline), [from, deadline])
  assert.deepEqual(before('30.11 15:00', '26.11 12:00'), [
    '27.11 15:00 before_72h',
    '30.11 08:00 before_24h',
    '30.11 14:00 before_1h',
    '30.11 15:00 deadline',
  ])
  assert.deepEqual(before('01.12 18:00', '27.11 12:00'), [
    '30.11 08:00 before_72h',
    '30.11 18:00 before_24h',
    '01.12 17:00 before_1h',
    '01.12 18:00 deadline',
  ])
})

test('when waiting would bring two together or lose one, a reminder keeps its hour', () => {
  assert.deepEqual(told(order('30.11 09:00'), ['26.11 12:00', '30.11 09:00']), [
    '27.11 09:00 before_72h',
    '29.11 09:00 before_24h',
    '30.11 08:00 before_1h',
    '30.11 09:00 deadline',
  ])
  assert.deepEqual(told(order('01.12 09:00'), ['27.11 18:00', '01.12 09:00']), [
    '28.11 09:00 before_72h',
    '30.11 09:00 before_24h',
    '01.12 08:00 before_1h',
    '01.12 09:00 deadline',
  ])
})

test('a deadline on a Sunday is told on the Sunday; that it is late, from Monday on', () => {
  assert.deepEqual(told(order('29.11 12:00'), ['28.11 00:00', '01.12 12:00']), [
    '28.11 12:00 before_24h',
    '29.11 11:00 before_1h',
    '29.11 12:00 deadline',
    '30.11 08:00 overdue_2026-11-30',
    '30.11 12:00 late_giver',
    '01.12 08:00 overdue_2026-12-01',
    '01.12 12:00 late_directors',
  ])
})

test('in the holidays nobody is told that an order is late', () => {
  const holiday = (day: number) => ({ date: { year: 2026, month: 11, day }, hours: null })
  const open = { date: { year: 2026, month: 11, day: 28 }, hours: { opens: 10 * 60, closes: 13 * 60 } }
  const specialDays = [holiday(26), holiday(27), open]
  assert.deepEqual(told(order('25.11 15:00'), ['25.11 15:00', '01.12 07:59'], { specialDays }), [
    '25.11 15:00 deadline',
    '28.11 10:00 overdue_2026-11-28',
    // a working day later it is Saturday 15:00, two hours after the closing
    '30.11 08:00 overdue_2026-11-30',
    '30.11 08:00 late_giver',
    '30.11 15:00 late_directors',
  ])
})
