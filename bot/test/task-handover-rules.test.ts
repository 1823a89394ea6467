import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { findPerson } from '../src/people/people-store.ts'
import type { Person } from '../src/people/person.ts'
import { listCoDoerIds } from '../src/tasks/tasks-store.ts'
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

test('who helped is a helper no more, and the doer learns it; finished orders keep their people', async () => {
  const doer = await school.orders.person('Мария')
  const helper = await school.orders.person('Анна')
  const [open, cancelled] = [
    await school.give(director, doer, [helper]),
    await school.give(director, doer, [helper]),
  ]
  await school.orders.change({ taskId: cancelled, action: 'cancel', actor: director, now })
  await school.orders.forgetOwed()
  await school.offboard(admin, helper, null)
  assert.deepEqual(await listCoDoerIds(school.orders.db, open), [])
  assert.deepEqual(await listCoDoerIds(school.orders.db, cancelled), [helper.id])
  const owed = await school.orders.owedTo(doer)
  assert.equal(owed.length, 1)
  assert.match(owed[0]?.text ?? '', /Анна.* больше не работает в школе и не сможет помочь/)
  const gone = await school.orders.person('Пётр')
  const finished = await school.give(director, gone)
  await school.orders.change({ taskId: finished, action: 'cancel', actor: director, now })
  await school.offboard(admin, gone, doer)
  assert.equal((await school.orders.task(finished)).responsibleId, gone.id)
})

test('who is shut out for a while gives back what he had to do, but stays the giver', async () => {
  const giver = await school.orders.person('Завуч', 'staff', { givesTasks: true })
  const doer = await school.orders.person('Мария')
  const [given, own] = [await school.give(giver, doer), await school.give(director, giver)]
  const access = (to: 'active' | 'blocked') => school.setAccess(admin, giver, to)
  await access('blocked')
  assert.deepEqual(await school.partiesOf(own), { creatorId: director.id, responsibleId: null })
  assert.deepEqual(await school.partiesOf(given), { creatorId: giver.id, responsibleId: doer.id })
  await school.orders.forgetOwed()
  const report = { kind: 'report' as const, text: 'Сделано' }
  await school.orders.change({ taskId: given, action: 'report', actor: doer, now, message: report })
  assert.deepEqual(await school.orders.owedTo(giver), [])
  assert.match((await school.orders.owedTo(director))[0]?.text ?? '', /Отчёт по поручению/)
  await access('active')
  assert.equal(
    (await school.orders.change({ taskId: given, action: 'accept', actor: giver, now })).status,
    'accepted',
  )
})

test('a new role takes no orders away, and a director who was one keeps what he gave', async () => {
  const specialist = await school.orders.person('Иван', 'specialist')
  const former = await school.orders.person('Нина', 'director')
  const [own, given, foreign] = [
    await school.give(former, specialist),
    await school.give(former, admin),
    await school.give(director, admin),
  ]
  await school.setRole(admin, specialist, 'staff')
  await school.setRole(admin, former, 'staff')
  assert.deepEqual(await school.partiesOf(own), { creatorId: former.id, responsibleId: specialist.id })
  const actor = await findPerson(school.orders.db, former.id)
  assert.ok(actor)
  assert.equal(
    (await school.orders.change({ taskId: given, action: 'cancel', actor, now })).status,
    'cancelled',
  )
  assert.equal((await school.orders.try({ taskId: foreign, action: 'cancel', actor, now })).kind, 'not_found')
})

test('only who may give orders takes over orders to others, only specialists take over tickets', async () => {
  const teacher = await school.orders.person('Мария')
  const blocked = await school.orders.person('Закрытая')
  await school.orders.db.run(sql`update person set status = 'blocked' where id = ${blocked.id}`)
  const giver = await school.orders.person('Завуч', 'staff', { givesTasks: true })
  await school.give(giver, teacher)
  assert.equal((await school.offboard(admin, giver, teacher)).kind, 'wrong_receiver')
  await school.give(director, giver)
  assert.equal((await school.offboard(admin, giver, blocked)).kind, 'wrong_receiver')
  assert.equal((await school.offboard(admin, giver, giver)).kind, 'wrong_receiver')
  assert.equal((await school.offboard(admin, giver, teacher)).kind, 'offboarded')

  const specialist = await school.orders.person('Иван', 'specialist')
  await school.give(director, specialist)
  const ticket = await school.tickets.file(teacher, {}, now)
  const changes = { assigneeId: specialist.id }
  await school.tickets.change({ ticketId: ticket.id, action: 'take', actor: specialist, now, changes })
  assert.equal((await school.offboard(admin, specialist, teacher)).kind, 'wrong_receiver')
})
