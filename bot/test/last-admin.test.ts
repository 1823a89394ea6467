import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { listPeopleByRole } from '../src/people/people-store.ts'
import type { Person } from '../src/people/person.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { type TestPeople, testPeople } from './people.ts'

const now = new Date('2026-11-21T09:00:00Z')

let database: TestDatabase
let people: TestPeople
let admin: Person

before(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  await database.db.run(sql`truncate person, outbox restart identity cascade`)
  people = testPeople(database.db, now)
  admin = await people.admit('Ольга Андреевна', 'admin')
})
after(() => database[Symbol.asyncDispose]())

const activeAdmins = async () => (await listPeopleByRole(database.db, ['admin'])).map(({ id }) => id)

test('the last active admin cannot be demoted, blocked or offboarded', async () => {
  const other = await people.admit('Пётр', 'admin')
  await people.setAccess(admin, other, 'blocked')
  assert.equal((await people.setRole(admin, admin, 'staff')).kind, 'last_admin')
  assert.equal((await people.setAccess(admin, admin, 'blocked')).kind, 'last_admin')
  assert.equal((await people.offboard(admin, admin, null)).kind, 'last_admin')
  assert.deepEqual(await activeAdmins(), [admin.id])
})

test('two admins who act on each other at the same instant leave one admin', async () => {
  const acts = [
    (actor: Person, person: Person) => people.setRole(actor, person, 'staff'),
    (actor: Person, person: Person) => people.setAccess(actor, person, 'blocked'),
    (actor: Person, person: Person) => people.offboard(actor, person, null),
  ]
  for (let round = 0; round < 12; round++) {
    await database.db.run(sql`truncate person, outbox restart identity cascade`)
    const first = await people.admit('Первый', 'admin')
    const second = await people.admit('Вторая', 'admin')
    const act = acts[round % acts.length]!
    const outcomes = await Promise.all([act(first, second), act(second, first)])
    const kinds = outcomes.map(({ kind }) => kind).sort()
    assert.equal(kinds.filter((kind) => kind === 'forbidden').length, 1, kinds.join())
    assert.equal((await activeAdmins()).length, 1)
  }
})

test('two admins who both step down at the same instant leave one admin', async () => {
  for (let round = 0; round < 8; round++) {
    await database.db.run(sql`truncate person, outbox restart identity cascade`)
    const first = await people.admit('Первый', 'admin')
    const second = await people.admit('Вторая', 'admin')
    const outcomes = await Promise.all([
      people.setRole(first, first, 'staff'),
      people.setRole(second, second, 'staff'),
    ])
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['changed', 'last_admin'])
    assert.equal((await activeAdmins()).length, 1)
  }
})
