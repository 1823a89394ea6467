import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { labels, press, says } from './chat.ts'
import { asOf } from './kpi-as-of.ts'
import { type KpiSchool, kpiNow, startKpiSchool } from './kpi-school.ts'
import { forge } from './order-rights.ts'
import { readCsv, readXlsxSheets } from './read-files.ts'

let desk: KpiSchool
before(async () => {
  desk = await startKpiSchool()
  // names that a spreadsheet would take for formulas
  await desk.school.db.run(sql`update person set name = '=HYPERLINK("http://x")' where name = 'Борис'`)
})
after(() => desk[Symbol.asyncDispose]())

async function received(person: PersonDriver, name: string): Promise<Buffer> {
  const message = await person.waitFor(({ media }) => media?.name?.startsWith(name) === true, {
    since: 'start',
    withinMs: 20_000,
  })
  const answer = await fetch(new URL(message.media?.url ?? '', desk.school.sandbox.url))
  return Buffer.from(await answer.arrayBuffer())
}

const rowsOf = (file: Buffer) => readCsv(file.toString('utf8').slice(1))

test('the director gets CSV files of the month whose rows equal the views', async () => {
  await desk.director.send('/kpi')
  await desk.director.waitFor(says('Показатели школы'))
  await press(desk.director, 'Месяц', says('Показатели школы', 'Неделя'))
  await press(desk.director, 'В файл', says('Месяц: 1 ноября'))
  await press(desk.director, 'CSV')

  const [taskHead, ...taskRows] = rowsOf(
    await received(desk.director, 'Поручения_сводка_01.11.2026-30.11.2026'),
  )
  assert.deepEqual(taskHead?.slice(0, 5), ['Период', 'С', 'По', 'Кто', 'Выдано'])
  // the month and its whole weeks until now, of the school and of two people
  assert.deepEqual(
    taskRows.map((row) => row.slice(0, 4).join(' ')),
    [
      'месяц 01.11.2026 30.11.2026 Вся школа',
      `месяц 01.11.2026 30.11.2026 '=HYPERLINK("http://x")`,
      'месяц 01.11.2026 30.11.2026 Анна',
      'неделя 09.11.2026 15.11.2026 Вся школа',
      `неделя 09.11.2026 15.11.2026 '=HYPERLINK("http://x")`,
      'неделя 09.11.2026 15.11.2026 Анна',
      'неделя 16.11.2026 22.11.2026 Вся школа',
      `неделя 16.11.2026 22.11.2026 '=HYPERLINK("http://x")`,
      'неделя 16.11.2026 22.11.2026 Анна',
    ],
  )
  // issued, due, done, on time, late, overdue, to be accepted, not due, returned, moved, mean delay, on time in %:
  // 1 h, 3 h and 5 h late; on time 1, 3, 9, late 2, 4, overdue 5
  assert.deepEqual(taskRows[0]?.slice(4), ['8', '8', '5', '3', '2', '1', '1', '1', '1', '1', '180', '50'])
  // on time 3 and 9, late 4
  assert.equal(taskRows[1]?.at(-1), '66,7', 'with a point Excel would take it for a date')

  const [, ...ticketRows] = rowsOf(await received(desk.director, 'Заявки_сводка_01.11'))
  assert.deepEqual(ticketRows[0]?.slice(3), [
    ...['всего', 'Вся школа', '5', '1', '4', '0', '0', '0'],
    // answered in 30 min, 1 h, 2 h and 3 h; the third missed it too
    ...['90', '162', '3', '2', '60'],
    // resolved in 2 h, 5 h, 6 h and 20 h
    ...['330', '948', '4', '0', '100', '5', '1'],
  ])
  const slices = new Set(ticketRows.map(([, , , slice]) => slice))
  assert.deepEqual([...slices], ['всего', 'исполнитель', 'категория', 'место'])

  const [head, ...orders] = rowsOf(await received(desk.director, 'Поручения_01.11'))
  assert.equal(head?.[4], 'Итог')
  const views = await asOf(desk.school.db, kpiNow, (tx) =>
    tx.many<{ row: string[] }>(sql`
      select array[task_id::text, round(delay_seconds / 60)::text, moved::text, returned::text] as row
      from kpi_task order by task_id`),
  )
  assert.deepEqual(
    orders.map(([id, ...cells]) => [id, ...cells.slice(-3)]),
    views.map(({ row }) => row.map((cell) => cell ?? '')),
  )
  assert.deepEqual(orders[3]?.slice(1, 5), ['Елена', `'=HYPERLINK("http://x")`, 'обычная', 'с опозданием'])
  assert.equal(orders[3]?.[8], '18.11.2026 12:00')

  const [, ...tickets] = rowsOf(await received(desk.director, 'Заявки_01.11'))
  assert.deepEqual(
    tickets.map(([id, , , , , , assignee, outcome, , response, , within]) => [
      id,
      assignee,
      outcome,
      response,
      within,
    ]),
    [
      ['1', 'Иван', 'выполнена', '60', 'да'],
      ['2', 'Иван', 'выполнена', '180', 'нет'],
      ['3', '', 'открыта', '', 'нет'],
      ['4', 'Иван', 'выполнена', '30', 'да'],
      ['5', 'Иван', 'выполнена', '120', 'да'],
    ],
  )
})

