import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { loadCalendar } from '../src/calendar/calendar-store.ts'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import { createLocalClock } from '../src/platform/local-date.ts'
import type { KpiTableName } from '../src/reports/export/kpi-export-order.ts'
import { kpiTable } from '../src/reports/export/kpi-tables.ts'
import { periodKinds } from '../src/reports/kpi-period.ts'
import { findPeriod } from '../src/reports/kpi-periods-store.ts'
import { readCard } from '../src/reports/read-card.ts'
import { makeCsv } from '../src/tickets/export/make-file.ts'
import { says } from './chat.ts'
import { generateYear } from './generated-year.ts'
import { insertMade } from './insert-made.ts'
import { asOf } from './kpi-as-of.ts'
import { readCsv } from './read-files.ts'
import { type School, startSchool } from './school.ts'
import { createSlowCalendar, type SlowCalendar } from './slow-calendar.ts'
import { percent, percentile, present } from './slow-figures.ts'
import { slowTask, slowTaskFigures, slowTaskPeriods } from './slow-task-count.ts'
import { slowTicket, slowTicketFigures, slowTicketPeriods } from './slow-ticket-count.ts'

const timezone = 'Europe/Moscow'
const year = generateYear()
const now = year.until

let school: School
let calendar: SlowCalendar
let tasks: ReturnType<typeof slowTask>[]
let tickets: ReturnType<typeof slowTicket>[]

before(async () => {
  school = await startSchool({ now: () => now })
  await insertMade(school.db, year)
  const { hoursOn } = createWorkingTime(await loadCalendar(school.db, timezone))
  calendar = createSlowCalendar(now, timezone, hoursOn)
  tasks = year.tasks.filter(({ status }) => status !== 'cancelled').map((task) => slowTask(task, calendar))
  tickets = year.tickets.map((ticket) => slowTicket(ticket, calendar))
})
after(() => school[Symbol.asyncDispose]())

/** Those figures of the slow count that a card has. */
function only<T extends object>(figures: T, wanted: object): Partial<T> {
  return Object.fromEntries(Object.entries(figures).filter(([name]) => name in wanted)) as Partial<T>
}

test('the cards of the school and of everybody equal a slow count of the year', async () => {
  await asOf(school.db, now, async (tx) => {
    for (const kind of periodKinds) {
      const period = await findPeriod(tx, kind, 0, timezone)
      const isIn = (at: Date) => at >= period.starts && at < period.ends
      const filed = tickets.filter(({ filed_at }) => isIn(filed_at))
      for (const person of [undefined, ...year.people]) {
        const isHis = (id: number | null) => person === undefined || id === person.id
        const his = tasks.filter(({ responsible_id }) => isHis(responsible_id))
        const hisTickets = tickets.filter(({ specialist_id }) => isHis(specialist_id))
        const subject = person ? { of: 'person' as const, personId: person.id } : { of: 'school' as const }
        const card = await readCard(tx, subject, period, { now, hasTickets: person?.role !== 'staff' })
        const open = hisTickets.filter(({ outcome }) => outcome === 'open').map(({ filed_at }) => filed_at)
        const of = `${kind} ${person?.name ?? 'the school'}`
        assert.deepEqual(
          card.tasks?.figures,
          {
            ...only(slowTaskFigures(his, isIn), card.tasks?.figures ?? {}),
            overdue_now: his.filter(({ outcome }) => outcome === 'overdue').length,
            awaiting_now: his.filter(({ outcome }) => outcome === 'awaiting_acceptance').length,
          },
          of,
        )
        if (card.tickets === undefined) continue
        assert.deepEqual(
          card.tickets.figures,
          {
            ...only(
              slowTicketFigures(filed.filter(({ specialist_id }) => isHis(specialist_id))),
              card.tickets.figures,
            ),
            open_now: open.length,
            oldest_open_at: open[0] ?? null,
          },
          of,
        )
      }
    }
  })
})

test('what the week and the month are compared with equals a slow count of the same days before', async () => {
  const before = {
    week: { starts: '2026-11-09T00:00:00+03:00', ends: '2026-11-13T15:00:00+03:00' },
    month: { starts: '2026-10-01T00:00:00+03:00', ends: '2026-10-20T15:00:00+03:00' },
  }
  await asOf(school.db, now, async (tx) => {
    for (const kind of ['week', 'month'] as const) {
      const period = await findPeriod(tx, kind, 0, timezone)
      const [starts, ends] = [new Date(before[kind].starts), new Date(before[kind].ends)]
      assert.deepEqual(period.compared, { starts, ends })
      const { tasks: part, tickets: ticketPart } = await readCard(tx, { of: 'school' }, period, {
        now,
        hasTickets: true,
      })
      assert.deepEqual(part?.change?.before, comparedTasks(starts, ends, ends))
      assert.deepEqual(part?.change?.now, comparedTasks(period.starts, now, now))
      assert.deepEqual(ticketPart?.change?.before, comparedTickets(starts, ends))
    }
  })
})

function comparedTasks(starts: Date, ends: Date, by: Date) {
  const isIn = (at: Date) => at >= starts && at < ends
  const due = tasks.filter(({ deadline }) => isIn(deadline))
  const accepted = due.filter(({ accepted_at }) => accepted_at !== null && accepted_at < by)
  const { issued, returned, moved, discipline_percent } = slowTaskFigures(tasks, isIn)
  const count = (wanted: string[]) => accepted.filter(({ outcome }) => wanted.includes(outcome)).length
  return {
    ...{ issued, done: count(['on_time', 'late']), on_time: count(['on_time']), late: count(['late']) },
    ...{ returned, moved, discipline_percent },
  }
}

