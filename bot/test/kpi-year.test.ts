import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import sql from 'sql-template-tag'
import { loadCalendar, saveSchoolDays } from '../src/calendar/calendar-store.ts'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import { rebuildCalendar } from '../src/calendar/rebuild-calendar.ts'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import type { Database } from '../src/platform/postgres.ts'
import { isOpen, isOwed } from '../src/tasks/task.ts'
import { isWaitingForWork } from '../src/tickets/ticket.ts'
import { createTestDatabase } from './database.ts'
import { generateYear } from './generated-year.ts'
import { insertMade } from './insert-made.ts'
import { asOf } from './kpi-as-of.ts'
import { samples, scrape } from './metric-samples.ts'
import { startSchool } from './school.ts'
import { createSlowCalendar } from './slow-calendar.ts'
import { slowTask, slowTaskPeriods } from './slow-task-count.ts'
import { slowTicket, slowTicketPeriods } from './slow-ticket-count.ts'
import { until } from './until.ts'

const year = generateYear()

// a school whose clocks change, with a short Friday, Saturdays and vacations
const timezone = 'Europe/Berlin'
const byDay = { opens: 8 * 60, closes: 17 * 60 }
const week = [
  byDay,
  byDay,
  byDay,
  byDay,
  { ...byDay, closes: 14 * 60 + 30 },
  { opens: 540, closes: 720 },
  null,
]
const vacations = [3, 4, 5, 6, 7].map((day) => ({
  ...{ date: { year: 2026, month: 8, day }, kind: 'vacation' as const, hours: null },
  ...{ name: 'Каникулы', source: null },
}))

async function openSchool(db: Database) {
  await ensureCalendar(db, { timezone, week })
  await db.transaction(async (tx) => {
    await saveSchoolDays(tx, vacations)
    await rebuildCalendar(tx, timezone)
  })
  return createWorkingTime(await loadCalendar(db, timezone))
}

/** Rows by what names them, so that a difference is shown with its row. */
function byName<Row extends object>(rows: readonly Row[], names: (keyof Row)[]): Map<string, Row> {
  return new Map(rows.map((row) => [names.map((name) => String(row[name])).join(' '), row]))
}

function assertSame<Row extends object>(found: Row[], expected: Row[], names: (keyof Row)[]): void {
  const [a, b] = [byName(found, names), byName(expected, names)]
  assert.equal(a.size, found.length, 'a row has a name of its own')
  assert.deepEqual([...a.keys()].sort(), [...b.keys()].sort())
  for (const [name, row] of b) assert.deepEqual(a.get(name), row, name)
}

