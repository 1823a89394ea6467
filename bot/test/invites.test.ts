import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { acceptInvite } from '../src/people/accept-invite.ts'
import { listAudit } from '../src/people/audit-store.ts'
import { createInvite } from '../src/people/create-invite.ts'
import { listLiveInvites } from '../src/people/invites-store.ts'
import { findPerson, updatePerson } from '../src/people/people-store.ts'
import type { Person, Role } from '../src/people/person.ts'
import { revokeInvite } from '../src/people/revoke-invite.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { newTelegramId, owedKinds, owedTexts, type TestPeople, testPeople } from './people.ts'

const now = new Date('2026-11-21T09:00:00Z')
const day = 24 * 3600 * 1000

let database: TestDatabase
let people: TestPeople
let admin: Person

before(async () => {
  database = await createTestDatabase()
  people = testPeople(database.db, now)
  admin = await people.admit('Ольга Андреевна', 'admin')
})
after(() => database[Symbol.asyncDispose]())

interface Wanted {
  role?: Role
  maxUses?: number
  days?: number
}

async function invite({ role = 'staff', maxUses = 1, days = 7 }: Wanted = {}) {
  const creation = await database.db.transaction((tx) =>
    createInvite(tx, { actorId: admin.id, role, maxUses, days, now }),
  )
  assert.equal(creation.kind, 'created')
  return creation
}

function accept(code: string, { telegramId = newTelegramId(), at = now } = {}) {
  return database.db.transaction((tx) =>
    acceptInvite(tx, people.deps, {
      code,
      newcomer: { telegramId, name: 'Мария', language: 'ru' },
      now: at,
    }),
  )
}

const uses = async (id: number) =>
  (await database.db.one<{ used: number }>(sql`select used from invite where id = ${id}`)).used

test('an invite lets its holder in with its role, tells the admin and is in the audit log', async () => {
  const { code, invite: made } = await invite({ role: 'specialist', maxUses: 5 })
  const accepted = await accept(code)
  assert.equal(accepted.kind, 'admitted')
  const { person } = accepted
  assert.equal(person.role, 'specialist')
  assert.equal(person.status, 'active')
  assert.equal(await uses(made.id), 1)
  const [record] = await listAudit(database.db, 'person', person.id, 5)
  assert.deepEqual(record, {
    at: now,
    actorName: 'Мария',
    action: 'person.admitted',
    details: { from: null, to: 'specialist', by: 'invite', invite: made.id },
  })
  assert.match((await owedTexts(database.db, admin.telegramId)).at(-1) ?? '', /Мария/)
  assert.deepEqual(await owedKinds(database.db, person.telegramId), ['setMyCommands'])
})

test('the code of an invite is not in the database, and its link fits what Telegram allows', async () => {
  const { code } = await invite()
  assert.match(`inv_${code}`, /^[A-Za-z0-9_-]{1,64}$/)
  assert.ok(Buffer.from(code, 'base64url').length >= 16)
  const { found } = await database.db.one<{ found: number }>(
    sql`select count(*) as found from invite where to_jsonb(invite)::text like ${`%${code}%`}`,
  )
  assert.equal(found, 0)
})

test('an expired, used up, revoked or unknown invite lets nobody in and says which it is', async () => {
  const expired = await invite({ days: 1 })
  assert.equal((await accept(expired.code, { at: new Date(now.getTime() + day) })).kind, 'expired')

  const usedUp = await invite()
  assert.equal((await accept(usedUp.code)).kind, 'admitted')
  assert.equal((await accept(usedUp.code)).kind, 'used_up')

  const revoked = await invite({ maxUses: 5 })
  const command = { actorId: admin.id, inviteId: revoked.invite.id, now }
  assert.equal((await database.db.transaction((tx) => revokeInvite(tx, command))).kind, 'revoked')
  assert.equal((await database.db.transaction((tx) => revokeInvite(tx, command))).kind, 'not_live')
  assert.equal((await accept(revoked.code)).kind, 'revoked')

  assert.equal((await accept('no-such-code')).kind, 'unknown')
})

test('a live invite is listed until it is revoked', async () => {
  const { invite: made } = await invite({ maxUses: 30 })
  const ids = async () => (await listLiveInvites(database.db, now, 50)).map(({ id }) => id)
  assert.ok((await ids()).includes(made.id))
  await database.db.transaction((tx) => revokeInvite(tx, { actorId: admin.id, inviteId: made.id, now }))
  assert.ok(!(await ids()).includes(made.id))
})

test('of many people on the last use of an invite exactly one gets in', async () => {
  for (let round = 0; round < 10; round++) {
    const { code, invite: made } = await invite({ maxUses: 1 })
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => accept(code)))
    const kinds = outcomes.map(({ kind }) => kind).sort()
    assert.deepEqual(kinds, ['admitted', ...Array<string>(5).fill('used_up')])
    assert.equal(await uses(made.id), 1)
  }
})

test('an invite takes no use from somebody who is in already and leaves his role as it is', async () => {
  const { code, invite: made } = await invite({ role: 'staff', maxUses: 5 })
  const director = await people.admit('Елена Николаевна', 'director')
  const accepted = await accept(code, { telegramId: director.telegramId })
  assert.equal(accepted.kind, 'already_in')
  assert.equal((await findPerson(database.db, director.id))?.role, 'director')
  assert.equal(await uses(made.id), 0)
})

test('nobody who was blocked or has left comes back by an invite', async () => {
  const { code, invite: made } = await invite({ role: 'admin' })
  for (const status of ['blocked', 'left'] as const) {
    const person = await people.admit('Виктор', 'staff')
    await database.db.transaction((tx) => updatePerson(tx, person.id, { status }))
    assert.equal((await accept(code, { telegramId: person.telegramId })).kind, 'shut_out')
    assert.equal((await findPerson(database.db, person.id))?.status, status)
  }
  assert.equal(await uses(made.id), 0)
})

test('an invite for admins works once, whatever was asked for', async () => {
  const { invite: made } = await invite({ role: 'admin', maxUses: 100 })
  assert.equal(made.maxUses, 1)
})

test('only an active admin makes or revokes invites', async () => {
  const { invite: made } = await invite()
  const teacher = await people.admit('Анна', 'staff')
  const former = await people.admit('Пётр', 'admin')
  await database.db.transaction((tx) => updatePerson(tx, former.id, { status: 'blocked' }))
  for (const actorId of [teacher.id, former.id]) {
    const creation = await database.db.transaction((tx) =>
      createInvite(tx, { actorId, role: 'admin', maxUses: 1, days: 1, now }),
    )
    assert.equal(creation.kind, 'forbidden')
    const revocation = await database.db.transaction((tx) =>
      revokeInvite(tx, { actorId, inviteId: made.id, now }),
    )
    assert.equal(revocation.kind, 'forbidden')
  }
})
