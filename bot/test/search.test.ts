import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import sql from 'sql-template-tag'
import type { Person } from '../src/people/person.ts'
import { searchQueryFrom } from '../src/tickets/search/search-query.ts'
import { maxFound, type SearchScope, searchTickets } from '../src/tickets/search/search-store.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createDesk, type Desk } from './desk.ts'

let database: TestDatabase
let desk: Desk
let teacher: Person
let neighbour: Person
let specialist: Person
const tickets: Record<'printer' | 'tap' | 'lamp' | 'chair', number> = {
  printer: 0,
  tap: 0,
  lamp: 0,
  chair: 0,
}

before(async () => {
  database = await createTestDatabase()
  desk = createDesk(database.db)
  teacher = await desk.person('Мария Ивановна', 'staff')
  neighbour = await desk.person('Анна Петровна', 'staff')
  specialist = await desk.person('Пётр', 'specialist')
  const file = async (filer: Person, place: string, description: string, authorId = filer.id) =>
    (await desk.file(filer, { place, description, authorId })).id
  tickets.printer = await file(teacher, 'кабинет 215', 'Принтер не печатает, мигает красная лампочка')
  tickets.tap = await file(neighbour, 'каб.21-А, 2 этаж', 'Течёт кран у раковины')
  tickets.lamp = await file(teacher, 'Б215', 'Не горит лампа, wi-fi тоже пропал')
  tickets.chair = await file(neighbour, 'столовая', 'Шатается стул', teacher.id)
  const now = new Date()
  const say = (kind: 'comment' | 'note', actor: Person, text: string) =>
    desk.change({
      ticketId: tickets.tap,
      action: kind,
      actor,
      now,
      message: { kind, text, source: undefined },
    })
  await say('comment', neighbour, 'Вода уже на полу, подставили ведро')
  await say('note', specialist, 'Нужна прокладка')
  await desk.resolve(tickets.chair, specialist, 'подтянуты крепления', now)
})
after(() => database[Symbol.asyncDispose]())

const everything: SearchScope = { ofPersonId: null, withNotes: true }
async function find(text: string, scope = everything): Promise<number[]> {
  const query = searchQueryFrom(text)
  if (query === undefined) return []
  return (await searchTickets(desk.db, query, scope, { limit: 10, offset: 0 })).ids
}

test('words are found in every form, in any case, with or without ё', async () => {
  assert.deepEqual(await find('принтеры'), [tickets.printer])
  assert.deepEqual(await find('ПРИНТЕРОМ'), [tickets.printer])
  assert.deepEqual(await find('красные лампочки'), [tickets.printer])
  assert.deepEqual(await find('течет кран'), [tickets.tap])
  assert.deepEqual(await find('стулья шатаются'), [tickets.chair])
  assert.deepEqual(await find('wi-fi'), [tickets.lamp])
})

test('a word can be left unfinished', async () => {
  assert.deepEqual(await find('прин'), [tickets.printer])
  assert.deepEqual(await find('столов'), [tickets.chair])
})

test('a place is found by its parts, however it is written', async () => {
  assert.deepEqual(await find('каб 215'), [tickets.printer])
  assert.deepEqual(await find('каб 21'), [tickets.tap, tickets.printer])
  assert.deepEqual(await find('каб.21-а'), [tickets.tap, tickets.printer])
  assert.deepEqual(await find('каб215'), [tickets.printer])
  assert.deepEqual(await find('б215'), [tickets.lamp])
  assert.deepEqual(await find('215'), [tickets.lamp, tickets.printer])
})

test('a whole word comes before the beginning of a word', async () => {
  assert.deepEqual(await find('21'), [tickets.tap, tickets.lamp, tickets.printer])
})

test('remarks and the conversation are looked through too, notes only for those who may read them', async () => {
  assert.deepEqual(await find('крепление'), [tickets.chair])
  assert.deepEqual(await find('ведра'), [tickets.tap])
  assert.deepEqual(await find('прокладки'), [tickets.tap])
  assert.deepEqual(await find('прокладки', { ofPersonId: null, withNotes: false }), [])
  assert.deepEqual(await find('прокладки', { ofPersonId: neighbour.id, withNotes: false }), [])
})

test('a number opens its ticket, alone or among others', async () => {
  for (const text of [`№${tickets.tap}`, `#${tickets.tap}`, `№ ${tickets.tap}`, `заявка №${tickets.tap}`]) {
    assert.deepEqual(await find(text), [tickets.tap], text)
  }
  assert.deepEqual(await find(String(tickets.lamp)), [tickets.lamp])
  // «2» is a number of a ticket, and a floor, and the beginning of a room
  assert.deepEqual((await find('2'))[0], tickets.tap)
  assert.deepEqual(await find('№999999'), [])
  assert.deepEqual(await find('№99999999999'), [])
})

test('staff find what they filed or what was filed for them, and nothing else', async () => {
  const of = (person: Person) => ({ ofPersonId: person.id, withNotes: false })
  assert.deepEqual(await find('каб 21', of(teacher)), [tickets.printer])
  assert.deepEqual(await find('стул', of(teacher)), [tickets.chair])
  assert.deepEqual(await find('стул', of(neighbour)), [tickets.chair])
  assert.deepEqual(await find(`№${tickets.tap}`, of(teacher)), [])
  assert.deepEqual(await find('ведро', of(teacher)), [])
})

test('quotes, a minus and «or» work as on the web', async () => {
  assert.deepEqual(await find('"красная лампочка"'), [tickets.printer])
  assert.deepEqual(await find('"лампочка красная"'), [])
  assert.deepEqual(await find('кабинет -принтер'), [])
  assert.deepEqual(await find('принтер or кран'), [tickets.tap, tickets.printer])
})

test('nothing typed is an error', async () => {
  const odd = [
    ...[
      '',
      ' ',
      '!!!',
      '"',
      "'",
      "''':*",
      '"принтер',
      ':*',
      '&',
      '| !',
      '<->',
      '\\',
      '%',
      '_',
      '()',
      '🖨',
      '№',
      '#',
    ],
    ...['не', 'и в на', 'принтер & (кран', "O'Brien", 'a\u0000b', '\ud800', '‮принтер', '½', 'x'.repeat(4000)],
    ...[
      'слово '.repeat(700),
      '"'.repeat(4000),
      '-'.repeat(4000),
      '9'.repeat(4000),
      '٣',
      '👨‍👩‍👧 принтер',
      '<b>x</b>',
    ],
  ]
  for (const text of odd) assert.ok(Array.isArray(await find(text)), text.slice(0, 20))
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
      await find(text)
    }),
    { numRuns: 150 },
  )
})

test('pages continue each other, and too many finds are cut to the newest', async () => {
  await desk.db.run(sql`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status)
    select gen_random_uuid(), ${teacher.id}, ${teacher.id}, 1, 'склад', 'Нужна швабра', 'low', 'new'
    from generate_series(1, ${maxFound + 100})`)
  const query = searchQueryFrom('швабры')
  assert.ok(query)
  const page = (offset: number) => searchTickets(desk.db, query, everything, { limit: 6, offset })
  const [first, second] = [await page(0), await page(6)]
  assert.equal(first.total, maxFound)
  assert.deepEqual(second.ids[0], (first.ids[5] ?? 0) - 1)
})
