import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { saveSchoolDays } from '../src/calendar/calendar-store.ts'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import { rebuildCalendar } from '../src/calendar/rebuild-calendar.ts'
import type { Person } from '../src/people/person.ts'
import { watchClocks } from '../src/tickets/clocks/clocks-job.ts'
import { changeTarget } from '../src/tickets/clocks/targets-change.ts'
import type { Ticket, TicketAction, Urgency } from '../src/tickets/ticket.ts'
import type { TicketChanges } from '../src/tickets/tickets-store.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createDesk, type Desk } from './desk.ts'

const moscow = (text: string) => new Date(`${text}+03:00`)
const byDay = { opens: 480, closes: 1080 }
const week = [byDay, byDay, byDay, byDay, byDay, null, null]

let database: TestDatabase
let desk: Desk
let teacher: Person
let ivan: Person
let anna: Person
let admin: Person
before(async () => {
  database = await createTestDatabase()
  await ensureCalendar(database.db, { timezone: 'Europe/Moscow', week })
  desk = createDesk(database.db)
  teacher = await desk.person('Мария Ивановна', 'staff')
  ivan = await desk.person('Иван', 'specialist')
  anna = await desk.person('Anna', 'specialist', 'en')
  admin = await desk.person('Ольга', 'admin')
})
after(() => database[Symbol.asyncDispose]())

// a test is about its own tickets; what nobody waits for any more is no concern of the job
beforeEach(async () => {
  await database.db.run(
    sql`update ticket set status = 'cancelled' where status not in ('closed', 'cancelled')`,
  )
  await database.db.run(sql`delete from outbox`)
})

/** Two replicas run the job at once. */
async function runJob(at: string): Promise<void> {
  const deps = { db: desk.db, settings: desk.settings, now: () => moscow(at) }
  await Promise.all([watchClocks(deps), watchClocks(deps)])
}

async function runAt(...times: string[]): Promise<void> {
  for (const at of times) await runJob(at)
}

const file = (at: string, urgency: Urgency = 'normal') => desk.file(teacher, { urgency }, moscow(at))

function act(ticket: Ticket, action: TicketAction, actor: Person, at: string, changes: TicketChanges = {}) {
  const message = { kind: 'comment' as const, text: 'слова', source: undefined }
  return desk.change({ ticketId: ticket.id, action, actor, now: moscow(at), changes, message })
}

const take = (ticket: Ticket, at: string, by = ivan) => act(ticket, 'take', by, at, { assigneeId: by.id })

/** What the system noted in the history. */
async function notedOf({ id }: Ticket): Promise<string[]> {
  const rows = await desk.db.many<{ kind: string }>(sql`
    select kind from ticket_event where ticket_id = ${id} and actor_id is null order by id`)
  return rows.map(({ kind }) => kind)
}

/** What a person was told of a clock; the first line without the place, the second as it is. */
const toldTo = async (person: Person) =>
  (await desk.owedTo(person))
    .filter((text) => /^[⏳❗]/u.test(text))
    .map((text) => text.replaceAll(/<[^>]+>/g, ''))

test('over a weekend: a warning to those who could take it, then a breach to the admins, each once', async () => {
  const ticket = await file('2026-11-20T16:00')
  // Friday 16:00 and 6 working hours: Monday 12:00
  await runAt('2026-11-20T18:30', '2026-11-22T12:00', '2026-11-23T11:59')
  assert.deepEqual(await notedOf(ticket), [])
  await runAt('2026-11-23T12:00', '2026-11-23T12:01', '2026-11-23T14:00')
  assert.deepEqual(await notedOf(ticket), ['warn_response'])
  assert.deepEqual(await toldTo(ivan), [
    `⏳ Заявку №${ticket.id} пока никто не взял (каб. 1)\nСрок первого ответа: 23 ноября в 14:00, осталось 2 ч.`,
  ])
  assert.deepEqual(await toldTo(anna), [
    `⏳ Nobody has taken ticket #${ticket.id} yet (каб. 1)\nFirst response due 23 November at 14:00, 2 h left.`,
  ])
  assert.deepEqual(await toldTo(admin), [])

  await runAt('2026-11-23T14:01', '2026-11-23T14:02')
  assert.deepEqual(await notedOf(ticket), ['warn_response', 'breach_response'])
  assert.deepEqual(await toldTo(admin), [
    `❗️ На заявку №${ticket.id} не ответили в срок (каб. 1)\nСрок первого ответа вышел 23 ноября в 14:00. Её пока никто не взял.`,
  ])
  assert.equal((await toldTo(ivan)).length, 1)
  assert.deepEqual(await toldTo(teacher), [])
})

