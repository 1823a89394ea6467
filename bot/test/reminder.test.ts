import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SpecialDay } from '../src/calendar/school-calendar.ts'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import { createDueSteps, type RemindedTask, type ReminderRules } from '../src/tasks/reminders/reminder.ts'

const byDay = { opens: 8 * 60, closes: 18 * 60 }
const usualWeek = [byDay, byDay, byDay, byDay, byDay, null, null]
const usualRules: ReminderRules = {
  timezone: 'Europe/Moscow',
  remindHoursBefore: [72, 24, 1],
  tellGiverAfterWorkingDays: 1,
  tellDirectorsAfterWorkingDays: 2,
}

interface School {
  rules?: Partial<ReminderRules>
  week?: (typeof byDay | null)[]
  specialDays?: SpecialDay[]
}

/** «23.11 15:00» in Moscow; 23 November 2026 is a Monday. */
function moscow(text: string): Date {
  const [day = '', time = ''] = text.split(' ')
  const [date, month] = day.split('.')
  return new Date(`2026-${month}-${date}T${time}+03:00`)
}

function order(deadline: string, changes: Partial<RemindedTask> = {}): RemindedTask {
  return {
    ...{ taskId: 1, status: 'acknowledged', deadline: moscow(deadline), since: moscow('02.11 09:00') },
    ...{ hasDoer: true, hasOtherDirectors: true, given: [], ...changes },
  }
}

const hourMs = 3_600_000

function dueStepsOf({ rules, week = usualWeek, specialDays = [] }: School = {}) {
  const timeZone = 'Europe/Moscow'
  return createDueSteps({ ...usualRules, ...rules }, createWorkingTime({ timeZone, week, specialDays }))
}

function due(task: RemindedTask, now: string, school: School = {}): string[] {
  return dueStepsOf(school)(task, moscow(now))
}

/** All that is said of an order when the job runs every minute, between two moments. */
function told(task: RemindedTask, [from, to]: [string, string], school: School = {}): string[] {
  const dueSteps = dueStepsOf(school)
  const given: string[] = [...task.given]
  const lines: string[] = []
  for (let ms = moscow(from).getTime(); ms <= moscow(to).getTime(); ms += 60_000) {
    for (const step of dueSteps({ ...task, given }, new Date(ms))) {
      given.push(step)
      const [date = '', time = ''] = new Date(ms + 3 * hourMs).toISOString().split('T')
      const [, month, day] = date.split('-')
      lines.push(`${day}.${month} ${time.slice(0, 5)} ${step}`)
    }
  }
  return lines
}

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
