import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { issueTasks } from '../src/tasks/issue-tasks.ts'
import { createOrderCast, deadline, now, type OrderCast, photo } from './order-cast.ts'

let cast: OrderCast
before(async () => {
  cast = await createOrderCast()
})
after(() => cast[Symbol.asyncDispose]())

test('an order reaches doer and helper as a card, and the giver has a receipt', async () => {
  const { desk, giver, doer, helper, told } = cast
  const [task] = await desk.issue(giver, [doer], { coDoerIds: [helper.id], deadline }, now)
  assert.ok(task)
  assert.deepEqual(await told(), {
    Завуч: [`✅ Поручение №${task.id} отправлено`],
    Мария: ['task-card'],
    Anna: ['task-card'],
  })
})

test('acknowledge: the status, an event, and word to the giver', async () => {
  const { desk, doer, issue, refused, eventsOf, told } = cast
  const task = await issue()
  const later = new Date(now.getTime() + 60_000)
  const after = await desk.change({ taskId: task.id, action: 'acknowledge', actor: doer, now: later })
  assert.equal(after.status, 'acknowledged')
  assert.deepEqual(after.statusSince, later)
  assert.deepEqual(await eventsOf(task), [
    { kind: 'acknowledge', actor: doer.id, from: 'issued', to: 'acknowledged', details: {} },
  ])
  assert.deepEqual(await told(), { Завуч: [`👌 Поручение №${task.id} принято к исполнению`] })
  assert.equal(await refused(task, 'acknowledge', doer), 'wrong_status')
})

test('report, return, report, accept: words and files go to the other side, and everything is in the history', async () => {
  const { desk, giver, doer, issue, act, refused, eventsOf, messagesOf, told } = cast
  const task = await issue()
  const report = { message: { kind: 'report', text: '' }, attachments: [photo, photo] } as const
  await act(task, 'report', doer, report)
  assert.deepEqual(await told(), { Завуч: [`📨 Отчёт по поручению №${task.id}`, 'task-files'] })
  const [notice, files] = await desk.owedTo(giver)
  assert.deepEqual(notice?.labels, ['👍 Принять отчёт', '↩️ На доработку', '📄 Открыть поручение'])
  assert.equal(files?.attachments, 2)
  assert.equal(await refused(task, 'report', doer, report), 'wrong_status')

  await desk.forgetOwed()
  await act(task, 'return', giver, { message: { kind: 'return_reason', text: 'Нет подписи' } })
  assert.deepEqual(await told(), {
    Мария: [`↩️ Поручение №${task.id} возвращено на доработку`],
    Anna: [`↩️ Order #${task.id} was returned for rework`],
  })
  assert.deepEqual((await desk.owedTo(doer))[0]?.labels.slice(0, 2), [
    '📨 Отчитаться',
    '📅 Попросить другой срок',
  ])
  await act(task, 'report', doer, { message: { kind: 'report', text: 'Подписано' } })
  await desk.forgetOwed()
  assert.equal((await act(task, 'accept', giver)).status, 'accepted')
  assert.deepEqual(await told(), {
    Мария: [`🏁 Отчёт по поручению №${task.id} принят (Завуч). Спасибо!`],
    Anna: [`🏁 The report on order #${task.id} was accepted (Завуч). Thank you!`],
  })
  assert.deepEqual(
    (await eventsOf(task)).map(({ kind, from, to }) => `${kind}: ${from} > ${to}`),
    [
      'report: issued > reported',
      'return: reported > returned',
      'report: returned > reported',
      'accept: reported > accepted',
    ],
  )
  assert.deepEqual(await messagesOf(task), [
    { kind: 'report', author: doer.id, text: '', files: 2 },
    { kind: 'return_reason', author: giver.id, text: 'Нет подписи', files: 0 },
    { kind: 'report', author: doer.id, text: 'Подписано', files: 0 },
  ])
})

test('a co-doer may comment, but neither report nor accept; a stranger does not learn that the order is there', async () => {
  const { desk, director, doer, helper, issue, act, refused, told } = cast
  const task = await issue()
  await act(task, 'report', doer, { message: { kind: 'report', text: 'Готово' } })
  assert.equal(await refused(task, 'accept', helper), 'not_allowed')
  assert.equal(await refused(task, 'return', helper), 'not_allowed')
  assert.equal(await refused(task, 'report', helper), 'not_allowed')
  const stranger = await desk.person('Чужой', 'specialist')
  const admin = await desk.person('Админ', 'admin')
  for (const person of [stranger, admin]) {
    assert.equal(await refused(task, 'accept', person), 'not_found')
    assert.equal(await refused(task, 'comment', person), 'not_found')
  }
  const nowhere = { taskId: 2_000_000_000, action: 'accept', actor: director, now } as const
  assert.equal((await desk.try(nowhere)).kind, 'not_found')
  await desk.forgetOwed()
  await act(task, 'comment', helper, { message: { kind: 'comment', text: 'Помогла' } })
  assert.deepEqual(await told(), {
    Завуч: [`💬 Сообщение по поручению №${task.id}`],
    Мария: [`💬 Сообщение по поручению №${task.id}`],
  })
  assert.equal((await desk.task(task.id)).status, 'reported')
})

