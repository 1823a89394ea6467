import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { cameBackKinds, owedToWhoCameBack } from '../src/people/came-back.ts'
import type { Person } from '../src/people/person.ts'
import { ordersAnewDelivery } from '../src/tasks/card/orders-anew-delivery.ts'
import { nextEntry, queue } from '../src/telegram/outbox.ts'
import { offers, press, says } from './chat.ts'
import { file, personOf, shows } from './help-desk.ts'
import { card, orderSchool, settled, times } from './order-cards.ts'
import { createOrderCast, wanted } from './order-cast.ts'
import type { OrderDesk } from './order-desk.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

const reachable = (school: School, telegramId: number) =>
  until('he is reachable', async () => {
    const { since } = await school.db.one<{ since: Date | null }>(
      sql`select unreachable_since as since from person where telegram_id = ${telegramId}`,
    )
    return since === null
  })

test('a doer who unblocks the bot gets the orders that wait for him, and only these', async () => {
  await using school = await startSchool()
  const { desk, head, doer, helper } = await orderSchool(school)
  const giver = await personOf(school, head)
  const responsible = await personOf(school, doer)
  const now = new Date()
  const [read, cancelled, reported] = await Promise.all(
    [1, 2, 3].map(async () => (await desk.issue(giver, [responsible], {}, now))[0]?.id ?? 0),
  )
  await settled(school)
  await desk.change({ taskId: reported ?? 0, action: 'report', actor: responsible, now })
  await doer.block()
  await desk.change({ taskId: cancelled ?? 0, action: 'cancel', actor: giver, now })
  const [missed] = await desk.issue(giver, [responsible], {}, now)
  await desk.issue(giver, [await personOf(school, helper)], {}, now)
  await settled(school)
  const before = (await doer.messages()).length

  await doer.unblock()
  await doer.waitFor(says('Вас ждут 2 поручения', 'сообщения не доходили'), { since: 'start' })
  await doer.waitFor(card(missed?.id ?? 0, 'доставлено'), { since: 'start' })
  await settled(school)
  const cards = (await doer.messages()).slice(before).filter(says('Поручение №'))
  assert.deepEqual(
    cards.map(({ text }) => Number(/№(\d+)/.exec(text ?? '')?.[1])).sort((a, b) => a - b),
    [read, missed?.id],
  )
  assert.equal((await desk.task(missed?.id ?? 0)).status, 'delivered')

  // what he does next shows him nothing anew
  await doer.start()
  await settled(school)
  assert.equal(await times(doer, 'Вас ждут 2 поручения'), 1)
})

test('who comes back with a word of his own gets his orders too, the ten most urgent as cards', async () => {
  await using school = await startSchool()
  const { desk, head, doer } = await orderSchool(school)
  const giver = await personOf(school, head)
  const responsible = await personOf(school, doer)
  await school.stop()
  for (let i = 0; i < 12; i++) await desk.issue(giver, [responsible])
  await desk.forgetOwed()
  await school.start()
  // Telegram did not let the bot write, for whatever reason
  await school.db.run(
    sql`update person set unreachable_since = now(), language = 'en' where id = ${responsible.id}`,
  )
  const before = await times(doer, '#')
  await doer.send('/help')
  await reachable(school, doer.id)
  await doer.waitFor(says('12 orders wait for you', 'the others are in /tasks'), { since: 'start' })
  await settled(school)
  assert.equal((await times(doer, '#')) - before, 10)
})

test('an assignee who unblocks the bot gets the tickets he works on; who has nothing to do is not troubled', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const ivan = await school.person('Иван', 'specialist')
  const [mine, other] = [await file(school, teacher), await file(school, teacher)]
  await press(ivan, 'Взять', shows(mine.id))
  await ivan.waitFor(shows(mine.id, 'Исполнитель: Иван'), { since: 'start' })
  for (const person of [ivan, teacher]) await person.block()
  await settled(school)
  await ivan.unblock()
  await ivan.waitFor(says('Вас ждёт 1 заявка'), { since: 'start' })
  await settled(school)
  const [last] = (await ivan.messages()).slice(-1)
  assert.ok(last && shows(mine.id, 'Исполнитель: Иван')(last))
  assert.ok(!shows(other.id)(last))

  await teacher.unblock()
  await reachable(school, teacher.id)
  await settled(school)
  assert.equal(await times(teacher, 'не доходили'), 0)
})

test('an author who unblocks the bot gets the tickets that wait for his answer or his word', async () => {
  await using school = await startSchool()
  const teacher = await school.person('Мария', 'staff')
  const [asked, resolved] = [await file(school, teacher), await file(school, teacher)]
  await file(school, teacher)
  await settled(school)
  await teacher.block()
  await school.db.run(sql`
    update ticket set status = case id when ${asked.id} then 'waiting_for_author' else 'resolved' end
    where id in (${asked.id}, ${resolved.id})`)
  await teacher.unblock()
  await teacher.waitFor(says('Вас ждут 2 заявки', 'не доходили'), { since: 'start' })
  await settled(school)
  const [first, second] = (await teacher.messages()).slice(-2)
  assert.ok(first && shows(asked.id)(first) && offers('Ответить')(first))
  assert.ok(second && shows(resolved.id)(second) && offers('Всё в порядке')(second))
})

/** What the outbox holds for somebody after he came back, and his orders were looked up. */
async function shownAnew({ db }: OrderDesk, { telegramId }: Person) {
  await db.run(sql`delete from outbox`)
  await db.transaction((tx) => queue(tx, owedToWhoCameBack(telegramId)))
  const entry = await nextEntry(db, telegramId)
  assert.ok(entry?.kind === cameBackKinds.orders)
  await ordersAnewDelivery({ db })(entry, AbortSignal.any([]))
  return db.many<{ kind: string; taskId: number | null }>(sql`
    select kind, (payload ->> 'taskId')::integer as "taskId" from outbox where chat_id = ${telegramId} order by id`)
}

test('a helper gets the orders that he helps with, and a giver those that wait for his word', async () => {
  await using cast = await createOrderCast()
  const { desk, giver, doer, helper, issue, act } = cast
  const [helped, reported, asked, untaken] = [await issue(), await issue(), await issue(), await issue()]
  await act(reported, 'report', doer, { message: { kind: 'report', text: 'Готово' } })
  await act(asked, 'ask_to_move', doer, { wanted, message: { kind: 'move_reason', text: 'Болею' } })
  await desk.db.run(sql`update task set responsible_id = null where id = ${untaken.id}`)
  const cards = async (person: Person) =>
    (await shownAnew(desk, person)).flatMap(({ kind, taskId }) => (kind === 'task-card' ? [taskId] : []))
  assert.deepEqual(await cards(helper), [helped.id, asked.id, untaken.id])
  assert.deepEqual(await cards(giver), [reported.id, asked.id, untaken.id])
  assert.deepEqual(await cards(doer), [helped.id, asked.id])
})

test('what somebody has to do is shown once, though the process dies before its entry is off the queue', async () => {
  await using cast = await createOrderCast()
  await cast.issue()
  assert.deepEqual(
    (await shownAnew(cast.desk, cast.doer)).map(({ kind }) => kind),
    [cameBackKinds.tickets, 'call', 'task-card'],
  )
})