test('Excel gets one file with a sheet for each table, in the words of its reader, and no formula', async () => {
  await desk.englishDirector.send('/kpi')
  await desk.englishDirector.waitFor(says('Figures of the school'))
  await press(desk.englishDirector, 'As a file')
  await press(desk.englishDirector, 'Excel')
  const file = await received(desk.englishDirector, 'KPI_16.11.2026-22.11.2026.xlsx')
  const { sheets, files } = readXlsxSheets(file)
  assert.match(
    files.get('xl/workbook.xml') ?? '',
    /name="Orders, summary".*name="Tickets, summary".*name="Orders".*name="Tickets"/s,
  )
  const [taskSummary, ticketSummary, orders, tickets] = sheets
  const valuesOf = (sheet: typeof taskSummary, address: string) => sheet?.get(address)?.value
  assert.equal(valuesOf(taskSummary, 'D2'), 'The school')
  // due 5, done 3, on time 2, late 1, overdue 1
  assert.deepEqual(
    ['F2', 'G2', 'H2', 'I2', 'J2'].map((at) => valuesOf(taskSummary, at)),
    [5, 3, 2, 1, 1],
  )
  assert.equal(valuesOf(taskSummary, 'D3'), '=HYPERLINK("http://x")')
  assert.equal(valuesOf(ticketSummary, 'F2'), 3)
  assert.equal(valuesOf(orders, 'A2'), 1)
  assert.equal(valuesOf(orders, 'A7'), undefined, 'five orders: given or due in the week')
  assert.equal(valuesOf(tickets, 'H4'), 'open')
  for (const [name, xml] of files) assert.ok(!xml.includes('<f>'), `no formula in ${name}`)
})

test('a teacher gets his own orders in his file, and nobody else in it', async () => {
  await desk.anna.send('/kpi')
  const card = await desk.anna.waitFor(says('Мои показатели'))
  await press(desk.anna, 'В файл', ({ messageId }) => messageId === card.messageId)
  await desk.anna.waitFor((message) => labels(message).includes('CSV'), { since: 'start' })
  await press(desk.anna, 'CSV')
  const [, ...summary] = rowsOf(await received(desk.anna, 'Поручения_сводка'))
  assert.deepEqual([...new Set(summary.map(([, , , who]) => who))], ['Анна'])
  const [, ...orders] = rowsOf(await received(desk.anna, 'Поручения_16.11'))
  assert.deepEqual([...new Set(orders.map(([, , who]) => who))], ['Анна'])
  const [, ...tickets] = rowsOf(await received(desk.anna, 'Заявки_16.11'))
  assert.deepEqual(tickets, [])
})

test('a file of a category has its tickets and no orders', async () => {
  await forge(desk.director, 'kpi_file:c2:week:0:xlsx')
  const { sheets, files } = readXlsxSheets(await received(desk.director, 'Показатели_16.11'))
  assert.equal(sheets.length, 2)
  assert.ok(!files.get('xl/workbook.xml')?.includes('Поручения'))
  assert.equal(sheets[1]?.get('A2')?.value, 2)
  assert.equal(sheets[1]?.get('A3'), undefined)
})
