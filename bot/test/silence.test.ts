import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import { createSchoolTime, type SchoolTime } from '../src/calendar/school-time.ts'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import type { Person } from '../src/people/person.ts'
import { type Silence, silenceStep } from '../src/tickets/silence/silence.ts'
import { endSilences } from '../src/tickets/silence/silence-job.ts'
import { findTicket } from '../src/tickets/tickets-store.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createDesk, type Desk } from './desk.ts'

const moscow = (text: string) => new Date(`${text}+03:00`)
const thursday = moscow('2026-11-19T14:05')

const byDay = { opens: 480, closes: 1080 }
const week = [byDay, byDay, byDay, byDay, byDay, null, null]
const workingTime = createWorkingTime({ timeZone: 'Europe/Moscow', week, specialDays: [] })
const rules = { remindAfterWorkingDays: 3, closeAfterWorkingDays: 5, timezone: 'Europe/Moscow' }
const step = (silence: Partial<Silence>, now: string, changes = {}) =>
  silenceStep(
    { ticketId: 1, since: thursday, remindedAt: null, ...silence },
    { ...rules, ...changes },
    workingTime,
    moscow(now),
  )

test('the author is reminded on the third working day of silence, and the ticket closes on the fifth', () => {
  assert.equal(step({}, '2026-11-24T14:04'), undefined)
  assert.equal(step({}, '2026-11-24T14:05'), 'remind')
  const remindedAt = moscow('2026-11-24T14:10')
  assert.equal(step({ remindedAt }, '2026-11-24T14:20'), undefined)
  assert.equal(step({ remindedAt }, '2026-11-26T14:04'), undefined)
  assert.equal(step({ remindedAt }, '2026-11-26T14:05'), 'close_silently')
})

test('after a long downtime the author is warned first, and has the same days to answer', () => {
  assert.equal(step({}, '2026-12-15T09:00'), 'remind')
  const remindedAt = moscow('2026-12-15T09:00')
  assert.equal(step({ remindedAt }, '2026-12-16T23:59'), undefined)
  assert.equal(step({ remindedAt }, '2026-12-17T00:00'), 'close_silently')
})

test('a school that closes before it would remind closes without a reminder', () => {
  const soon = { remindAfterWorkingDays: 5, closeAfterWorkingDays: 2 }
  assert.equal(step({}, '2026-11-23T14:04', soon), undefined)
  assert.equal(step({}, '2026-11-23T14:05', soon), 'close_silently')
})

let database: TestDatabase
let desk: Desk
let schoolTime: SchoolTime
let teacher: Person
let specialist: Person
before(async () => {
  database = await createTestDatabase()
  await ensureCalendar(database.db, { timezone: 'Europe/Moscow', week })
  schoolTime = createSchoolTime(database.db, 'Europe/Moscow')
  desk = createDesk(database.db)
  teacher = await desk.person('Мария Ивановна', 'staff')
  specialist = await desk.person('Пётр', 'specialist')
})
after(() => database[Symbol.asyncDispose]())

/** Two replicas run the job at once. */
async function runJob(at: string): Promise<void> {
  const deps = { db: desk.db, settings: desk.settings, schoolTime, now: () => moscow(at) }
  await Promise.all([endSilences(deps), endSilences(deps)])
}

async function resolvedTicket(now = thursday): Promise<number> {
  const { id } = await desk.file(teacher, { description: 'Не печатает' }, now)
  await desk.resolve(id, specialist, 'заменён картридж', now)
  return id
}

const eventsOf = async (ticketId: number) => {
  const rows = await desk.db.many<{ kind: string }>(sql`
    select kind from ticket_event where ticket_id = ${ticketId} and actor_id is null order by id`)
  return rows.map(({ kind }) => kind)
}
const toldOf = async (ticketId: number, words: RegExp) =>
  (await desk.owedTo(teacher)).filter((text) => text.includes(`№${ticketId}`) && words.test(text)).length

test('over a weekend, with two runners at once, each step is taken once', async () => {
  const id = await resolvedTicket()
  for (const at of ['20T14:00', '21T14:00', '22T14:00', '23T14:00', '24T14:04']) await runJob(`2026-11-${at}`)
  assert.deepEqual(await eventsOf(id), [])

  for (const at of ['24T14:10', '24T14:20', '25T10:00', '26T14:04']) await runJob(`2026-11-${at}`)
  assert.deepEqual(await eventsOf(id), ['remind'])
  assert.equal(await toldOf(id, /не подтвердили/), 1)
  assert.equal((await findTicket(desk.db, id))?.status, 'resolved')

  for (const at of ['26T14:10', '26T14:20', '30T10:00']) await runJob(`2026-11-${at}`)
  assert.deepEqual(await eventsOf(id), ['remind', 'close_silently'])
  assert.equal(await toldOf(id, /возражений не было/), 1)
  assert.equal((await findTicket(desk.db, id))?.status, 'closed')
})

