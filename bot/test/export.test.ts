import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { Person } from '../src/people/person.ts'
import type { ExportOrder } from '../src/tickets/export/export-order.ts'
import { maxXlsxRows } from '../src/tickets/export/export-xlsx.ts'
import { makeExport } from '../src/tickets/export/make-export.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createDesk, type Desk } from './desk.ts'
import { readCsv, readXlsx } from './read-files.ts'

let database: TestDatabase
let desk: Desk
let teacher: Person
before(async () => {
  database = await createTestDatabase()
  desk = createDesk(database.db)
  teacher = await desk.person('Мария Ивановна', 'staff')
})
after(() => database[Symbol.asyncDispose]())

const moscow = (text: string) => new Date(`${text}+03:00`)
const november = { from: { year: 2026, month: 11, day: 1 }, to: { year: 2026, month: 11, day: 30 } }

async function make(order: Partial<ExportOrder>): Promise<Buffer> {
  const deps = { db: desk.db, timezone: 'Europe/Moscow', signal: new AbortController().signal }
  const made = await makeExport(deps, { period: november, format: 'csv', language: 'ru', ...order })
  assert.equal(made.kind, 'file')
  return buffer(made.open())
}

const nasty = '=HYPERLINK("http://x";"y")\n«ёлка»; "кавычки"\tи 😀'

test('what is exported is what is in the tickets, in CSV and in XLSX', async () => {
  const specialist = await desk.person('@Пётр; "Иванович"', 'specialist')
  const office = await desk.person('-Секретарь', 'staff')
  const filed = { place: '+7 кабинет', description: nasty, authorId: teacher.id, urgency: 'high' as const }
  const first = await desk.file(office, filed, moscow('2026-11-01T00:00'))
  await desk.resolve(first.id, specialist, 'готово', moscow('2026-11-02T09:05'))
  await desk.change({
    ticketId: first.id,
    action: 'confirm',
    actor: teacher,
    now: moscow('2026-11-03T10:00'),
  })
  await desk.change({
    ticketId: first.id,
    action: 'rate',
    actor: teacher,
    now: moscow('2026-11-03T10:01'),
    changes: { rating: 5 },
  })
  const second = await desk.file(teacher, { place: 'зал', description: 'лампа' }, moscow('2026-11-30T23:59'))
  await desk.file(teacher, { description: 'до' }, moscow('2026-10-31T23:59'))
  await desk.file(teacher, { description: 'после' }, moscow('2026-12-01T00:00'))

  const text = (await make({})).toString('utf8')
  assert.equal(text[0], '\uFEFF')
  const lines = text.slice(1)
  assert.ok(lines.startsWith('Номер;Подана;') && lines.endsWith('\r\n'))
  const [header, ...rows] = readCsv(lines)
  assert.equal(header?.length, 16)
  const people = ['Мария Ивановна', "'-Секретарь", '\'@Пётр; "Иванович"']
  const when = ['02.11.2026 09:05', '02.11.2026 09:05', '03.11.2026 10:00']
  assert.deepEqual(rows, [
    [
      ...[String(first.id), '01.11.2026 00:00', 'Компьютеры и сеть', "'+7 кабинет", ...people],
      ...['важно: сегодня', 'закрыта', `'${nasty}`, 'готово', '5', ...when, ''],
    ],
    [
      ...[
        String(second.id),
        '30.11.2026 23:59',
        'Компьютеры и сеть',
        'зал',
        'Мария Ивановна',
        'Мария Ивановна',
        '',
      ],
      ...['обычная', 'новая', 'лампа', '', '', '', '', '', ''],
    ],
  ])

  const { cells, files } = readXlsx(await make({ format: 'xlsx' }))
  const value = (address: string) => cells.get(address)?.value
  assert.equal(value('A1'), 'Номер')
  assert.equal(value('A2'), first.id)
  assert.equal(value('D2'), '+7 кабинет')
  assert.equal(value('J2'), nasty)
  assert.equal(value('L2'), 5)
  assert.equal(value('A4'), undefined)
  // days since 30 December 1899: 1 November 2026, and 3 November at 10:00
  assert.equal(value('B2'), 46327)
  assert.ok(Math.abs(Number(value('O2')) - (46329 + 10 / 24)) < 1e-6)
  assert.match(files.get('xl/styles.xml') ?? '', /formatCode="dd\.mm\.yyyy hh:mm"/)
  assert.notEqual(cells.get('B2')?.style, cells.get('A2')?.style)
  assert.notEqual(cells.get('A1')?.style, cells.get('A2')?.style)
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
  assert.match(sheet, /<col [^>]*width="60"/)
  assert.ok(!sheet.includes('<f>'), 'no formula')

  const english = readCsv((await make({ language: 'en' })).toString('utf8').slice(1))
  assert.deepEqual(english[0]?.slice(0, 3), ['Number', 'Filed', 'Category'])
  assert.deepEqual(english[1]?.slice(1, 3), ['2026-11-01 00:00', 'Computers and network'])
})

