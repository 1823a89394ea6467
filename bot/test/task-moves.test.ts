import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '../src/people/person.ts'
import type { TaskCommand } from '../src/tasks/change-task.ts'
import { findMoveRequest } from '../src/tasks/move-requests-store.ts'
import { createOrderCast, deadline, type More, type OrderCast, wanted } from './order-cast.ts'

let cast: OrderCast
before(async () => {
  cast = await createOrderCast()
})
after(() => cast[Symbol.asyncDispose]())

test('ask_to_move: a request with its reason, and buttons for the answer; a second one has to wait', async () => {
  const { desk, giver, doer, issue, act, refused, eventsOf, messagesOf, requestsOf } = cast
  const task = await issue()
  const message = { kind: 'move_reason', text: 'Болею' } as const
  await act(task, 'ask_to_move', doer, { wanted, message })
  assert.deepEqual(await requestsOf(task), [{ answer: null, answeredBy: null, wanted, reason: 'Болею' }])
  assert.deepEqual(await messagesOf(task), [
    { kind: 'move_reason', author: doer.id, text: 'Болею', files: 0 },
  ])
  const [event] = await eventsOf(task)
  assert.deepEqual(event?.details, { wanted: wanted.toISOString() })
  assert.deepEqual((await desk.task(task.id)).deadline, deadline, 'nothing is moved yet')
  const [notice] = await desk.owedTo(giver)
  assert.match(notice?.text ?? '', /Болею[\s\S]*Сейчас: чт, 26 ноября, 15:00[\s\S]*пн, 30 ноября, 15:00/)
  assert.deepEqual(notice?.labels, ['👍 Перенести', '✋ Отказать', '📄 Открыть поручение'])
  assert.equal(await refused(task, 'ask_to_move', doer, { wanted, message }), 'asked_already')
})

test('grant_move: the wanted deadline is in force, both doers know, and it cannot be granted again', async () => {
  const { desk, giver, director, doer, issue, act, refused, eventsOf, requestsOf, told } = cast
  const task = await issue()
  await act(task, 'ask_to_move', doer, { wanted, message: { kind: 'move_reason', text: 'Болею' } })
  await desk.forgetOwed()
  const after = await act(task, 'grant_move', giver)
  assert.deepEqual(after.deadline, wanted)
  assert.equal(after.status, 'issued')
  assert.deepEqual((await requestsOf(task))[0]?.answer, 'granted')
  assert.deepEqual((await eventsOf(task)).at(-1)?.details, {
    deadline_from: deadline.toISOString(),
    deadline_to: wanted.toISOString(),
  })
  assert.deepEqual(await told(), {
    Мария: [`📅 Срок поручения №${task.id} перенесён (Завуч)`],
    Anna: [`📅 The deadline of order #${task.id} was moved (Завуч)`],
  })
  assert.equal(await refused(task, 'grant_move', director), 'nothing_asked')
  assert.equal(await refused(task, 'refuse_move', director), 'nothing_asked')
})

test('grant_move: what was asked for may lie behind by now, and the request still waits', async () => {
  const { desk, giver, doer, issue, act, requestsOf } = cast
  const task = await issue()
  await act(task, 'ask_to_move', doer, { wanted, message: { kind: 'move_reason', text: 'Болею' } })
  const late = { taskId: task.id, action: 'grant_move', actor: giver, now: wanted } as const
  assert.equal((await desk.try(late)).kind, 'deadline_past')
  assert.equal((await requestsOf(task))[0]?.answer, null)
})

test('refuse_move: the deadline stays, and the doer reads why; the giver is told of a director’s answer', async () => {
  const { desk, director, doer, issue, act, requestsOf, told } = cast
  const task = await issue()
  await act(task, 'ask_to_move', doer, { wanted, message: { kind: 'move_reason', text: 'Болею' } })
  await desk.forgetOwed()
  await act(task, 'refuse_move', director, { message: { kind: 'move_answer', text: 'Сроки горят' } })
  assert.deepEqual(await requestsOf(task), [
    { answer: 'refused', answeredBy: director.id, wanted, reason: 'Болею' },
  ])
  assert.deepEqual((await desk.task(task.id)).deadline, deadline)
  assert.match((await desk.owedTo(doer))[0]?.text ?? '', /Сроки горят[\s\S]*Срок прежний: чт, 26 ноября/)
  assert.deepEqual(await told(), {
    Завуч: [`ℹ️ Поручение №${task.id}: в переносе срока отказано (Директор).`],
    Мария: [`✋ Срок поручения №${task.id} не перенесён`],
    Anna: [`✋ The deadline of order #${task.id} was not moved`],
  })
  await act(task, 'ask_to_move', doer, { wanted, message: { kind: 'move_reason', text: 'Ещё болею' } })
  assert.equal((await requestsOf(task)).length, 2, 'he may ask again')
})

test('an answer to a request that was answered meanwhile does not answer the next one', async () => {
  const { desk, giver, director, doer, issue, act, refused, requestsOf } = cast
  const task = await issue()
  const ask = async (at: Date) => {
    await act(task, 'ask_to_move', doer, { wanted: at, message: { kind: 'move_reason', text: 'Болею' } })
    return (await findMoveRequest(desk.db, task.id))?.id
  }
  const first = await ask(wanted)
  await act(task, 'refuse_move', director, { requestId: first })
  const second = await ask(new Date('2026-12-25T12:00:00Z'))
  assert.equal(await refused(task, 'grant_move', giver, { requestId: first }), 'nothing_asked')
  assert.equal(await refused(task, 'refuse_move', giver, { requestId: first }), 'nothing_asked')
  assert.deepEqual((await desk.task(task.id)).deadline, deadline)
  await act(task, 'grant_move', giver, { requestId: second })
  assert.deepEqual(
    (await requestsOf(task)).map(({ answer }) => answer),
    ['refused', 'granted'],
  )
})

test('a report, another doer, a deadline of the giver’s own, and the end make a waiting request idle', async () => {
  const { giver, doer, helper, issue, act, requestsOf } = cast
  const ends: [TaskCommand['action'], Person, More][] = [
    ['report', doer, { message: { kind: 'report', text: 'Готово' } }],
    ['reassign', giver, { changes: { responsibleId: helper.id } }],
    ['move', giver, { changes: { deadline: new Date('2026-12-01T12:00:00Z') } }],
    ['cancel', giver, {}],
  ]
  for (const [action, actor, more] of ends) {
    const task = await issue()
    await act(task, 'ask_to_move', doer, { wanted, message: { kind: 'move_reason', text: 'Болею' } })
    await act(task, action, actor, more)
    const [request] = await requestsOf(task)
    assert.deepEqual([request?.answer, request?.answeredBy], ['withdrawn', actor.id], action)
  }
})