test('a holiday that is entered later is no working time for what runs already', async () => {
  const ticket = await file('2027-03-25T16:00')
  await desk.db.transaction(async (tx) => {
    const date = { year: 2027, month: 3, day: 26 }
    await saveSchoolDays(tx, [{ date, kind: 'holiday', hours: null, name: 'Карантин', source: null }])
    await rebuildCalendar(tx, 'Europe/Moscow')
  })
  await runAt('2027-03-26T12:00', '2027-03-26T18:00', '2027-03-29T11:59')
  assert.deepEqual(await notedOf(ticket), [])
  await runJob('2027-03-29T12:00')
  assert.deepEqual(await notedOf(ticket), ['warn_response'])
  await runJob('2027-03-29T14:00')
  assert.deepEqual(await notedOf(ticket), ['warn_response'], 'exactly the target is within it')
  await runJob('2027-03-29T14:01')
  assert.deepEqual(await notedOf(ticket), ['warn_response', 'breach_response'])
})

test('who works on a ticket is warned of its resolution, alone; the clock stands while the author is asked', async () => {
  const ticket = await file('2026-12-07T08:00', 'critical')
  await take(ticket, '2026-12-07T08:30')
  await act(ticket, 'ask', ivan, '2026-12-07T09:00')
  await runAt('2026-12-07T18:00', '2026-12-08T12:00', '2026-12-08T17:59')
  assert.deepEqual(await notedOf(ticket), [])
  // one hour is used; three quarters of four are reached two hours after the answer
  await act(ticket, 'answer', teacher, '2026-12-08T17:00')
  await runAt('2026-12-08T18:00', '2026-12-09T08:59')
  assert.deepEqual(await notedOf(ticket), [])
  await runJob('2026-12-09T09:00')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution'])
  assert.deepEqual(await toldTo(ivan), [
    `⏳ Подходит срок заявки №${ticket.id} (каб. 1)\nСрок решения: 9 декабря в 10:00, осталось 1 ч.`,
  ])
  assert.deepEqual(await toldTo(anna), [])
  await runAt('2026-12-09T10:00', '2026-12-09T10:01', '2026-12-09T10:02')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution', 'breach_resolution'])
  assert.deepEqual(await toldTo(admin), [
    `❗️ Заявка №${ticket.id} не решена в срок (каб. 1)\nСрок решения вышел 9 декабря в 10:00. Исполнитель: Иван.`,
  ])
})

test('a ticket that goes back to the queue near its end is everybody’s', async () => {
  const ticket = await file('2026-12-07T08:00', 'critical')
  await take(ticket, '2026-12-07T08:30')
  await act(ticket, 'return_to_queue', ivan, '2026-12-07T10:00', { assigneeId: null })
  await desk.db.run(sql`delete from outbox`)
  await runJob('2026-12-07T11:00')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution'])
  for (const specialist of [ivan, anna]) assert.equal((await toldTo(specialist)).length, 1)
  assert.match((await toldTo(ivan))[0] ?? '', /осталось 1 ч\. Её сейчас никто не ведёт\.$/)
})

test('a ticket that is opened again goes on where its clock stopped, and says nothing twice', async () => {
  const ticket = await file('2026-12-07T08:00', 'critical')
  await take(ticket, '2026-12-07T08:30')
  await runJob('2026-12-07T11:00')
  await act(ticket, 'resolve', ivan, '2026-12-07T11:30')
  await act(ticket, 'confirm', teacher, '2026-12-07T12:00')
  await runAt('2026-12-07T17:00', '2026-12-08T17:00')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution'])
  await act(ticket, 'reopen', teacher, '2026-12-09T10:00')
  await runAt('2026-12-09T10:29', '2026-12-09T10:30')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution'])
  await runAt('2026-12-09T10:31', '2026-12-09T12:00')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution', 'breach_resolution'])
  await act(ticket, 'resolve', ivan, '2026-12-09T12:30')
  await act(ticket, 'reject', teacher, '2026-12-09T13:00')
  await runAt('2026-12-10T12:00')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution', 'breach_resolution'])
})

