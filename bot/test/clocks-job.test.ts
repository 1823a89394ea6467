import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { saveSchoolDays } from '../src/calendar/calendar-store.ts'
import { rebuildCalendar } from '../src/calendar/rebuild-calendar.ts'
import { watchClocks } from '../src/tickets/watch/clocks-job.ts'
import { moscow, useClockDesk } from './clock-desk.ts'
import { createDesk } from './desk.ts'

const { desk, teacher, ivan, anna, admin, runAt, file, act, take, notedOf, toldTo, forgetOwed } =
  await useClockDesk()

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
  await runAt('2027-03-29T12:00')
  assert.deepEqual(await notedOf(ticket), ['warn_response'])
  await runAt('2027-03-29T14:00')
  assert.deepEqual(await notedOf(ticket), ['warn_response'], 'exactly the target is within it')
  await runAt('2027-03-29T14:01')
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
  await runAt('2026-12-09T09:00')
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
  await forgetOwed()
  await runAt('2026-12-07T11:00')
  assert.deepEqual(await notedOf(ticket), ['warn_resolution'])
  for (const specialist of [ivan, anna]) assert.equal((await toldTo(specialist)).length, 1)
  assert.match((await toldTo(ivan))[0] ?? '', /осталось 1 ч\. Её сейчас никто не ведёт\.$/)
})

test('a ticket that is opened again goes on where its clock stopped, and says nothing twice', async () => {
  const ticket = await file('2026-12-07T08:00', 'critical')
  await take(ticket, '2026-12-07T08:30')
  await runAt('2026-12-07T11:00')
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

test('in a group the warning stands beside the card of the ticket, in Russian', async () => {
  const group = -1001234567890
  const inGroup = createDesk(desk.db, { supportChatId: group })
  const ticket = await file('2026-12-07T08:00', 'critical')
  await forgetOwed()
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
