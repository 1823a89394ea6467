import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { listAudit } from '../src/people/audit-store.ts'
import { findPerson } from '../src/people/people-store.ts'
import type { Person } from '../src/people/person.ts'
import { renamePerson } from '../src/people/rename-person.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { owedKinds, owedTexts, type TestPeople, testPeople } from './people.ts'

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

const rename = (actor: Person, person: Person, typed: string) =>
  database.db.transaction((tx) => renamePerson(tx, { actorId: actor.id, personId: person.id, typed, now }))

test('a new role is audited, told to the person and shown in his menu', async () => {
  const teacher = await people.admit('Анна', 'staff')
  const change = await people.setRole(admin, teacher, 'specialist')
  assert.equal(change.kind, 'changed')
  assert.equal((await findPerson(database.db, teacher.id))?.role, 'specialist')
  const [record] = await listAudit(database.db, 'person', teacher.id, 1)
  assert.deepEqual(record, {
    at: now,
    actorName: 'Ольга Андреевна',
    action: 'person.role_changed',
    details: { from: 'staff', to: 'specialist' },
  })
  assert.deepEqual(await owedKinds(database.db, teacher.telegramId), ['sendMessage', 'setMyCommands'])
  assert.match((await owedTexts(database.db, teacher.telegramId))[0] ?? '', /специалист/)
})

test('the same role again changes nothing and tells nobody', async () => {
  const teacher = await people.admit('Анна', 'staff')
  assert.equal((await people.setRole(admin, teacher, 'staff')).kind, 'unchanged')
  assert.deepEqual(await owedKinds(database.db, teacher.telegramId), [])
  assert.deepEqual(await listAudit(database.db, 'person', teacher.id, 5), [])
})

test('who may not work on tickets any more gives his work back to the queue', async () => {
  const specialist = await people.admit('Игорь', 'specialist')
  people.work.set(specialist.id, 3)
  await people.setRole(admin, specialist, 'admin')
  assert.equal(people.handovers.length, 0)
  await people.setRole(admin, specialist, 'staff')
  assert.deepEqual(
    people.handovers.map(({ to, reason }) => ({ to, reason })),
    [{ to: null, reason: 'role' }],
  )
})

test('only an active admin changes people', async () => {
  const teacher = await people.admit('Анна', 'staff')
  const director = await people.admit('Елена', 'director')
  const former = await people.admit('Пётр', 'admin')
  await people.setAccess(admin, former, 'blocked')
  for (const actor of [teacher, director, former]) {
    assert.equal((await people.setRole(actor, teacher, 'admin')).kind, 'forbidden')
    assert.equal((await people.setAccess(actor, admin, 'blocked')).kind, 'forbidden')
    assert.equal((await people.offboard(actor, admin, null)).kind, 'forbidden')
    assert.equal((await rename(actor, admin, 'Никто')).kind, 'forbidden')
  }
  assert.deepEqual(await findPerson(database.db, teacher.id), teacher)
  assert.deepEqual(await findPerson(database.db, admin.id), admin)
})

test('a blocked person gives back his work, loses his menu, and may be let back in', async () => {
  const specialist = await people.admit('Игорь', 'specialist')
  assert.equal((await people.setAccess(admin, specialist, 'blocked')).kind, 'changed')
  assert.equal((await people.setAccess(admin, specialist, 'blocked')).kind, 'unchanged')
  assert.equal(people.handovers[0]?.reason, 'blocked')
  assert.equal((await people.setAccess(admin, specialist, 'active')).kind, 'changed')
  assert.deepEqual(await owedKinds(database.db, specialist.telegramId), [
    'sendMessage',
    'deleteMyCommands',
    'sendMessage',
    'setMyCommands',
  ])
})

test('the work of a leaver goes to whom the admin chose, and both are told', async () => {
  const leaver = await people.admit('Игорь', 'specialist')
  const receiver = await people.admit('Виктор', 'specialist')
  people.work.set(leaver.id, 4)
  const outcome = await people.offboard(admin, leaver, receiver)
  assert.equal(outcome.kind, 'offboarded')
  assert.equal((await findPerson(database.db, leaver.id))?.status, 'left')
  assert.deepEqual(
    people.handovers.map(({ from, to, reason }) => ({ from: from.id, to: to?.id, reason })),
    [{ from: leaver.id, to: receiver.id, reason: 'left' }],
  )
  assert.match((await owedTexts(database.db, receiver.telegramId))[0] ?? '', /Игорь.*4 заявки/)
  assert.equal((await owedTexts(database.db, leaver.telegramId)).length, 1)
  assert.equal((await people.offboard(admin, leaver, null)).kind, 'left_already')
  const [record] = await listAudit(database.db, 'person', leaver.id, 1)
  assert.deepEqual(record?.details, { from: 'active', to: 'left', receiver: receiver.id, tickets: 4 })
})

test('work is not given to somebody who cannot take it', async () => {
  const leaver = await people.admit('Игорь', 'specialist')
  const teacher = await people.admit('Анна', 'staff')
  const blocked = await people.admit('Виктор', 'specialist')
  await people.setAccess(admin, blocked, 'blocked')
  people.work.set(leaver.id, 1)
  for (const receiver of [teacher, blocked, leaver]) {
    assert.equal((await people.offboard(admin, leaver, receiver)).kind, 'wrong_receiver')
  }
  assert.equal((await findPerson(database.db, leaver.id))?.status, 'active')
})

test('an unknown person cannot be changed', async () => {
  const nobody = { ...admin, id: 9_999 }
  assert.equal((await people.setRole(admin, nobody, 'staff')).kind, 'not_found')
  assert.equal((await rename(admin, nobody, 'Никто')).kind, 'not_found')
})

test('everybody names himself, an admin names anybody, and a name is kept as it was meant', async () => {
  const teacher = await people.admit('Анна', 'staff')
  const cases: [string, string][] = [
    ['  Мария \n Ивановна ', 'Мария Ивановна'],
    ['<b>Анна</b> & Co', '<b>Анна</b> & Co'],
    ['👩‍🏫 Анна', '👩‍🏫 Анна'],
    ['\u202eאנה\u202c', 'אנה'],
    ['я'.repeat(100), 'я'.repeat(100)],
  ]
  for (const [typed, name] of cases) {
    const outcome = await rename(teacher, teacher, typed)
    assert.equal(outcome.kind, 'renamed', typed)
    assert.equal((await findPerson(database.db, teacher.id))?.name, name)
  }
  for (const typed of ['', ' \n ', '\u200b\u202e', 'я'.repeat(101), '...', '\0']) {
    assert.equal((await rename(teacher, teacher, typed)).kind, 'not_a_name', JSON.stringify(typed))
  }
  assert.deepEqual(await owedTexts(database.db, teacher.telegramId), [])
  assert.equal((await rename(admin, teacher, 'Анна <Викторовна>')).kind, 'renamed')
  assert.match((await owedTexts(database.db, teacher.telegramId))[0] ?? '', /Анна &lt;Викторовна&gt;/)
})
