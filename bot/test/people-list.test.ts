import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listPeople } from '../src/people/people-list-store.ts'
import { updatePerson } from '../src/people/people-store.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { testPeople } from './people.ts'

let database: TestDatabase

before(async () => {
  database = await createTestDatabase()
  const people = testPeople(database.db, new Date())
  for (let i = 1; i <= 18; i++) await people.admit(`Учитель ${String(i).padStart(2, '0')}`, 'staff')
  await people.admit('Алёна Иванова', 'admin')
  await people.admit('Иван Петров', 'specialist')
  const left = await people.admit('100% <b>Иван</b>_', 'specialist')
  await database.db.transaction((tx) => updatePerson(tx, left.id, { status: 'left' }))
})
after(() => database[Symbol.asyncDispose]())

const names = async (query: Parameters<typeof listPeople>[1]) =>
  (await listPeople(database.db, query)).people.map(({ name }) => name)

test('the list has pages, and a page beyond the last is the last', async () => {
  const first = await listPeople(database.db, { filter: 'all', page: 0, size: 8 })
  assert.deepEqual([first.page, first.pages, first.total, first.people.length], [0, 3, 20, 8])
  const last = await listPeople(database.db, { filter: 'all', page: 99, size: 8 })
  assert.deepEqual([last.page, last.people.length], [2, 4])
  assert.deepEqual(Object.keys(first.people[0] ?? {}), [
    'id',
    'name',
    'role',
    'status',
    'unreachableSince',
    'givesTasks',
  ])
})

test('a filter shows a role, or those who are out', async () => {
  assert.deepEqual(await names({ filter: 'admin', page: 0, size: 8 }), ['Алёна Иванова'])
  assert.deepEqual(await names({ filter: 'specialist', page: 0, size: 8 }), ['Иван Петров'])
  assert.deepEqual(await names({ filter: 'out', page: 0, size: 8 }), ['100% <b>Иван</b>_'])
  assert.deepEqual(await names({ filter: 'director', page: 0, size: 8 }), [])
})

test('the search finds parts of names, in any case and order, with е for ё, and takes signs as they are', async () => {
  const found = (search: string) => names({ filter: 'anybody', search, page: 0, size: 8 })
  assert.deepEqual(await found('иван'), ['Алёна Иванова', 'Иван Петров', '100% <b>Иван</b>_'])
  assert.deepEqual(await found('ИВАНОВА алена'), ['Алёна Иванова'])
  assert.deepEqual(await found('%'), ['100% <b>Иван</b>_'])
  assert.deepEqual(await found("' or 1=1 --"), [])
  assert.equal((await found('учитель')).length, 8)
})