test('reassign: the new doer gets the order with its files, the old one is released, the deadline stays', async () => {
  const { desk, giver, director, doer, helper, issue, act, refused, eventsOf, told } = cast
  const task = await issue({ attachments: [photo] })
  await act(task, 'acknowledge', doer)
  await desk.forgetOwed()
  const after = await act(task, 'reassign', director, { changes: { responsibleId: helper.id } })
  assert.deepEqual([after.status, after.responsibleId, after.deadline], ['issued', helper.id, deadline])
  assert.deepEqual((await eventsOf(task)).at(-1)?.details, {
    responsibleId_from: doer.id,
    responsibleId_to: helper.id,
  })
  assert.deepEqual(await told(), {
    Завуч: [`🔁 Поручение №${task.id} теперь исполняет Anna.`],
    Мария: [`🔁 Поручение №${task.id} передано другому исполнителю`],
    Anna: ['task-card', 'task-files'],
  })
  const [released] = await desk.owedTo(doer)
  assert.match(released?.text ?? '', /Так решили: Директор\. От вас по нему больше ничего не нужно/)
  assert.deepEqual(released?.labels, [], 'he could not open it any more')
  const { helpers } = await desk.db.one<{ helpers: number }>(sql`
    select count(*) as helpers from task_co_doer where task_id = ${task.id}`)
  assert.equal(helpers, 0, 'who answers for it is no helper any more')
  assert.equal(await refused(task, 'reassign', giver, { changes: { responsibleId: helper.id } }), 'same_doer')
  assert.equal(await refused(task, 'report', doer), 'not_found')
})

test('an order is not given to somebody who is blocked, has left or never was', async () => {
  const { desk, giver, doer, issue, refused } = cast
  const task = await issue()
  const gone = await desk.person('Ушёл')
  for (const status of ['blocked', 'left']) {
    await desk.db.run(sql`update person set status = ${status} where id = ${gone.id}`)
    assert.equal(await refused(task, 'reassign', giver, { changes: { responsibleId: gone.id } }), 'doer_gone')
  }
  const nobody = { changes: { responsibleId: 2_000_000_000 } }
  assert.equal(await refused(task, 'reassign', giver, nobody), 'doer_gone')
  assert.equal((await desk.task(task.id)).responsibleId, doer.id)
})

test('cancel: the doers learn why, and nothing can be done with it but to talk about it', async () => {
  const { desk, giver, doer, helper, issue, act, refused } = cast
  const task = await issue()
  await act(task, 'cancel', giver, { message: { kind: 'cancel_reason', text: 'Уже не нужно' } })
  assert.match((await desk.owedTo(doer))[0]?.text ?? '', /отменено[\s\S]*Уже не нужно/)
  assert.match((await desk.owedTo(helper))[0]?.text ?? '', /was cancelled[\s\S]*Уже не нужно/)
  for (const [action, actor] of [
    ['report', doer],
    ['accept', giver],
    ['cancel', giver],
    ['move', giver],
  ] as const) {
    assert.equal(await refused(task, action, actor), 'wrong_status', action)
  }
  await act(task, 'comment', doer, { message: { kind: 'comment', text: 'Жаль' } })
})

test('when the giver has left, the directors are told in his place', async () => {
  const { desk, doer, act, told } = cast
  const leaver = await desk.person('Бывший завуч', 'staff', { givesTasks: true })
  const [task] = await desk.issue(leaver, [doer], { deadline }, now)
  assert.ok(task)
  await desk.db.run(sql`update person set status = 'left' where id = ${leaver.id}`)
  await desk.forgetOwed()
  await act(task, 'report', doer, { message: { kind: 'report', text: 'Готово' } })
  assert.deepEqual(await told(), { Директор: [`📨 Отчёт по поручению №${task.id}`] })
  assert.deepEqual(await desk.owedTo(leaver), [])
})

test('nobody is given an order of his own, to do it or to help, past the lists too', async () => {
  const { desk, giver, doer } = cast
  const order = { ...{ draftId: randomUUID(), text: 'Сдать план', deadline }, importance: 'normal' } as const
  const issue = (responsibleIds: number[], coDoerIds: number[]) =>
    desk.db.transaction((tx) =>
      issueTasks(tx, giver, { ...order, responsibleIds, coDoerIds, attachments: [] }, now),
    )
  assert.deepEqual(await issue([doer.id, giver.id], []), { kind: 'doer_gave_it' })
  assert.deepEqual(await issue([doer.id], [giver.id]), { kind: 'doer_gave_it' })
  const { batches } = await desk.db.one<{ batches: number }>(
    sql`select count(*) as batches from task_batch where draft_id = ${order.draftId}`,
  )
  assert.equal(batches, 0)
})

test('who is giver and doer at once is not told what he did himself', async () => {
  const { desk, giver, director, act, told } = cast
  const [task] = await desk.issue(director, [giver], { deadline }, now)
  assert.ok(task)
  await desk.makeOwn(task.id)
  await desk.forgetOwed()
  await act(task, 'report', giver, { message: { kind: 'report', text: 'Готово' } })
  await act(task, 'accept', giver)
  assert.deepEqual(await told(), {})
})
