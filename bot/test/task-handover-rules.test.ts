import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { changeAccess } from '../src/people/change-access.ts'
import { changeRole } from '../src/people/change-role.ts'
import { createMenu } from '../src/people/menu.ts'
import { offboardPerson } from '../src/people/offboard-person.ts'
import { findPerson } from '../src/people/people-store.ts'
import type { Person } from '../src/people/person.ts'
import { allWork } from '../src/people/work-handover.ts'
import { type Issued, issueTasks } from '../src/tasks/issue-tasks.ts'
import { createTaskWork } from '../src/tasks/task-work.ts'
import { listCoDoerIds } from '../src/tasks/tasks-store.ts'
import { createTicketWork } from '../src/tickets/work/hand-over-work.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { createDesk } from './desk.ts'
import { createOrderDesk, type OrderDesk } from './order-desk.ts'

const now = new Date('2026-11-20T09:00:00Z')

let database: TestDatabase
let desk: OrderDesk
let admin: Person
let director: Person

before(async () => {
  database = await createTestDatabase()
  desk = createOrderDesk(database.db)
})
beforeEach(async () => {
  await database.db.run(sql`truncate person, outbox restart identity cascade`)
  admin = await desk.person('Ольга', 'admin')
  director = await desk.person('Елена', 'director')
})
after(() => database[Symbol.asyncDispose]())

const menu = createMenu([])
const work = () =>
  allWork([createTicketWork(createDesk(database.db).settings), createTaskWork(desk.settings)])

const offboard = (person: Person, receiver: Person | null, actor = admin) =>
  database.db.transaction((tx) =>
    offboardPerson(
      tx,
      { work: work() },
      { actorId: actor.id, personId: person.id, receiverId: receiver?.id ?? null, now },
    ),
  )

const give = async (giver: Person, doer: Person, coDoers: Person[] = []) => {
  const [task] = await desk.issue(giver, [doer], { coDoerIds: coDoers.map(({ id }) => id) }, now)
  if (task === undefined) throw new Error('no order')
  return task.id
}

const partiesOf = async (taskId: number) => {
  const { creatorId, responsibleId } = await desk.task(taskId)
  return { creatorId, responsibleId }
}

test('of several directors the longest-serving takes the place of a giver', async () => {
  const giver = await desk.person('Завуч', 'staff', { givesTasks: true })
  const doer = await desk.person('Мария')
  const older = await desk.person('Нина', 'director')
  await database.db.run(
    sql`update person set created_at = created_at - interval '1 year' where id = ${older.id}`,
  )
  const task = await give(giver, doer)
  assert.deepEqual(await offboard(giver, null), {
    kind: 'offboarded',
    person: { ...giver, status: 'left', givesTasks: false },
    receiver: null,
    moved: { given: 1 },
  })
  assert.deepEqual(await partiesOf(task), { creatorId: older.id, responsibleId: doer.id })
  assert.deepEqual(
    (await desk.owedTo(director)).filter(({ text }) => text !== ''),
    [],
    'the other director is not bothered',
  )
})

test('a chosen person who may give orders takes the place of the giver, but accepts no report of his own', async () => {
  const giver = await desk.person('Завуч', 'staff', { givesTasks: true })
  const receiver = await desk.person('Второй завуч', 'staff', { givesTasks: true })
  const doer = await desk.person('Мария')
  const [another, own, both] = [
    await give(giver, doer),
    await give(giver, receiver),
    await give(giver, giver),
  ]
  await offboard(giver, receiver)
  assert.deepEqual(await partiesOf(another), { creatorId: receiver.id, responsibleId: doer.id })
  assert.deepEqual(await partiesOf(own), { creatorId: director.id, responsibleId: receiver.id })
  assert.deepEqual(await partiesOf(both), { creatorId: director.id, responsibleId: receiver.id })
})

test('without any director the orders stay, and a director of later decides', async () => {
  const doer = await desk.person('Мария')
  const task = await give(director, doer)
  const outcome = await offboard(director, null)
  assert.deepEqual(outcome.kind === 'offboarded' && outcome.moved, {})
  assert.deepEqual(await partiesOf(task), { creatorId: director.id, responsibleId: doer.id })
  const report = { kind: 'report' as const, text: 'Сделано' }
  await desk.change({ taskId: task, action: 'report', actor: doer, now, message: report })
  const next = await desk.person('Новый директор', 'director')
  assert.equal((await desk.change({ taskId: task, action: 'accept', actor: next, now })).status, 'accepted')
})

