import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import type { Person } from '../src/people/person.ts'
import { createReminderDesk, deadline, given, moscow } from './reminder-desk.ts'

const reminders = await createReminderDesk()
after(() => reminders[Symbol.asyncDispose]())
beforeEach(() => reminders.clear())
const { desk, doer, deputy, director, issue, runTwiceAt, stepsOf } = reminders
const { db } = desk

/** First lines of the messages that are owed, without marks. */
async function told(person: Person): Promise<string[]> {
  const owed = await desk.owedTo(person)
  return owed.map(({ text }) => text.split('\n')[0]?.replace(/<[^>]*>/g, '') ?? '')
}

test('a director who gave the order is told once that it is late, the other directors a day later', async () => {
  const task = await issue(director)
  await runTwiceAt(moscow('27T15:00'))
  assert.deepEqual(await told(director), [`🔴 Поручение №${task.id} просрочено на 1 день`])
  await runTwiceAt(moscow('30T15:00'))
  assert.equal((await told(director)).length, 1)
  assert.ok(!(await stepsOf(task)).includes('late_directors'))

  const other = await desk.person('Second', 'director', { language: 'en' })
  await runTwiceAt(moscow('30T15:01'))
  assert.equal((await told(director)).length, 1)
  assert.deepEqual(await told(other), [`🔴 Order #${task.id} is overdue by 4 days`])
  await db.run(sql`update person set role = 'staff' where id = ${other.id}`)
})

test('after a long downtime the giver and the directors are told at once, each by one message', async () => {
  const task = await issue(deputy)
  await runTwiceAt(moscow('30T16:00'))
  const late = [`🔴 Поручение №${task.id} просрочено на 4 дня`]
  assert.deepEqual([await told(doer), await told(deputy), await told(director)], [late, late, late])
  assert.match(
    (await desk.owedTo(director))[0]?.text ?? '',
    /Исполнитель: Анна\nОт кого: Завуч\nСрок был: чт, 26 ноября, 15:00/,
  )
  assert.doesNotMatch((await desk.owedTo(deputy))[0]?.text ?? '', /От кого/)
})

test('when the giver has gone, the directors are told in his place, once', async () => {
  const task = await issue(deputy)
  await db.run(sql`update person set status = 'left' where id = ${deputy.id}`)
  await runTwiceAt(moscow('27T15:00'))
  await runTwiceAt(moscow('30T15:00'))
  assert.deepEqual(await told(director), [`🔴 Поручение №${task.id} просрочено на 1 день`])
  assert.deepEqual(await told(deputy), [])
})

test('nobody is reminded of an order that nobody does, and its giver can give it to somebody', async () => {
  const task = await issue(deputy)
  await db.run(sql`update task set responsible_id = null where id = ${task.id}`)
  await runTwiceAt(deadline)
  assert.deepEqual(await stepsOf(task), [])
  await runTwiceAt(moscow('27T15:00'))
  assert.deepEqual(await stepsOf(task), ['late_giver'])
  const [late] = await desk.owedTo(deputy)
  assert.match(late?.text ?? '', /Исполнитель: не назначен/)
  assert.deepEqual(late?.labels, ['🔁 Передать другому', '📄 Открыть поручение'])
})

test('the doer can report or ask for another deadline; when he has asked, he is told that it waits', async () => {
  const task = await issue(deputy)
  await runTwiceAt(moscow('25T15:00'))
  const message = { kind: 'move_reason' as const, text: 'Болею' }
  const wanted = moscow('30T12:00')
  await desk.change({ taskId: task.id, action: 'ask_to_move', actor: doer, now: given, wanted, message })
  await runTwiceAt(deadline)
  await runTwiceAt(moscow('27T15:00'))
  const [first, second] = await desk.owedTo(doer)
  assert.deepEqual(first?.labels, ['📨 Отчитаться', '📅 Попросить другой срок', '📄 Открыть поручение'])
  assert.match(
    first?.text ?? '',
    /^🔔 <b>Поручение №\d+: срок завтра<\/b>\n«Сдать журнал»\nСрок: чт, 26 ноября, 15:00$/,
  )
  assert.deepEqual(second?.labels, ['📨 Отчитаться', '📄 Открыть поручение'])
  assert.match(
    second?.text ?? '',
    /истёк<\/b>\n.*\nСрок был: .*\nВаша просьба о новом сроке ещё ждёт ответа\.$/,
  )
  const late = (await desk.owedTo(deputy)).at(-1)
  assert.match(late?.text ?? '', /\nИсполнитель просит новый срок: <b>пн, 30 ноября, 12:00<\/b>$/)
  assert.deepEqual(late?.labels, ['👍 Перенести', '✋ Отказать', '📄 Открыть поручение'])
})