function comparedTickets(starts: Date, ends: Date) {
  const filed = tickets.filter(({ filed_at }) => filed_at >= starts && filed_at < ends)
  const figures = slowTicketFigures(filed)
  const answered = filed.filter(({ responded_at }) => responded_at !== null && responded_at < ends)
  const resolved = filed.filter(({ resolved_at }) => resolved_at !== null && resolved_at < ends)
  return {
    filed: filed.length,
    resolved: resolved.filter(({ outcome }) => outcome === 'resolved').length,
    reopened: figures.reopened,
    response_median_seconds: percentile(present(answered.map((one) => one.response_seconds)), 0.5),
    response_within_percent: percent(figures.response_within, figures.response_missed),
    resolution_median_seconds: percentile(present(resolved.map((one) => one.resolution_seconds)), 0.5),
    resolution_within_percent: percent(figures.resolution_within, figures.resolution_missed),
    mean_rating: figures.mean_rating,
  }
}

/** Rows of a table as its CSV file has them. */
async function csvOf(table: KpiTableName): Promise<string[][]> {
  const read = <T>(work: Parameters<typeof asOf<T>>[2]) => asOf(school.db, now, work)
  const period = await read((tx) => findPeriod(tx, 'year', 0, timezone))
  const clock = createLocalClock(timezone)
  const deps = { read, subject: { of: 'school' as const }, period, language: 'ru' as const, clock }
  const made = await makeCsv(kpiTable(table, deps), 'ru', new AbortController().signal)
  assert.equal(made.kind, 'file')
  const [, ...rows] = readCsv(Buffer.concat(made.content).toString('utf8').slice(1))
  return rows
}

const kinds: Record<string, string> = { school_year: 'учебный год', month: 'месяц' }
const slices: Record<string, string> = {
  ...{ total: 'всего', category: 'категория', place: 'место', specialist: 'исполнитель' },
}
const text = (value: number | null, digits = 0) =>
  value === null ? '' : String(Number(value.toFixed(digits))).replace('.', ',')
const minutes = (seconds: number | null) => (seconds === null ? '' : String(Math.round(seconds / 60)))

/** The school year and its months. */
function periods() {
  const all = calendar.periodsSince(year.tickets[0]?.createdAt ?? now)
  return all.filter(({ kind, first_day }) => kind !== 'week' && first_day >= '2026-09-01')
}

test('the CSV files of the school year equal a slow count, person by person and slice by slice', async () => {
  const expectedTasks = slowTaskPeriods(tasks, periods(), year.people).map((row) =>
    [
      ...[kinds[row.kind] ?? '', dayOf(row.first_day), row.person_name ?? 'Вся школа'],
      ...[
        row.issued,
        row.due,
        row.done,
        row.on_time,
        row.late,
        row.overdue,
        row.awaiting_acceptance,
        row.not_due,
      ],
      ...[row.returned, row.moved, minutes(row.mean_delay_seconds), text(row.discipline_percent, 1)],
    ].join(';'),
  )
  const foundTasks = (await csvOf('task_summary')).map(([kind, from, , ...cells]) =>
    [kind, from, ...cells].join(';'),
  )
  assert.deepEqual(foundTasks.sort(), expectedTasks.sort())

  const names = await school.db.many<{ id: number; name: string }>(
    sql`select id, name_ru as name from category`,
  )
  const categories = new Map(names.map(({ id, name }) => [id, name]))
  const expectedTickets = slowTicketPeriods(tickets, periods(), year.people, categories).map((row) =>
    [
      ...[kinds[row.kind] ?? '', dayOf(row.first_day), slices[row.slice] ?? ''],
      row.slice === 'total' ? 'Вся школа' : (row.slice_name ?? 'без исполнителя'),
      ...[row.filed, row.open, row.resolved, row.duplicates, row.cancelled, row.reopened],
      ...[minutes(row.response_median_seconds), minutes(row.response_p90_seconds)],
      ...[row.response_within, row.response_missed, text(row.response_within_percent, 1)],
      ...[minutes(row.resolution_median_seconds), minutes(row.resolution_p90_seconds)],
      ...[row.resolution_within, row.resolution_missed, text(row.resolution_within_percent, 1)],
      ...[text(row.mean_rating, 2), row.rated],
    ].join(';'),
  )
  const foundTickets = (await csvOf('ticket_summary')).map(([kind, from, , ...cells]) =>
    [kind, from, ...cells].join(';'),
  )
  assert.deepEqual(foundTickets.sort(), expectedTickets.sort())
})

const dayOf = (iso: string) => iso.split('-').reverse().join('.')

test('the director reads the same on the card, on the first page of a list and in the file of rows', async () => {
  const director = await school.person('Елена', 'director')
  await director.send('/kpi')
  await director.waitFor(says('Показатели школы'))
  await director.press('Учебный год')
  const { text: card = '' } = await director.waitFor(says('Учебный год: 1 сентября'))
  const since = new Date('2026-09-01T00:00:00+03:00')
  const due = tasks.filter(({ deadline }) => deadline >= since)
  const filed = tickets.filter(({ filed_at }) => filed_at >= since)
  const grouped = (count: number) => new Intl.NumberFormat('ru-RU').format(count)
  assert.ok(card.includes(`Срок наступает в это время: ${grouped(due.length)}, из них`))
  assert.ok(card.includes(`Подано: ${grouped(filed.length)}`))
  await director.pressData('kpi_list:all:year:20260901:filed:0', { forge: true })
  await director.waitFor(says(`Подано: ${grouped(filed.length)}`, `№${filed.at(-1)?.ticket_id}`))
  assert.deepEqual(
    (await csvOf('tickets')).map(([id]) => Number(id)),
    filed.map(({ ticket_id }) => ticket_id),
  )
})