test('who helped is a helper no more, and the doer learns it; finished orders keep their people', async () => {
  const doer = await desk.person('Мария')
  const helper = await desk.person('Анна')
  const [open, cancelled] = [await give(director, doer, [helper]), await give(director, doer, [helper])]
  await desk.change({ taskId: cancelled, action: 'cancel', actor: director, now })
  await desk.forgetOwed()
  await offboard(helper, null)
  assert.deepEqual(await listCoDoerIds(database.db, open), [])
  assert.deepEqual(await listCoDoerIds(database.db, cancelled), [helper.id])
  const owed = await desk.owedTo(doer)
  assert.equal(owed.length, 1)
  assert.match(owed[0]?.text ?? '', /Анна.* больше не работает в школе и не сможет помочь/)
  const gone = await desk.person('Пётр')
  const finished = await give(director, gone)
  await desk.change({ taskId: finished, action: 'cancel', actor: director, now })
  await offboard(gone, doer)
  assert.equal((await desk.task(finished)).responsibleId, gone.id)
})

test('a request for another deadline goes with its doer, and goes over to a new giver', async () => {
  const giver = await desk.person('Завуч', 'staff', { givesTasks: true })
  const [first, second] = [await desk.person('Мария'), await desk.person('Анна')]
  const [kept, dropped] = [await give(giver, first), await give(giver, second)]
  const wanted = new Date('2026-12-20T09:00:00Z')
  for (const [taskId, actor] of [[kept, first] as const, [dropped, second] as const]) {
    const message = { kind: 'move_reason' as const, text: 'Не успеваю' }
    await desk.change({ taskId, action: 'ask_to_move', actor, now, wanted, message })
  }
  await offboard(second, first)
  await desk.forgetOwed()
  await offboard(giver, null)
  const owed = await desk.owedTo(director)
  assert.deepEqual(
    owed.map(({ labels }) => labels),
    [['👍 Перенести', '✋ Отказать', '📄 Открыть поручение'], []],
  )
  assert.equal(
    (await desk.try({ taskId: dropped, action: 'grant_move', actor: director, now })).kind,
    'nothing_asked',
  )
  const granted = await desk.change({ taskId: kept, action: 'grant_move', actor: director, now })
  assert.deepEqual(granted.deadline, wanted)
})

test('an administrator who parts with the doer of his own order is told that nobody does it', async () => {
  const giver = await desk.person('Админ-завуч', 'admin', { givesTasks: true })
  const doer = await desk.person('Мария')
  const task = await give(giver, doer)
  await desk.forgetOwed()
  await offboard(doer, null, giver)
  const [notice] = await desk.owedTo(giver)
  assert.match(notice?.text ?? '', new RegExp(`Поручение №${task} осталось без исполнителя`))
})

test('who is shut out for a while gives back what he had to do, but stays the giver', async () => {
  const giver = await desk.person('Завуч', 'staff', { givesTasks: true })
  const doer = await desk.person('Мария')
  const [given, own] = [await give(giver, doer), await give(director, giver)]
  const access = (to: 'active' | 'blocked') =>
    database.db.transaction((tx) =>
      changeAccess(tx, { menu, work: work() }, { actorId: admin.id, personId: giver.id, to, now }),
    )
  await access('blocked')
  assert.deepEqual(await partiesOf(own), { creatorId: director.id, responsibleId: null })
  assert.deepEqual(await partiesOf(given), { creatorId: giver.id, responsibleId: doer.id })
  await desk.forgetOwed()
  const report = { kind: 'report' as const, text: 'Сделано' }
  await desk.change({ taskId: given, action: 'report', actor: doer, now, message: report })
  assert.deepEqual(await desk.owedTo(giver), [])
  assert.match((await desk.owedTo(director))[0]?.text ?? '', /Отчёт по поручению/)
  await access('active')
  assert.equal((await desk.change({ taskId: given, action: 'accept', actor: giver, now })).status, 'accepted')
})

