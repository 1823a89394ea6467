import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { changeTarget } from '../src/tickets/clocks/targets-change.ts'
import type { Ticket } from '../src/tickets/ticket.ts'
import { watchClocks } from '../src/tickets/watch/clocks-job.ts'
import { moscow, useClockDesk } from './clock-desk.ts'

const { desk, teacher, ivan, anna, admin, runAt, file, act, take, notedOf, toldTo, forgetOwed } =
  await useClockDesk()

test('after a downtime everything is told late, once, and a missed target without the warning before', async () => {
  const answered = await file('2026-12-07T08:00', 'critical')
  await take(answered, '2026-12-07T08:30')
  const forgotten = await file('2026-12-07T08:00', 'high')
  await forgetOwed()
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
  await forgetOwed()
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
  await runAt('2026-12-07T09:00')
  await take(late, '2026-12-07T09:00:30')
  await runAt('2026-12-07T12:00')
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
  await runAt('2026-12-07T12:00')
  await act(ticket, 'ask', ivan, '2026-12-07T12:00:30')
  await runAt('2026-12-07T12:01', '2026-12-07T12:02')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution', 'breach_resolution'])
  assert.equal((await toldTo(admin)).length, 1)
})

test('new targets hold for what is open, at once', async () => {
  const ticket = await file('2026-12-07T08:00', 'low')
  await runAt('2026-12-07T17:00')
  assert.deepEqual(await notedOf(ticket), [])
  const set = (seconds: number | null) =>
    desk.db.transaction((tx) =>
      changeTarget(tx, admin, { urgency: 'low', clock: 'response', seconds }, moscow('2026-12-07T17:00')),
    )
  await set(8 * 3600)
  await runAt('2026-12-07T17:00')
  assert.deepEqual(await notedOf(ticket), ['breach_response'])
  await set(null)
})