test('holidays are no days of silence', async () => {
  const id = await resolvedTicket(moscow('2026-12-29T12:00'))
  // the 30th works; the 31st, the first eight days of January and a weekend do not
  for (const at of ['08T12:00', '11T12:00', '12T11:59']) await runJob(`2027-01-${at}`)
  assert.deepEqual(await eventsOf(id), [])
  await runJob('2027-01-12T12:00')
  assert.deepEqual(await eventsOf(id), ['remind'])
})

test('a result that was returned and given again is waited for anew', async () => {
  const id = await resolvedTicket()
  await runJob('2026-11-24T14:10')
  const now = moscow('2026-11-25T12:00')
  const message = { kind: 'return_reason' as const, text: 'опять', source: undefined }
  await desk.change({ ticketId: id, action: 'reject', actor: teacher, now, message })
  await runJob('2026-11-27T12:00')
  assert.deepEqual(await eventsOf(id), ['remind'])
  const again = moscow('2026-11-27T15:00')
  await desk.change({ ticketId: id, action: 'resolve', actor: specialist, now: again })
  await runJob('2026-12-02T14:59')
  assert.deepEqual(await eventsOf(id), ['remind'])
  await runJob('2026-12-02T15:00')
  await runJob('2026-12-03T15:00')
  assert.deepEqual(await eventsOf(id), ['remind', 'remind'])
  await runJob('2026-12-04T15:00')
  assert.deepEqual(await eventsOf(id), ['remind', 'remind', 'close_silently'])
})

test('an author who writes about the result is not silent', async () => {
  const id = await resolvedTicket()
  await runJob('2026-11-24T14:10')
  const message = { kind: 'comment' as const, text: 'посмотрю завтра', source: undefined }
  await desk.change({
    ticketId: id,
    action: 'comment',
    actor: teacher,
    now: moscow('2026-11-25T12:00'),
    message,
  })
  await runJob('2026-12-02T11:59')
  assert.deepEqual(await eventsOf(id), ['remind'])
  await runJob('2026-12-02T12:00')
  assert.deepEqual(await eventsOf(id), ['remind', 'close_silently'])
})

test('a ticket that fails stops no other, and the failure is not swallowed', async () => {
  const monday = moscow('2027-02-01T10:00')
  const [first, broken, last] = [
    await resolvedTicket(monday),
    await resolvedTicket(monday),
    await resolvedTicket(monday),
  ]
  await desk.db.run(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$`)
  await desk.db.pool.query(
    `create trigger refuse before insert on ticket_event for each row when (new.ticket_id = ${broken}) execute function refuse()`,
  )
  const deps = { db: desk.db, settings: desk.settings, schoolTime, now: () => moscow('2027-02-05T10:00') }
  await assert.rejects(endSilences(deps), AggregateError)
  assert.deepEqual(await Promise.all([first, broken, last].map(eventsOf)), [['remind'], [], ['remind']])
  await desk.db.run(sql`drop trigger refuse on ticket_event`)
  await endSilences(deps)
  assert.deepEqual(await eventsOf(broken), ['remind'])
})

test('tickets of a long downtime are gone through in batches, each in a transaction of its own', async () => {
  const many = 450
  await desk.db.run(sql`
    insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status, assignee_id,
      resolution, created_at, status_since)
    select gen_random_uuid(), ${teacher.id}, ${teacher.id}, 1, 'каб. 2', 'x', 'normal', 'resolved', ${specialist.id}, 'y',
      ${moscow('2027-03-01T10:00')}, ${moscow('2027-03-01T10:00')}
    from generate_series(1, ${many})`)
  await runJob('2027-04-01T10:00')
  const { reminded, transactions } = await desk.db.one<{ reminded: number; transactions: number }>(sql`
    select count(*) as reminded, count(distinct e.xmin::text) as transactions
    from ticket_event e join ticket t on t.id = e.ticket_id where e.kind = 'remind' and t.place = 'каб. 2'`)
  assert.deepEqual({ reminded, transactions }, { reminded: many, transactions: many })
})
