import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql, { raw } from 'sql-template-tag'
import type { Message } from '../../sandbox/src/driver.ts'
import type { Attachment } from '../src/telegram/incoming.ts'
import { type BotProcess, spawnBot } from './bot-process.ts'
import { labels } from './chat.ts'
import { personOf } from './help-desk.ts'
import { card, deliveries, orderSchool, settled } from './order-cards.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('the doer gets his order as a card to answer, and that makes it a delivered one', async () => {
  await using school = await startSchool()
  const { desk, head, doer, helper } = await orderSchool(school)
  const [order] = await desk.issue(await personOf(school, head), [await personOf(school, doer)], {
    text: 'Сдать журнал за октябрь',
    coDoerIds: [(await personOf(school, helper)).id],
  })
  assert.ok(order)
  const shown = await doer.waitFor(card(order.id, 'Сдать журнал за октябрь', 'Исполнитель: вы'), {
    since: 'start',
  })
  assert.match(shown.text ?? '', /· доставлено/)
  assert.equal(labels(shown)[0], '👌 Принял')
  const helping = await helper.waitFor(card(order.id, 'Исполнитель: Мария', 'Помогают: вы'), {
    since: 'start',
  })
  assert.deepEqual(labels(helping), ['💬 Написать', '🕒 История'])
  await until('it is delivered', async () => (await desk.task(order.id)).status === 'delivered')
  assert.deepEqual(await deliveries(school, order.id), [null])
})

test('who may not see the order any more when it is sent gets nothing', async () => {
  await using school = await startSchool()
  const { desk, head, doer, helper } = await orderSchool(school)
  const giver = await personOf(school, head)
  await school.stop()
  const photo = fileOf(await doer.sendPhoto())
  const [order] = await desk.issue(giver, [await personOf(school, doer)], { attachments: [photo] })
  assert.ok(order)
  const { id: responsibleId } = await personOf(school, helper)
  const now = new Date()
  await desk.change({ taskId: order.id, action: 'reassign', actor: giver, now, changes: { responsibleId } })
  await school.start()
  await helper.waitFor(card(order.id, 'Исполнитель: вы'), { since: 'start' })
  await settled(school)
  assert.equal((await doer.messages()).filter(card(order.id)).length, 0)
  assert.equal((await doer.messages()).filter(({ media, fromBot }) => media && fromBot).length, 0)
  assert.deepEqual(await deliveries(school, order.id), [null])
})

test('a card of a doer who was replaced while it was on its way delivers nothing', async () => {
  await using school = await startSchool()
  const { desk, head, doer, helper } = await orderSchool(school)
  const giver = await personOf(school, head)
  await helper.block()
  const { id: responsibleId } = await personOf(school, helper)
  await school.sandbox.fault({ method: 'sendMessage', chatId: doer.chatId, delayMs: 1_500, when: 'after' })
  const [order] = await desk.issue(giver, [await personOf(school, doer)])
  assert.ok(order)
  await doer.waitFor(card(order.id), { since: 'start' })
  const now = new Date()
  await desk.change({ taskId: order.id, action: 'reassign', actor: giver, now, changes: { responsibleId } })
  await settled(school)
  assert.equal((await desk.task(order.id)).status, 'issued')
  assert.deepEqual(await deliveries(school, order.id), [])
})

/** Rows that a bot must change after it has sent the card: who holds one stops it there. */
const stops = {
  'after Telegram took the card, before the order is delivered': 'task',
  'after the order is delivered, before its card is off the queue': 'outbox',
} as const

for (const [moment, table] of Object.entries(stops)) {
  test(`killed ${moment}: the card comes once more, and the order is delivered once`, async () => {
    await using school = await startSchool()
    const { desk, head, doer } = await orderSchool(school)
    await settled(school)
    await school.stop()
    const [order] = await desk.issue(await personOf(school, head), [await personOf(school, doer)])
    assert.ok(order)
    {
      await using bot: BotProcess = spawnBot(school.env)
      await school.db.transaction(async (tx) => {
        const rows = table === 'task' ? sql`id = ${order.id}` : sql`kind = 'task-card'`
        await tx.many(sql`select id from ${raw(table)} where ${rows} for update`)
        await doer.waitFor(card(order.id), { since: 'start', withinMs: 45_000 })
        const delivered = table === 'task' ? [] : [null]
        await until('it got so far', async () => {
          return (await deliveries(school, order.id)).length === delivered.length
        })
        await bot.end('SIGKILL')
        // what it had asked for and not got goes with it: its connections would still do it, once the row is free
        await tx.run(sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`)
      })
    }
    await school.start()
    await until('the card comes again', async () => {
      return (await doer.messages()).filter(card(order.id)).length === 2
    })
    await settled(school)
    assert.equal((await desk.task(order.id)).status, 'delivered')
    assert.deepEqual(await deliveries(school, order.id), [null])
  })
}

test('files follow the card, and a fault between two messages repeats none of them', async () => {
  await using school = await startSchool()
  const { desk, head, doer } = await orderSchool(school)
  const sent = [await head.sendPhoto(), await head.sendPhoto(), await head.sendDocument()]
  await school.sandbox.fault({ method: 'sendDocument', times: 1, status: 502 })
  const [order] = await desk.issue(await personOf(school, head), [await personOf(school, doer)], {
    attachments: sent.map(fileOf),
  })
  assert.ok(order)
  await doer.waitFor(card(order.id, 'Файлы: 3'), { since: 'start' })
  const files = await until('all files are there', async () => {
    const found = (await doer.messages()).filter(({ media }) => media !== undefined)
    return found.length === 3 && found
  })
  assert.deepEqual(
    files.map(({ media, caption }) => [media?.kind, caption]),
    [
      ['photo', `Поручение №${order.id}`],
      ['photo', undefined],
      ['document', `Поручение №${order.id}`],
    ],
  )
  assert.equal((await school.sandbox.calls({ method: 'sendMediaGroup', chatId: doer.chatId })).length, 1)
})

function fileOf({ raw: message }: Message): Attachment {
  const photo = message.photo?.at(-1)
  const file = photo ?? message.document
  if (file === undefined) throw new Error('no file')
  return { kind: photo ? 'photo' : 'document', fileId: file.file_id, fileUniqueId: file.file_unique_id }
}