test('a new role takes no orders away, and a director who was one keeps what he gave', async () => {
  const specialist = await desk.person('Иван', 'specialist')
  const former = await desk.person('Нина', 'director')
  const [own, given, foreign] = [
    await give(former, specialist),
    await give(former, admin),
    await give(director, admin),
  ]
  const setRole = (person: Person) =>
    database.db.transaction((tx) =>
      changeRole(tx, { menu, work: work() }, { actorId: admin.id, personId: person.id, role: 'staff', now }),
    )
  await setRole(specialist)
  await setRole(former)
  assert.deepEqual(await partiesOf(own), { creatorId: former.id, responsibleId: specialist.id })
  const actor = await findPerson(database.db, former.id)
  assert.ok(actor)
  assert.equal((await desk.change({ taskId: given, action: 'cancel', actor, now })).status, 'cancelled')
  assert.equal((await desk.try({ taskId: foreign, action: 'cancel', actor, now })).kind, 'not_found')
})

test('only who may give orders takes over orders to others, only specialists take over tickets', async () => {
  const teacher = await desk.person('Мария')
  const blocked = await desk.person('Закрытая')
  await database.db.run(sql`update person set status = 'blocked' where id = ${blocked.id}`)
  const giver = await desk.person('Завуч', 'staff', { givesTasks: true })
  await give(giver, teacher)
  assert.equal((await offboard(giver, teacher)).kind, 'wrong_receiver')
  await give(director, giver)
  assert.equal((await offboard(giver, blocked)).kind, 'wrong_receiver')
  assert.equal((await offboard(giver, giver)).kind, 'wrong_receiver')
  assert.equal((await offboard(giver, teacher)).kind, 'offboarded')

  const specialist = await desk.person('Иван', 'specialist')
  await give(director, specialist)
  const helpDesk = createDesk(database.db)
  const ticket = await helpDesk.file(teacher, {}, now)
  const changes = { assigneeId: specialist.id }
  await helpDesk.change({ ticketId: ticket.id, action: 'take', actor: specialist, now, changes })
  assert.equal((await offboard(specialist, teacher)).kind, 'wrong_receiver')
})

test('two who give each other orders are parted with at once: each order ends with somebody who is here', async () => {
  const others = await desk.person('Пётр', 'admin')
  const receiver = await desk.person('Анна', 'staff', { givesTasks: true })
  const [one, two] = [
    await desk.person('Первый', 'staff', { givesTasks: true }),
    await desk.person('Второй', 'staff', { givesTasks: true }),
  ]
  const tasks = [await give(one, two), await give(two, one), await give(one, one)]
  const outcomes = await Promise.all([offboard(one, two), offboard(two, receiver, others)])
  assert.ok(outcomes.some(({ kind }) => kind === 'offboarded'))
  for (const [person, outcome] of [[one, outcomes[0]] as const, [two, outcomes[1]] as const]) {
    // the receiver had gone: the admin chooses somebody else
    if (outcome?.kind !== 'offboarded') assert.equal((await offboard(person, receiver)).kind, 'offboarded')
  }
  for (const id of tasks) {
    const { creatorId, responsibleId } = await partiesOf(id)
    assert.equal(responsibleId, receiver.id)
    assert.equal(creatorId, director.id)
  }
})

test('orders given in the same instant as their giver or their doer leaves belong to people who are here', async () => {
  const giver = await desk.person('Завуч', 'staff', { givesTasks: true })
  const doer = await desk.person('Мария')
  for (let round = 0; round < 5; round++) {
    const leavers = [
      await desk.person(`Уходит ${round}`, 'staff', { givesTasks: true }),
      await desk.person(`Уходит тоже ${round}`),
    ] as const
    const issue = (by: Person, to: Person): Promise<Issued> =>
      database.db.transaction((tx) =>
        issueTasks(
          tx,
          by,
          {
            ...{ draftId: randomUUID(), responsibleIds: [to.id], coDoerIds: [], text: 'Сдать план' },
            ...{ deadline: new Date('2026-12-01T09:00:00Z'), importance: 'normal' as const, attachments: [] },
          },
          now,
        ),
      )
    await Promise.all([
      issue(leavers[0], doer),
      offboard(leavers[0], null),
      issue(giver, leavers[1]),
      offboard(leavers[1], null),
    ])
  }
  const { lost } = await database.db.one<{ lost: number }>(sql`
    select count(*) as lost from task t
    join person creator on creator.id = t.creator_id left join person doer on doer.id = t.responsible_id
    where creator.status <> 'active' or doer.status <> 'active'`)
  assert.equal(lost, 0)
})