test('after a downtime everything is told late, once, and a missed target without the warning before', async () => {
  const answered = await file('2026-12-07T08:00', 'critical')
  await take(answered, '2026-12-07T08:30')
  const forgotten = await file('2026-12-07T08:00', 'high')
  await desk.db.run(sql`delete from outbox`)
  await runAt('2026-12-10T12:00', '2026-12-10T12:01')
  assert.deepEqual(await notedOf(answered), ['breach_resolution'])
  assert.deepEqual(await notedOf(forgotten), ['breach_response', 'breach_resolution'])
  assert.deepEqual(
    (await toldTo(admin)).map((text) => text.split('\n')[0]),
    [
      `❗️ Заявка №${answered.id} не решена в срок (каб. 1)`,
      `❗️ Заявка №${forgotten.id} не решена в срок (каб. 1)`,
    ],
  )
  assert.match((await toldTo(admin))[1] ?? '', /вышел 7 декабря в 16:00\. Её сейчас никто не ведёт\.$/)
  assert.deepEqual([...(await toldTo(ivan)), ...(await toldTo(anna))], [])
})

test('many at once are one message to each: to the admins, to who works on them, to those who could', async () => {
  const tickets: Ticket[] = []
  for (let i = 0; i < 4; i++) tickets.push(await file('2026-12-07T08:00', 'critical'))
  for (const ticket of tickets.slice(0, 2)) await take(ticket, '2026-12-07T08:10')
  for (let i = 0; i < 4; i++) tickets.push(await file('2026-12-07T08:20', 'high'))
  const [a, b, c, d, e, f, g, h] = tickets.map(({ id }) => id)
  await desk.db.run(sql`delete from outbox`)
  await runAt('2026-12-07T11:01', '2026-12-07T11:02')
  // critical: answered ones at three of four hours, the others an hour and more without an answer; high: late too
  assert.deepEqual(await toldTo(admin), [
    `❗️ Не уложились в срок: 6 заявок\n№${c}, №${d}, №${e}, №${f}, №${g}, №${h}`,
  ])
  assert.deepEqual(await toldTo(ivan), [
    `⏳ Подходит срок: 2 заявки\n№${a}, №${b}`,
    `⏳ Подходит срок: 2 заявки\n№${c}, №${d}`,
  ])
  assert.deepEqual(await toldTo(anna), [`⏳ Due soon: 2 tickets\n#${c}, #${d}`])
})

