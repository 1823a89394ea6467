import assert from 'node:assert/strict'
import { test } from 'node:test'
import { labels, says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { card, orderSchool, settled, times } from './order-cards.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('a helper who reads it makes nothing delivered while the doer cannot be reached, and the giver learns that', async () => {
  await using school = await startSchool()
  const { desk, head, doer, helper } = await orderSchool(school)
  await doer.block()
  const giver = await personOf(school, head)
  const [order] = await desk.issue(giver, [await personOf(school, doer)], {
    coDoerIds: [(await personOf(school, helper)).id],
  })
  assert.ok(order)
  await helper.waitFor(card(order.id), { since: 'start' })
  const told = await head.waitFor(says('Мария не получает сообщений бота', `№${order.id}`), {
    since: 'start',
  })
  assert.deepEqual(labels(told), ['🔁 Передать другому', '📄 Открыть поручение'])
  assert.equal((await desk.task(order.id)).status, 'issued')

  const command = { taskId: order.id, actor: giver, now: new Date() }
  await desk.change({ ...command, action: 'comment', message: { kind: 'comment', text: 'Как дела?' } })
  await settled(school)
  assert.equal(await times(head, 'не получает сообщений бота'), 1, 'once for the order')
  await desk.issue(giver, [await personOf(school, doer)])
  await until('told of the other order', async () => (await times(head, 'не получает сообщений бота')) === 2)
})

test('when nothing can come of an order any more, nobody is troubled with a doer who is away', async () => {
  await using school = await startSchool()
  const { desk, head, doer } = await orderSchool(school)
  const giver = await personOf(school, head)
  const [order] = await desk.issue(giver, [await personOf(school, doer)])
  assert.ok(order)
  await doer.waitFor(card(order.id), { since: 'start' })
  await doer.block()
  await desk.change({ taskId: order.id, actor: giver, now: new Date(), action: 'cancel' })
  await settled(school)
  assert.equal(await times(head, 'не получает сообщений бота'), 0)
})