test('a year counted by hand, life by life, equals every view', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const workingTime = await openSchool(db)
  await insertMade(db, year)
  const names = await db.many<{ id: number; name: string }>(sql`select id, name_ru as name from category`)
  const categories = new Map(names.map(({ id, name }) => [id, name]))

  // in the middle of the work, and after the winter, when what nobody did is late
  for (const now of [year.until, new Date('2027-03-29T09:15:00Z')]) {
    const calendar = createSlowCalendar(now, timezone, workingTime.hoursOn)
    const periods = calendar.periodsSince(year.tickets[0]?.createdAt ?? now)
    const tickets = year.tickets.map((ticket) => slowTicket(ticket, calendar))
    const tasks = year.tasks
      .filter(({ status }) => status !== 'cancelled')
      .map((task) => slowTask(task, calendar))

    await asOf(db, now, async (tx) => {
      assertSame(
        await tx.many<(typeof tickets)[number]>(sql`
          select ticket_id, category_id, place, specialist_id, outcome, filed_at, responded_at, resolved_at,
            response_seconds, response_within_target, resolution_seconds, resolution_within_target, reopened, rating
          from kpi_ticket`),
        tickets,
        ['ticket_id'],
      )
      assertSame(
        await tx.many<(typeof tasks)[number]>(sql`
          select task_id, responsible_id, status, issued_at, acknowledged_at, first_reported_at, last_reported_at,
            accepted_at, first_deadline, deadline, moved, returned, outcome, delay_seconds
          from kpi_task`),
        tasks,
        ['task_id'],
      )
      assertSame(
        await tx.many<(typeof periods)[number]>(sql`
          select kind, starts, ends, first_day::text from kpi_period`),
        periods,
        ['kind', 'first_day'],
      )
      const expected = slowTicketPeriods(tickets, periods, year.people, categories)
      assertSame(
        await tx.many<(typeof expected)[number]>(sql`
          select kind, starts, ends, first_day::text, slice, slice_id, slice_name, filed, open, resolved, duplicates,
            cancelled, reopened, response_median_seconds, response_p90_seconds, response_within, response_missed,
            resolution_median_seconds, resolution_p90_seconds, resolution_within, resolution_missed, mean_rating,
            rated, oldest_open_filed_at, response_within_percent, resolution_within_percent
          from kpi_ticket_period`),
        expected,
        ['kind', 'first_day', 'slice', 'slice_id', 'slice_name'],
      )
      const expectedTasks = slowTaskPeriods(tasks, periods, year.people)
      assertSame(
        await tx.many<(typeof expectedTasks)[number]>(sql`
          select kind, starts, ends, first_day::text, person_id, person_name, issued, due, done, on_time, late, overdue,
            awaiting_acceptance, not_due, returned, moved, mean_delay_seconds, discipline_percent
          from kpi_task_period`),
        expectedTasks,
        ['kind', 'first_day', 'person_id'],
      )
      const outcomes = tasks.map(({ outcome }) => outcome)
      const open = tickets.filter(({ outcome }) => outcome === 'open')
      assert.deepEqual(
        await tx.one(sql`
          select (select tasks from kpi_tasks_total) as total, (select tasks from kpi_tasks_done) as done,
            (select tasks from kpi_tasks_overdue) as overdue, open.tickets as open, open.oldest_filed_at as oldest
          from kpi_tickets_open open`),
        {
          total: tasks.length,
          done: outcomes.filter((outcome) => outcome === 'on_time' || outcome === 'late').length,
          overdue: outcomes.filter((outcome) => outcome === 'overdue').length,
          open: open.length,
          oldest: open.map(({ filed_at }) => filed_at)[0],
        },
      )
      for (const outcome of ['on_time', 'late', 'overdue', 'awaiting_acceptance'] as const) {
        assert.ok(outcomes.includes(outcome), `the year has orders of every kind: ${outcome}`)
      }
    })
  }
})

test('the gauges of the bot show the same year', async () => {
  await using school = await startSchool({ env: { SCHOOL_TIMEZONE: timezone } })
  await insertMade(school.db, year)
  const now = new Date()
  const owedPast = year.tasks.filter(({ status, deadline }) => isOwed(status) && deadline < now)
  const open = year.tasks.filter(({ status }) => isOpen(status))
  const byStatus = ['issued', 'delivered', 'acknowledged', 'reported', 'returned'].map((status) => [
    `{status="${status}"}`,
    open.filter((task) => task.status === status).length,
  ])
  const expected = {
    total: year.tasks.filter(({ status }) => status !== 'cancelled').length,
    done: year.tasks.filter(({ status }) => status === 'accepted').length,
    overdue: owedPast.length,
    open: year.tickets.filter(({ status }) => isWaitingForWork(status)).length,
    tasks: Object.fromEntries(byStatus),
  }
  await until(
    'the gauges show the year',
    async () => {
      const text = await scrape(school.http())
      const value = (name: string) => samples(text, name).get('')
      const shown = {
        total: value('kpi_tasks_total'),
        done: value('kpi_tasks_done'),
        overdue: value('kpi_tasks_overdue'),
        open: value('bot_tickets_open'),
        tasks: Object.fromEntries(samples(text, 'schoolbot_tasks')),
      }
      return isDeepStrictEqual(shown, expected)
    },
    { withinMs: 25_000 },
  )
})
