import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { acceptInvite } from '../src/people/accept-invite.ts'
import type { AccessDecision } from '../src/people/access-request.ts'
import { findAccessRequest } from '../src/people/access-requests-store.ts'
import { createInvite } from '../src/people/create-invite.ts'
import { decideAccess } from '../src/people/decide-access.ts'
import { findPersonByTelegramId } from '../src/people/people-store.ts'
import type { Person } from '../src/people/person.ts'
import { requestAccess } from '../src/people/request-access.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { newTelegramId, owedKinds, owedTexts, type TestPeople, testPeople } from './people.ts'

const now = new Date('2026-11-21T09:00:00Z')
const hour = 3600 * 1000

let database: TestDatabase
let people: TestPeople
let admin: Person
let other: Person

before(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  await database.db.run(sql`truncate person, access_request, outbox restart identity cascade`)
  people = testPeople(database.db, now)
  admin = await people.admit('Ольга Андреевна', 'admin')
  other = await people.admit('Пётр Петрович', 'admin')
})
after(() => database[Symbol.asyncDispose]())

const ask = (telegramId: number, { name = 'Мария Ивановна', at = now } = {}) =>
  database.db.transaction((tx) =>
    requestAccess(tx, { telegramId, typedName: name, username: 'maria', language: 'ru', now: at }),
  )
const decide = (actor: Person, requestId: number, decision: AccessDecision) =>
  database.db.transaction((tx) =>
    decideAccess(tx, people.deps, { actorId: actor.id, requestId, decision, now }),
  )
async function asked(telegramId: number): Promise<number> {
  const asking = await ask(telegramId)
  assert.equal(asking.kind, 'asked')
  return asking.request.id
}

test('a request is shown to every active admin, and asking again changes nothing', async () => {
  const telegramId = newTelegramId()
  await asked(telegramId)
  assert.equal((await ask(telegramId)).kind, 'already_asked')
  for (const { telegramId: chat } of [admin, other]) {
    assert.deepEqual(await owedKinds(database.db, chat), ['access-card'])
  }
})

test('asking many times at once makes one request', async () => {
  const telegramId = newTelegramId()
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => ask(telegramId)))
  assert.equal(outcomes.filter(({ kind }) => kind === 'asked').length, 1)
})

test('an approval lets the applicant in with the role and welcomes him', async () => {
  const telegramId = newTelegramId()
  const decided = await decide(admin, await asked(telegramId), 'specialist')
  assert.equal(decided.kind, 'approved')
  const person = await findPersonByTelegramId(database.db, telegramId)
  assert.equal(person?.role, 'specialist')
  assert.equal(person.name, 'Мария Ивановна')
  assert.deepEqual(await owedKinds(database.db, telegramId), ['sendMessage', 'setMyCommands'])
})

test('of two decisions at the same instant the first counts, and the other admin learns it', async () => {
  for (let round = 0; round < 8; round++) {
    const telegramId = newTelegramId()
    const requestId = await asked(telegramId)
    const outcomes = await Promise.all([
      decide(admin, requestId, 'staff'),
      decide(other, requestId, 'refuse'),
    ])
    const kinds = outcomes.map(({ kind }) => kind)
    assert.equal(kinds.filter((kind) => kind === 'already_decided').length, 1, kinds.join())
    const person = await findPersonByTelegramId(database.db, telegramId)
    assert.equal(person !== undefined, kinds.includes('approved'))
    assert.equal((await owedTexts(database.db, telegramId)).length, 1)
  }
})

test('approving or refusing twice changes nothing the second time', async () => {
  const telegramId = newTelegramId()
  const requestId = await asked(telegramId)
  assert.equal((await decide(admin, requestId, 'refuse')).kind, 'refused')
  assert.equal((await decide(other, requestId, 'refuse')).kind, 'already_decided')
  assert.equal((await decide(other, requestId, 'admin')).kind, 'already_decided')
  assert.equal(await findPersonByTelegramId(database.db, telegramId), undefined)
  assert.equal((await owedTexts(database.db, telegramId)).length, 1)
})

test('a refusal stands for a day, then one may ask again', async () => {
  const telegramId = newTelegramId()
  await decide(admin, await asked(telegramId), 'refuse')
  assert.equal((await ask(telegramId)).kind, 'refused_lately')
  assert.equal((await ask(telegramId, { at: new Date(now.getTime() + 25 * hour) })).kind, 'asked')
})

test('only an active admin decides', async () => {
  const requestId = await asked(newTelegramId())
  const teacher = await people.admit('Анна', 'staff')
  assert.equal((await decide(teacher, requestId, 'admin')).kind, 'forbidden')
  assert.equal((await decide(admin, 12_345, 'admin')).kind, 'not_found')
  assert.equal((await findAccessRequest(database.db, requestId))?.status, 'pending')
})

test('who comes in by an invite meanwhile keeps that role, and his request is closed', async () => {
  const telegramId = newTelegramId()
  const requestId = await asked(telegramId)
  const invite = await database.db.transaction((tx) =>
    createInvite(tx, { actorId: admin.id, role: 'staff', maxUses: 1, days: 1, now }),
  )
  assert.equal(invite.kind, 'created')
  await database.db.transaction((tx) =>
    acceptInvite(tx, people.deps, {
      code: invite.code,
      newcomer: { telegramId, name: 'Мария', language: 'ru' },
      now,
    }),
  )
  assert.equal((await decide(admin, requestId, 'admin')).kind, 'already_decided')
  assert.equal((await findPersonByTelegramId(database.db, telegramId))?.role, 'staff')
})

test('who is known or has no readable name cannot ask', async () => {
  const teacher = await people.admit('Анна', 'staff')
  assert.equal((await ask(teacher.telegramId)).kind, 'known')
  assert.equal((await ask(newTelegramId(), { name: ' \u202e ' })).kind, 'not_a_name')
})