test('a ticket that was returned has no time of completion', async () => {
  const specialist = await desk.person('Олег', 'specialist')
  const ticket = await desk.file(teacher, {}, moscow('2027-01-11T10:00'))
  await desk.resolve(ticket.id, specialist, 'готово', moscow('2027-01-11T11:00'))
  const reason = { kind: 'return_reason' as const, text: 'нет', source: undefined }
  const now = moscow('2027-01-11T12:00')
  await desk.change({ ticketId: ticket.id, action: 'reject', actor: teacher, now, message: reason })
  const day = { year: 2027, month: 1, day: 11 }
  const [, row] = readCsv((await make({ period: { from: day, to: day } })).toString('utf8').slice(1))
  assert.deepEqual(row?.slice(12, 15), ['11.01.2027 11:00', '', ''])
})

test('a long period is read page by page, and more rows than fit are refused', async () => {
  await desk.db.pool.query(`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status, created_at)
    select gen_random_uuid(), ${teacher.id}, ${teacher.id}, 1, 'x', 'описание ' || n, 'low', 'new', '2030-05-05 12:00Z'
    from generate_series(1, ${maxXlsxRows + 1}) as n`)
  const day = { year: 2030, month: 5, day: 5 }
  const period = { from: day, to: day }
  const rows = readCsv((await make({ period })).toString('utf8').slice(1))
  assert.equal(rows.length, maxXlsxRows + 2)
  assert.equal(new Set(rows.map(([number]) => number)).size, rows.length)

  const deps = { db: desk.db, timezone: 'UTC', signal: new AbortController().signal }
  assert.deepEqual(await makeExport(deps, { period, format: 'xlsx', language: 'ru' }), { kind: 'too_large' })
  await desk.db.run(sql`delete from ticket where description = 'описание 1'`)
  const made = await makeExport(deps, { period, format: 'xlsx', language: 'ru' })
  assert.equal(made.kind, 'file')
})

test('an export that is stopped ends at once', async () => {
  const day = { year: 2030, month: 5, day: 5 }
  const stop = new AbortController()
  const deps = { db: desk.db, timezone: 'UTC', signal: stop.signal }
  const making = makeExport(deps, { period: { from: day, to: day }, format: 'xlsx', language: 'ru' })
  stop.abort()
  await assert.rejects(making, { name: 'AbortError' })
})

test('a file larger than Telegram takes is given up while it is read', async () => {
  await desk.db.pool.query(`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status, created_at)
    select gen_random_uuid(), ${teacher.id}, ${teacher.id}, 1, 'x', repeat('ы', 1000000), 'low', 'new', '2031-05-05 12:00Z'
    from generate_series(1, 40) as n`)
  const day = { year: 2031, month: 5, day: 5 }
  const deps = { db: desk.db, timezone: 'UTC', signal: new AbortController().signal }
  const order = { period: { from: day, to: day }, format: 'csv' as const, language: 'ru' as const }
  assert.deepEqual(await makeExport(deps, order), { kind: 'too_large' })
})
