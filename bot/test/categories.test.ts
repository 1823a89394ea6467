import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import type { Person } from '../src/people/person.ts'
import { addCategory } from '../src/tickets/categories/add-category.ts'
import { listCategories } from '../src/tickets/categories/categories-store.ts'
import { maxCategories } from '../src/tickets/categories/category-list.ts'
import { categoryEmojiFrom, categoryNameFrom } from '../src/tickets/categories/category-name.ts'
import { type CategoryChange, changeCategory } from '../src/tickets/categories/change-category.ts'
import { findTicketView } from '../src/tickets/ticket-views-store.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createDesk, type Desk } from './desk.ts'
import { untilWaiting } from './until-waiting.ts'

const now = new Date('2026-11-21T10:00:00Z')
let database: TestDatabase | undefined
let desk: Desk
let admin: Person

beforeEach(async () => {
  await database?.[Symbol.asyncDispose]()
  database = await createTestDatabase()
  desk = createDesk(database.db)
  admin = await desk.person('Ольга', 'admin')
})
after(() => database?.[Symbol.asyncDispose]())

const add = (name: string, actor = admin) =>
  desk.db.transaction((tx) => addCategory(tx, actor, { name: { ru: name, en: name }, emoji: '📽' }, now))
const change = (id: number, wanted: CategoryChange, actor = admin) =>
  desk.db.transaction((tx) => changeCategory(tx, actor, id, wanted, now))
const names = async () => (await listCategories(desk.db)).map(({ name }) => name.ru)
const kinds = async (changes: Promise<{ kind: string }>[]) =>
  (await Promise.all(changes)).map(({ kind }) => kind)

test('names are words up to 60 characters, emoji are one', () => {
  assert.equal(categoryNameFrom('  Проекторы \n и доски '), 'Проекторы и доски')
  assert.equal(categoryNameFrom('я'.repeat(60))?.length, 60)
  for (const name of ['', ' ', 'я'.repeat(61), '\u202e', '---', '\u0000', '🎉'])
    assert.equal(categoryNameFrom(name), undefined)
  for (const emoji of ['📽', '👨‍👩‍👧', '🇷🇺', '1️⃣', '🛠️']) assert.equal(categoryEmojiFrom(` ${emoji} `), emoji)
  for (const emoji of ['', 'а', '1', '📽📽', '<b>', '😀 текст'])
    assert.equal(categoryEmojiFrom(emoji), undefined)
})

test('two admins at once lose nothing: every category is there, of one name there is one', async () => {
  const wanted = ['Проекторы', 'Звонки', 'Охрана', 'Двери', 'Окна', 'Столовая']
  assert.deepEqual(new Set(await kinds(wanted.map((name) => add(name)))), new Set(['changed']))
  const all = await names()
  assert.equal(all.length, 13)
  assert.deepEqual(all.slice(7).sort(), wanted.sort())
  assert.deepEqual((await kinds([add('Лифт'), add('ЛИФТ')])).sort(), ['changed', 'name_taken'])
})

test('moving up and down at once keeps every category and its place', async () => {
  const before = await names()
  const moves = [1, 2, 3, 4, 5].flatMap((id) => [
    change(id, { kind: 'moved', to: 'down' }),
    change(id, { kind: 'moved', to: 'up' }),
  ])
  await Promise.all(moves)
  assert.deepEqual((await names()).sort(), [...before].sort())
  const { places } = await desk.db.one<{ places: number }>(
    sql`select count(distinct position) as places from category`,
  )
  assert.equal(places, before.length)

  const [first, second] = await listCategories(desk.db)
  assert.ok(first && second)
  await change(first.id, { kind: 'moved', to: 'up' })
  await change(second.id, { kind: 'moved', to: 'up' })
  assert.deepEqual((await names()).slice(0, 2), [second.name.ru, first.name.ru])
})

test('an archived category stays on its tickets and can come back, and one is always left', async () => {
  const teacher = await desk.person('Мария Ивановна', 'staff')
  const { id } = await desk.file(teacher, { categoryId: 2 })
  await change(2, { kind: 'archived' })
  assert.ok(!(await names()).includes('Принтеры'))
  assert.equal((await findTicketView(desk.db, id, new Date()))?.category.ru, 'Принтеры')
  await assert.rejects(desk.file(teacher, { categoryId: 2 }), /category_gone/)
  await change(2, { kind: 'restored' })
  assert.ok((await names()).includes('Принтеры'))

  const outcomes = await kinds(
    [1, 2, 3, 4, 5, 6, 7].map((category) => change(category, { kind: 'archived' })),
  )
  assert.deepEqual(outcomes.filter((kind) => kind === 'last_one').length, 1)
  assert.equal((await names()).length, 1)
})

test('a name cannot be taken by renaming or restoring, and there is an end to categories', async () => {
  const taken: CategoryChange = { kind: 'renamed', name: { ru: 'принтеры', en: 'Other printers' } }
  assert.deepEqual(await change(1, taken), { kind: 'name_taken' })
  await change(2, { kind: 'archived' })
  assert.equal((await change(1, taken)).kind, 'changed')
  assert.deepEqual(await change(2, { kind: 'restored' }), { kind: 'name_taken' })
  for (let i = (await names()).length; i < maxCategories; i++) await add(`Категория ${i}`)
  assert.deepEqual(await add('Лишняя'), { kind: 'too_many' })
})

test('who loses the right while a change of his is under way changes nothing', async () => {
  const dismissed = await desk.person('Пётр', 'admin')
  const attempts = await desk.db.transaction(async (tx) => {
    await tx.run(sql`update person set role = 'staff' where id = ${dismissed.id}`)
    // both were an admin's when they began, and come to an end after this
    const begun = [add('Лифт', dismissed), change(1, { kind: 'archived' }, dismissed)]
    await untilWaiting(desk.db, begun.length)
    return { begun }
  })
  assert.deepEqual(await kinds(attempts.begun), ['not_allowed', 'not_allowed'])
  assert.equal((await names()).length, 7)
})

test('only an admin changes categories, and every change is in the audit log', async () => {
  const specialist = await desk.person('Пётр', 'specialist')
  assert.deepEqual(await add('Проекторы', specialist), { kind: 'not_allowed' })
  assert.deepEqual(await change(1, { kind: 'archived' }, specialist), { kind: 'not_allowed' })
  assert.deepEqual(await change(999, { kind: 'archived' }), { kind: 'not_found' })
  await change(1, { kind: 'renamed', name: { ru: 'Компьютеры', en: 'Computers' } })
  await change(1, { kind: 'emoji_set', emoji: '🖥' })
  const log = await desk.db.many<object>(sql`
    select actor_id as actor, action, subject_kind as kind, subject_id as id, details from audit_event order by id`)
  const subject = { actor: admin.id, kind: 'category', id: 1 }
  const names = {
    ru_from: 'Компьютеры и сеть',
    ru_to: 'Компьютеры',
    en_from: 'Computers and network',
    en_to: 'Computers',
  }
  assert.deepEqual(log, [
    { ...subject, action: 'category.renamed', details: names },
    { ...subject, action: 'category.emoji_set', details: { from: '💻', to: '🖥' } },
  ])
})