test('one of many that fails keeps none of the others from being told, and is not swallowed', async () => {
  const tickets: Ticket[] = []
  for (let i = 0; i < 6; i++) tickets.push(await file('2026-12-07T08:00', 'critical'))
  const broken = tickets[2]
  assert.ok(broken)
  await desk.db.run(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$`)
  await desk.db.pool.query(
    `create trigger refuse before insert on ticket_event for each row when (new.ticket_id = ${broken.id}) execute function refuse()`,
  )
  const deps = { db: desk.db, settings: desk.settings, now: () => moscow('2026-12-07T09:01') }
  await assert.rejects(watchClocks(deps), AggregateError)
  await desk.db.run(sql`drop trigger refuse on ticket_event`)
  for (const ticket of tickets) {
    assert.deepEqual(await notedOf(ticket), ticket === broken ? [] : ['breach_response'])
  }
  await watchClocks(deps)
  assert.deepEqual(await notedOf(broken), ['breach_response'])
  assert.equal((await toldTo(admin)).length, 6)
})

test('a target missed in the minute before the end counts, though nobody is told any more', async () => {
  const misses = async () => {
    const rows = await desk.db.many<{ clock: string; breaches: number }>(
      sql`select * from ticket_breach_count`,
    )
    return Object.fromEntries(rows.map(({ clock, breaches }) => [clock, breaches]))
  }
  const figures = async (ticketIds: number[]) =>
    desk.db.one(sql`
      select count(*) filter (where not response_within_target) as response,
        count(*) filter (where not resolution_within_target) as resolution
      from kpi_ticket where ticket_id = any(${ticketIds})`)
  const before = await misses()
  const late = await file('2026-12-07T08:00', 'critical')
  await runJob('2026-12-07T09:00')
  await take(late, '2026-12-07T09:00:30')
  await runJob('2026-12-07T12:00')
  await act(late, 'resolve', ivan, '2026-12-07T12:00:30')
  const linked = await file('2026-12-07T08:00', 'critical')
  await act(linked, 'link_duplicate', ivan, '2026-12-07T09:00:30', { duplicateOf: late.id })
  const commented = await file('2026-12-07T08:00', 'critical')
  await act(commented, 'comment', ivan, '2026-12-07T09:00:30')
  const inTime = await file('2026-12-07T08:00', 'critical')
  await act(inTime, 'comment', teacher, '2026-12-07T08:59')
  await take(inTime, '2026-12-07T09:00')
  await act(inTime, 'resolve', ivan, '2026-12-07T12:00')

  assert.deepEqual(await notedOf(late), [
    'warn_response',
    'breach_response',
    'warn_resolution',
    'breach_resolution',
  ])
  assert.deepEqual(await notedOf(linked), ['breach_response'])
  assert.deepEqual(await notedOf(commented), ['breach_response'])
  assert.deepEqual(await notedOf(inTime), [])
  assert.deepEqual(await toldTo(admin), [])
  const after = await misses()
  const counted = {
    response: (after['first_response'] ?? 0) - (before['first_response'] ?? 0),
    resolution: (after['resolution'] ?? 0) - (before['resolution'] ?? 0),
  }
  assert.deepEqual(counted, { response: 3, resolution: 1 })
  assert.deepEqual(counted, await figures([late, linked, commented, inTime].map(({ id }) => id)))
})

test('a target that was missed just before the author is asked is told all the same', async () => {
  const ticket = await file('2026-12-07T08:00', 'critical')
  await take(ticket, '2026-12-07T08:30')
  await runJob('2026-12-07T12:00')
  await act(ticket, 'ask', ivan, '2026-12-07T12:00:30')
  await runAt('2026-12-07T12:01', '2026-12-07T12:02')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution', 'breach_resolution'])
  assert.equal((await toldTo(admin)).length, 1)
})

test('new targets hold for what is open, at once', async () => {
  const ticket = await file('2026-12-07T08:00', 'low')
  await runJob('2026-12-07T17:00')
  assert.deepEqual(await notedOf(ticket), [])
  const set = (seconds: number | null) =>
    desk.db.transaction((tx) =>
      changeTarget(tx, admin, { urgency: 'low', clock: 'response', seconds }, moscow('2026-12-07T17:00')),
    )
  await set(8 * 3600)
  await runJob('2026-12-07T17:00')
  assert.deepEqual(await notedOf(ticket), ['breach_response'])
  await set(null)
})

test('in a group the warning stands beside the card of the ticket, in Russian', async () => {
  const group = -1001234567890
  const inGroup = createDesk(desk.db, { supportChatId: group })
  const ticket = await file('2026-12-07T08:00', 'critical')
  await desk.db.run(sql`delete from outbox`)
  const deps = { db: desk.db, settings: inGroup.settings, now: () => moscow('2026-12-07T08:45') }
  await Promise.all([watchClocks(deps), watchClocks(deps)])
  const words = await desk.db.many<{ payload: { ticketId: number; html: string } }>(sql`
    select payload from outbox where chat_id = ${group} and kind = 'ticket-word'`)
  assert.deepEqual(
    words.map(({ payload }) => payload),
    [
      {
        ticketId: ticket.id,
        html: `⏳ <b>Заявку №${ticket.id} пока никто не взял</b> (каб. 1)\nСрок первого ответа: 7 декабря в 09:00, осталось 15 мин.`,
      },
    ],
  )
  assert.deepEqual(await toldTo(ivan), [])
})
