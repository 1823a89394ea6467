import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { Tx } from '../src/platform/postgres.ts'
import { createTestDatabase } from './database.ts'
import { insertMade } from './insert-made.ts'
import { asOf } from './kpi-as-of.ts'
import { type MadeTask, madeTask, tasked } from './made-tasks.ts'
import type { MadePerson } from './made-tickets.ts'

// The school works from 8 to 18, Monday to Friday. It is Friday, 20 November 2026, noon.
const at = (text: string) => new Date(`2026-11-${text}:00+03:00`)
const now = at('20T12:00')

const director: MadePerson = { id: 1, name: 'Директор', role: 'director' }
const anna: MadePerson = { id: 2, name: 'Анна', role: 'staff' }
const boris: MadePerson = { id: 3, name: 'Борис', role: 'staff' }

/** All orders are given on Monday, 9 November, at 10. */
function given(id: number, responsible: MadePerson, deadline: Date): MadeTask {
  return madeTask({ id, creator: director, responsible, deadline, at: at('09T10:00') })
}

function reported(order: MadeTask, doer: MadePerson, when: Date): MadeTask {
  return tasked(order, 'report', doer, when)
}

function accepted(order: MadeTask, when: Date): MadeTask {
  return tasked(order, 'accept', director, when)
}

// 1: Anna, by Tuesday 18:00; she reports on Tuesday at 18:00 sharp, and it is accepted a day later
const onTime = accepted(reported(given(1, anna, at('17T18:00')), anna, at('17T18:00')), at('18T18:00'))
// 2: Anna, by Friday 13th 18:00; she reports on Monday at 9:00
const overTheWeekend = accepted(
  reported(given(2, anna, at('13T18:00')), anna, at('16T09:00')),
  at('16T10:00'),
)
// 3: Boris, by Tuesday 12:00; he asks for Thursday 12:00 and gets it, reads the order, reports on Wednesday
const asked = tasked(given(3, boris, at('17T12:00')), 'ask_to_move', boris, at('10T10:00'), {
  deadline: at('19T12:00'),
})
const granted = tasked(asked, 'grant_move', director, at('10T11:00'))
const read = tasked(granted, 'acknowledge', boris, at('10T12:00'))
const moved = accepted(reported(read, boris, at('18T09:00')), at('18T10:00'))
// 4: Boris, by Wednesday 12:00; reported an hour early, sent back at once, reported again three hours late
const early = reported(given(4, boris, at('18T12:00')), boris, at('18T11:00'))
const sentBack = tasked(early, 'return', director, at('18T11:10'))
const again = accepted(reported(sentBack, boris, at('18T15:00')), at('18T16:00'))
// 5: Anna, by Thursday 17:00; nothing came
const missing = given(5, anna, at('19T17:00'))
// 6: Anna, by Thursday 12:00; reported an hour late, and the director has not looked at it
const waiting = reported(given(6, anna, at('19T12:00')), anna, at('19T13:00'))
// 7: Boris, by Tuesday of the week after
const ahead = given(7, boris, at('24T12:00'))
// 8: Anna, by Wednesday; cancelled
const cancelled = tasked(given(8, anna, at('18T12:00')), 'cancel', director, at('12T12:00'))

const { db, ...database } = await createTestDatabase()
after(() => database[Symbol.asyncDispose]())
before(() =>
  insertMade(db, {
    people: [director, anna, boris],
    tickets: [],
    tasks: [onTime, overTheWeekend, moved, again, missing, waiting, ahead, cancelled],
  }),
)

const figures = <Row>(query: ReturnType<typeof sql>) => asOf(db, now, (tx: Tx) => tx.many<Row>(query))
const hour = 3600

test('kpi_task: how each order stands, and how late it is in working time', async () => {
  const orders = await figures<Record<string, unknown>>(sql`
    select task_id as id, responsible_name as name, outcome, delay_seconds as delay from kpi_task order by task_id`)
  assert.deepEqual(orders, [
    { id: 1, name: 'Анна', outcome: 'on_time', delay: null },
    // from Friday 18:00 to Monday 9:00 the school worked for one hour
    { id: 2, name: 'Анна', outcome: 'late', delay: hour },
    // by the deadline that was granted
    { id: 3, name: 'Борис', outcome: 'on_time', delay: null },
    // the first report was early, but the one that was accepted came at 15:00
    { id: 4, name: 'Борис', outcome: 'late', delay: 3 * hour },
    // an hour on Thursday, four on Friday, and counting
    { id: 5, name: 'Анна', outcome: 'overdue', delay: 5 * hour },
    // the doer has done his part; whether it was late is known when it is accepted
    { id: 6, name: 'Анна', outcome: 'awaiting_acceptance', delay: null },
    { id: 7, name: 'Борис', outcome: 'not_due', delay: null },
    // 8 was cancelled
  ])
})

