import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import type { Person } from '../src/people/person.ts'
import { createParting, now, type Parting } from './parting.ts'

let school: Parting
let admin: Person
let director: Person

before(async () => {
  school = await createParting()
})
beforeEach(async () => {
  ;({ admin, director } = await school.begin())
})
after(() => school[Symbol.asyncDispose]())

test('of several directors the longest-serving takes the place of a giver', async () => {
  const giver = await school.orders.person('Завуч', 'staff', { givesTasks: true })
  const doer = await school.orders.person('Мария')
  const older = await school.orders.person('Нина', 'director')
  await school.orders.db.run(
    sql`update person set created_at = created_at - interval '1 year' where id = ${older.id}`,
  )
  const task = await school.give(giver, doer)
  assert.deepEqual(await school.offboard(admin, giver, null), {
    kind: 'offboarded',
    person: { ...giver, status: 'left', givesTasks: false },
    receiver: null,
    moved: { given: 1 },
  })
  assert.deepEqual(await school.partiesOf(task), { creatorId: older.id, responsibleId: doer.id })
  assert.deepEqual(
    (await school.orders.owedTo(director)).filter(({ text }) => text !== ''),
    [],
    'the other director is not bothered',
  )
})

test('a chosen person who may give orders takes the place of the giver, but accepts no report of his own', async () => {
  const giver = await school.orders.person('Завуч', 'staff', { givesTasks: true })
  const receiver = await school.orders.person('Второй завуч', 'staff', { givesTasks: true })
  const doer = await school.orders.person('Мария')
  const [another, own, both] = [
    await school.give(giver, doer),
    await school.give(giver, receiver),
    await school.give(director, giver),
  ]
  await school.orders.makeOwn(both)
  await school.offboard(admin, giver, receiver)
  assert.deepEqual(await school.partiesOf(another), { creatorId: receiver.id, responsibleId: doer.id })
  assert.deepEqual(await school.partiesOf(own), { creatorId: director.id, responsibleId: receiver.id })
  assert.deepEqual(await school.partiesOf(both), { creatorId: director.id, responsibleId: receiver.id })
})

test('a giver who takes over what he gave does not check his own work: a director does', async () => {
  const giver = await school.orders.person('Завуч', 'staff', { givesTasks: true })
  const doer = await school.orders.person('Мария')
  const [his, other] = [await school.give(giver, doer), await school.give(director, doer)]
  await school.offboard(admin, doer, giver)
  for (const task of [his, other]) {
    assert.deepEqual(await school.partiesOf(task), { creatorId: director.id, responsibleId: giver.id })
  }
  const told = (await school.orders.owedTo(director)).map(({ text }) => text)
  assert.equal(
    told.filter((text) => /данные коллегой<\/b> \(Завуч\): 1 поручение/.test(text)).length,
    1,
    told.join('\n'),
  )
})

test('without any director the orders stay, and a director of later decides', async () => {
  const doer = await school.orders.person('Мария')
  const task = await school.give(director, doer)
  const outcome = await school.offboard(admin, director, null)
  assert.deepEqual(outcome.kind === 'offboarded' && outcome.moved, {})
  assert.deepEqual(await school.partiesOf(task), { creatorId: director.id, responsibleId: doer.id })
  const report = { kind: 'report' as const, text: 'Сделано' }
  await school.orders.change({ taskId: task, action: 'report', actor: doer, now, message: report })
  const next = await school.orders.person('Новый директор', 'director')
  assert.equal(
    (await school.orders.change({ taskId: task, action: 'accept', actor: next, now })).status,
    'accepted',
  )
})

test('a request for another deadline goes with its doer, and goes over to a new giver', async () => {
  const giver = await school.orders.person('Завуч', 'staff', { givesTasks: true })
  const [first, second] = [await school.orders.person('Мария'), await school.orders.person('Анна')]
  const [kept, dropped] = [await school.give(giver, first), await school.give(giver, second)]
  const wanted = new Date('2026-12-20T09:00:00Z')
  for (const [taskId, actor] of [[kept, first] as const, [dropped, second] as const]) {
    const message = { kind: 'move_reason' as const, text: 'Не успеваю' }
    await school.orders.change({ taskId, action: 'ask_to_move', actor, now, wanted, message })
  }
  await school.offboard(admin, second, first)
  await school.orders.forgetOwed()
  await school.offboard(admin, giver, null)
  const owed = await school.orders.owedTo(director)
  assert.deepEqual(
    owed.map(({ labels }) => labels),
    [['👍 Перенести', '✋ Отказать', '📄 Открыть поручение'], []],
  )
  assert.equal(
    (await school.orders.try({ taskId: dropped, action: 'grant_move', actor: director, now })).kind,
    'nothing_asked',
  )
  const granted = await school.orders.change({ taskId: kept, action: 'grant_move', actor: director, now })
  assert.deepEqual(granted.deadline, wanted)
})

test('an administrator who parts with the doer of his own order is told that nobody does it', async () => {
  const giver = await school.orders.person('Админ-завуч', 'admin', { givesTasks: true })
  const doer = await school.orders.person('Мария')
  const task = await school.give(giver, doer)
  await school.orders.forgetOwed()
  await school.offboard(giver, doer, null)
  const [notice] = await school.orders.owedTo(giver)
  assert.match(notice?.text ?? '', new RegExp(`Поручение №${task} осталось без исполнителя`))
})
