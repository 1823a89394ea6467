import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { changeAccess } from '../src/people/change-access.ts'
import { changeRole } from '../src/people/change-role.ts'
import { offboardPerson } from '../src/people/offboard-person.ts'
import { listPeopleByRole } from '../src/people/people-store.ts'
import type { Person, Role } from '../src/people/person.ts'
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
  people = testPeople(database.db)
  admin = await people.admit('Ольга Андреевна', 'admin')
})
after(() => database[Symbol.asyncDispose]())

const setRole = (actor: Person, person: Person, role: Role) =>
  database.db.transaction((tx) =>
    changeRole(tx, people.deps, { actorId: actor.id, personId: person.id, role, now }),
  )
const setAccess = (actor: Person, person: Person, to: 'active' | 'blocked') =>
  database.db.transaction((tx) =>
    changeAccess(tx, people.deps, { actorId: actor.id, personId: person.id, to, now }),
  )
const offboard = (actor: Person, person: Person, receiver: Person | null) =>
  database.db.transaction((tx) =>
    offboardPerson(tx, people.deps, {
      actorId: actor.id,
      personId: person.id,
      receiverId: receiver?.id ?? null,
      now,
    }),
  )
const activeAdmins = async () => (await listPeopleByRole(database.db, ['admin'])).map(({ id }) => id)

test('the last active admin cannot be demoted, blocked or offboarded', async () => {
  const other = await people.admit('Пётр', 'admin')
  await setAccess(admin, other, 'blocked')
  assert.equal((await setRole(admin, admin, 'staff')).kind, 'last_admin')
  assert.equal((await setAccess(admin, admin, 'blocked')).kind, 'last_admin')
  assert.equal((await offboard(admin, admin, null)).kind, 'last_admin')
  assert.deepEqual(await activeAdmins(), [admin.id])
})

test('two admins who act on each other at the same instant leave one admin', async () => {
  const acts = [
    (actor: Person, person: Person) => setRole(actor, person, 'staff'),
    (actor: Person, person: Person) => setAccess(actor, person, 'blocked'),
    (actor: Person, person: Person) => offboard(actor, person, null),
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
    const outcomes = await Promise.all([setRole(first, first, 'staff'), setRole(second, second, 'staff')])
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['changed', 'last_admin'])
    assert.equal((await activeAdmins()).length, 1)
  }
})