test('kpi_task: when an order was given, read, reported and accepted, and how often it was moved and sent back', async () => {
  const [third, fourth] = await figures<Record<string, unknown>>(sql`
    select issued_at, acknowledged_at, first_reported_at, last_reported_at, accepted_at, first_deadline, deadline,
      moved, returned
    from kpi_task where task_id in (3, 4) order by task_id`)
  assert.deepEqual(third, {
    issued_at: at('09T10:00'),
    acknowledged_at: at('10T12:00'),
    first_reported_at: at('18T09:00'),
    last_reported_at: at('18T09:00'),
    accepted_at: at('18T10:00'),
    first_deadline: at('17T12:00'),
    deadline: at('19T12:00'),
    moved: 1,
    returned: 0,
  })
  assert.deepEqual(fourth, {
    issued_at: at('09T10:00'),
    acknowledged_at: null,
    first_reported_at: at('18T11:00'),
    last_reported_at: at('18T15:00'),
    accepted_at: at('18T16:00'),
    first_deadline: at('18T12:00'),
    deadline: at('18T12:00'),
    moved: 0,
    returned: 1,
  })
})

test('kpi_tasks_total, kpi_tasks_done, kpi_tasks_overdue: eight orders, one of them cancelled', async () => {
  const counts = await figures(sql`
    select (select tasks from kpi_tasks_total) as total, (select tasks from kpi_tasks_done) as done,
      (select tasks from kpi_tasks_overdue) as overdue`)
  // 1, 2, 3, 4 are done; 5 is overdue, 6 is not
  assert.deepEqual(counts, [{ total: 7, done: 4, overdue: 1 }])
})

test('an order becomes overdue when its deadline is over, not at the deadline', async () => {
  const overdueAt = (moment: Date) =>
    asOf(db, moment, async (tx) => {
      const { tasks } = await tx.one<{ tasks: number }>(sql`select tasks from kpi_tasks_overdue`)
      const { outcome } = await tx.one<{ outcome: string }>(
        sql`select outcome from kpi_task where task_id = 5`,
      )
      return [tasks, outcome]
    })
  assert.deepEqual(await overdueAt(at('19T17:00')), [0, 'not_due'])
  assert.deepEqual(await overdueAt(new Date(at('19T17:00').getTime() + 1)), [1, 'overdue'])
})

test('kpi_task_period: the week from the 16th to the 22nd, of the school and of each person', async () => {
  const week = await figures<Record<string, unknown>>(sql`
    select person_name as name, issued, due, done, on_time, late, overdue, awaiting_acceptance as awaiting, not_due,
      returned, moved, mean_delay_seconds as delay, discipline_percent as discipline
    from kpi_task_period where kind = 'week' and first_day = '2026-11-16' order by person_id nulls first`)
  assert.deepEqual(week, [
    // due: 1, 3, 4, 5, 6. On time 1 and 3, late 4, overdue 5: two of four. Delay: 3 h of 4, 5 h of 5
    {
      ...{ name: null, issued: 0, due: 5, done: 3, on_time: 2, late: 1, overdue: 1, awaiting: 1, not_due: 0 },
      ...{ returned: 1, moved: 1, delay: 4 * hour, discipline: 50 },
    },
    // due: 1, 5, 6. One of two was on time
    {
      ...{
        name: 'Анна',
        issued: 0,
        due: 3,
        done: 1,
        on_time: 1,
        late: 0,
        overdue: 1,
        awaiting: 1,
        not_due: 0,
      },
      ...{ returned: 0, moved: 0, delay: 5 * hour, discipline: 50 },
    },
    // due: 3, 4. One of two was on time
    {
      ...{
        name: 'Борис',
        issued: 0,
        due: 2,
        done: 2,
        on_time: 1,
        late: 1,
        overdue: 0,
        awaiting: 0,
        not_due: 0,
      },
      ...{ returned: 1, moved: 1, delay: 3 * hour, discipline: 50 },
    },
  ])
})

test('kpi_task_period: orders are issued in the week they were given, and all else goes by the deadline', async () => {
  const [school] = await figures<Record<string, unknown>>(sql`
    select issued, due, on_time, late, mean_delay_seconds as delay, discipline_percent as discipline
    from kpi_task_period where kind = 'week' and first_day = '2026-11-09' and person_id is null`)
  // seven were given and not cancelled; of them 2 alone was due in that week, and it was an hour late
  assert.deepEqual(school, { issued: 7, due: 1, on_time: 0, late: 1, delay: hour, discipline: 0 })
})

test('kpi_task_period: what is not due yet counts neither way', async () => {
  const [school] = await figures<Record<string, unknown>>(sql`
    select due, not_due, on_time, discipline_percent as discipline
    from kpi_task_period where kind = 'month' and first_day = '2026-11-01' and person_id is null`)
  // due: all seven. On time 1 and 3; late 2 and 4; overdue 5
  assert.deepEqual(school, { due: 7, not_due: 1, on_time: 2, discipline: 40 })
})
