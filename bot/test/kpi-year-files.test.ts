import assert from 'node:assert/strict'
import { text as readAll } from 'node:stream/consumers'
import { after, test } from 'node:test'
import sql from 'sql-template-tag'
import { createLocalClock } from '../src/platform/local-date.ts'
import type { KpiTableName } from '../src/reports/export/kpi-export-order.ts'
import { kpiTable } from '../src/reports/export/kpi-tables.ts'
import { findPeriod } from '../src/reports/kpi-periods-store.ts'
import { makeCsv } from '../src/tickets/export/make-file.ts'
import { says } from './chat.ts'
import { asOf } from './kpi-as-of.ts'
import { startKpiYear } from './kpi-year-desk.ts'
import { readCsv } from './read-files.ts'
import { slowTaskPeriods } from './slow-task-count.ts'
import { slowTicketPeriods } from './slow-ticket-count.ts'

const desk = await startKpiYear()
const { school, year, now, timezone, tasks, tickets, calendar } = desk
after(() => desk[Symbol.asyncDispose]())

/** Rows of a table as its CSV file has them. */
async function csvOf(table: KpiTableName): Promise<string[][]> {
  const read = <T>(work: Parameters<typeof asOf<T>>[2]) => asOf(school.db, now, work)
  const period = await read((tx) => findPeriod(tx, 'year', 0, timezone))
  const clock = createLocalClock(timezone)
  const deps = { read, subject: { of: 'school' as const }, period, language: 'ru' as const, clock }
  const made = await makeCsv(kpiTable(table, deps), 'ru', new AbortController().signal)
  assert.equal(made.kind, 'file')
  const [, ...rows] = readCsv((await readAll(made.open())).slice(1))
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
  await director.press('Уч. год')
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
