import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { saveAccessCard } from '../src/people/access-cards-store.ts'
import { cardsAtOnce, mostPending, requestWaitsDays } from '../src/people/access-request.ts'
import { findAccessRequest, pendingAccess } from '../src/people/access-requests-store.ts'
import { decideAccess } from '../src/people/decide-access.ts'
import { expireAccess } from '../src/people/expire-access.ts'
import type { Person } from '../src/people/person.ts'
import { refuseAllAccess } from '../src/people/refuse-all-access.ts'
import { requestAccess } from '../src/people/request-access.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { newTelegramId, owedKinds, owedTexts, type TestPeople, testPeople } from './people.ts'

const now = new Date('2026-09-01T09:00:00Z')
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

let database: TestDatabase
let people: TestPeople
let admin: Person
let other: Person

before(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  await database.db.run(
    sql`truncate person, access_request, access_digest, audit_event, outbox restart identity cascade`,
  )
  people = testPeople(database.db, now)
  admin = await people.admit('Ольга Андреевна', 'admin')
  other = await people.admit('Пётр Петрович', 'admin')
})
after(() => database[Symbol.asyncDispose]())

const ask = (at = now, telegramId = newTelegramId()) =>
  database.db.transaction((tx) =>
    requestAccess(tx, { telegramId, typedName: 'Мария', username: null, language: 'ru', now: at }),
  )
async function askMany(count: number, at = now): Promise<void> {
  for (let n = 0; n < count; n++) assert.equal((await ask(at)).kind, 'asked')
}
/** How often the admin's chat is told of the number. */
const digestsOf = async ({ telegramId }: Person) =>
  (await owedTexts(database.db, telegramId)).filter((text) => text.includes('Ждут ответа')).length
/** What the admin's chat is owed of a kind. */
const owedOf = async ({ telegramId }: Person, kind: string) =>
  (await owedKinds(database.db, telegramId)).filter((one) => one === kind).length
const refuseAll = (actor: Person, upTo: number) =>
  database.db.transaction((tx) => refuseAllAccess(tx, { actorId: actor.id, upTo, now }))
/** As if the worker had sent the cards of these requests. */
async function sendCards(ids: readonly number[]): Promise<void> {
  for (const id of ids) await saveAccessCard(database.db, id, admin.telegramId, id)
  await database.db.run(sql`delete from outbox`)
}

test('a crowd puts ten cards and one number before an admin, however many ask', async () => {
  await askMany(60)
  for (const one of [admin, other]) {
    assert.equal(await owedOf(one, 'access-card'), cardsAtOnce)
    assert.equal(await digestsOf(one), 1)
  }
  await askMany(20, minutesLater(59))
  assert.equal(await digestsOf(admin), 1)
  await askMany(20, minutesLater(61))
  assert.equal(await digestsOf(admin), 2)
  assert.equal(await owedOf(admin, 'access-card'), cardsAtOnce)
})

test('many at the same instant are told of once', async () => {
  await askMany(cardsAtOnce)
  await Promise.all(Array.from({ length: 12 }, () => ask()))
  assert.equal(await digestsOf(admin), 1)
})

test('who asks within the hour after the number was told is told of by the next look of the clock, once', async () => {
  await askMany(cardsAtOnce + 1)
  await sendCards(Array.from({ length: cardsAtOnce }, (_, n) => n + 1))
  await ask(minutesLater(5))
  await expireAccess(database.db, minutesLater(30))
  assert.equal(await digestsOf(admin), 0)
  for (const minutes of [61, 121, 181]) await expireAccess(database.db, minutesLater(minutes))
  assert.equal(await digestsOf(admin), 1)
})

test('each answer brings the card of who has waited longest without one', async () => {
  await askMany(cardsAtOnce + 3)
  await sendCards(Array.from({ length: cardsAtOnce }, (_, n) => n + 1))
  await database.db.transaction((tx) =>
    decideAccess(tx, people.deps, { actorId: admin.id, requestId: 4, decision: 'staff', now }),
  )
  const cards = await database.db.many<{ id: number }>(sql`
    select (payload ->> 'requestId')::integer as id from outbox
    where chat_id = ${other.telegramId} and kind = 'access-card' order by id`)
  assert.deepEqual(
    cards.map(({ id }) => id),
    [4, cardsAtOnce + 1],
  )
})

test('one answer refuses all up to the newest that the admin was told of', async () => {
  await askMany(12)
  await sendCards([1, 2])
  const { last } = await pendingAccess(database.db)
  await ask()
  const teacher = await people.admit('Анна', 'staff')
  assert.deepEqual(await refuseAll(teacher, last ?? 0), { kind: 'forbidden' })
  assert.deepEqual(await refuseAll(admin, last ?? 0), { kind: 'refused', count: 12 })
  assert.deepEqual(await refuseAll(other, last ?? 0), { kind: 'none' })
  assert.equal((await findAccessRequest(database.db, 13))?.status, 'pending')
  const { actions } = await database.db.one<{ actions: string[] }>(
    sql`select array_agg(action) as actions from audit_event where action like 'access_request.%'`,
  )
  assert.deepEqual(actions, ['access_request.all_refused'])
})

test('a few who are refused are told; a crowd is not, for it would stand before the school', async () => {
  const told = async () => {
    const { count } = await database.db.one<{ count: number }>(
      sql`select count(*) as count from outbox where payload #>> '{params,text}' like '%не открыл вам доступ%'`,
    )
    return count
  }
  await askMany(30)
  await refuseAll(admin, 30)
  assert.equal(await told(), 30)
  await askMany(31)
  await refuseAll(admin, 61)
  assert.equal(await told(), 30)
})

test('who asks again keeps his one request, and beyond a thousand none is taken', async () => {
  const telegramId = newTelegramId()
  await ask(now, telegramId)
  assert.equal((await ask(now, telegramId)).kind, 'already_asked')
  await database.db.run(sql`
    insert into access_request (telegram_id, name) select n, 'Гость' from generate_series(1, ${mostPending - 2}) as n`)
  assert.equal((await ask()).kind, 'asked')
  assert.equal((await ask()).kind, 'too_many')
  assert.equal((await ask(now, telegramId)).kind, 'already_asked')
})

test('what nobody answers for two weeks is given up, with a word, and may be asked again at once', async () => {
  const telegramId = newTelegramId()
  await ask(now, telegramId)
  await sendCards([1])
  const day = 24 * 60
  assert.equal(await expireAccess(database.db, minutesLater(requestWaitsDays * day)), 0)
  const after = minutesLater(requestWaitsDays * day + 1)
  assert.equal(await expireAccess(database.db, after), 1)
  assert.equal(await expireAccess(database.db, after), 0)
  assert.match((await owedTexts(database.db, telegramId))[0] ?? '', /за 14 дней никто не ответил/)
  assert.equal(await owedOf(admin, 'access-card'), 1)
  assert.equal((await ask(after, telegramId)).kind, 'asked')
})

test('a crowd is given up little by little', async () => {
  await askMany(60)
  const after = minutesLater((requestWaitsDays + 1) * 24 * 60)
  assert.equal(await expireAccess(database.db, after), 50)
  assert.equal(await expireAccess(database.db, after), 10)
})
