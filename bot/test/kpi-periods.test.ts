import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import sql from 'sql-template-tag'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import { createTestDatabase } from './database.ts'
import { insertMade } from './insert-made.ts'
import { asOf } from './kpi-as-of.ts'
import { madeTask } from './made-tasks.ts'
import { type MadePerson, madeTicket } from './made-tickets.ts'

const { db, ...database } = await createTestDatabase()
after(() => database[Symbol.asyncDispose]())

const teacher: MadePerson = { id: 1, name: 'Учитель', role: 'staff' }
const director: MadePerson = { id: 2, name: 'Директор', role: 'director' }

interface Period {
  kind: string
  first: string
  last: string
  starts: Date
  ends: Date
}

const periodsAt = (now: Date) =>
  asOf(db, now, (tx) =>
    tx.many<Period>(sql`
      select kind, first_day::text as first, last_day::text as last, starts, ends from kpi_period order by kind, starts`),
  )

test('in a school without data there are the periods of this moment, with nothing in them', async () => {
  const now = new Date('2026-11-20T12:00:00+03:00')
  assert.deepEqual(
    (await periodsAt(now)).map(({ kind, first, last }) => `${kind} ${first} ${last}`),
    ['month 2026-11-01 2026-11-30', 'school_year 2026-09-01 2027-08-31', 'week 2026-11-16 2026-11-22'],
  )
  await asOf(db, now, async (tx) => {
    assert.deepEqual(
      await tx.many(
        sql`select due, discipline_percent as discipline from kpi_task_period where kind = 'week'`,
      ),
      [{ due: 0, discipline: null }],
    )
    assert.deepEqual(
      await tx.many(
        sql`select slice, filed, response_median_seconds as median from kpi_ticket_period where kind = 'week'`,
      ),
      [{ slice: 'total', filed: 0, median: null }],
    )
  })
})

test('periods run from the first ticket or order until now, by the clocks of the school', async () => {
  const day = { opens: 480, closes: 1080 }
  await ensureCalendar(db, { timezone: 'Europe/Berlin', week: [day, day, day, day, day, null, null] })
  // the order on the last evening of August, half an hour before the school year; the ticket later
  const issued = new Date('2026-08-31T23:30:00+02:00')
  await insertMade(db, {
    people: [teacher, director],
    tickets: [madeTicket({ id: 1, author: teacher, at: new Date('2026-09-01T00:30:00+02:00') })],
    tasks: [
      madeTask({
        id: 1,
        creator: director,
        responsible: teacher,
        deadline: new Date('2026-10-26T12:00Z'),
        at: issued,
      }),
    ],
  })
  // the clocks go back on Sunday, 25 October, at 3; it is the Monday after
  const periods = await periodsAt(new Date('2026-10-26T00:10:00+01:00'))
  assert.deepEqual(
    periods.filter(({ kind }) => kind !== 'week').map(({ kind, first, last }) => `${kind} ${first} ${last}`),
    [
      ...['month 2026-08-01 2026-08-31', 'month 2026-09-01 2026-09-30', 'month 2026-10-01 2026-10-31'],
      ...['school_year 2025-09-01 2026-08-31', 'school_year 2026-09-01 2027-08-31'],
    ],
  )
  const weeks = periods.filter(({ kind }) => kind === 'week')
  assert.equal(weeks.length, 9)
  assert.deepEqual(weeks.at(-2), {
    ...{ kind: 'week', first: '2026-10-19', last: '2026-10-25' },
    ...{ starts: new Date('2026-10-19T00:00:00+02:00'), ends: new Date('2026-10-26T00:00:00+01:00') },
  })
  const counted = await asOf(db, new Date('2026-10-26T00:10:00+01:00'), (tx) =>
    tx.many(sql`
      select first_day::text as month, filed, (select issued from kpi_task_period o
        where o.kind = t.kind and o.starts = t.starts and o.person_id is null) as issued
      from kpi_ticket_period t where kind = 'month' and slice = 'total' order by starts`),
  )
  assert.deepEqual(counted, [
    { month: '2026-08-01', filed: 0, issued: 1 },
    { month: '2026-09-01', filed: 1, issued: 0 },
    { month: '2026-10-01', filed: 0, issued: 0 },
  ])
})
