import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import type { Person } from '../src/people/person.ts'
import { type Issued, issueTasks } from '../src/tasks/issue-tasks.ts'
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

test('two who give each other orders are parted with at once: each order ends with somebody who is here', async () => {
  const others = await school.orders.person('Пётр', 'admin')
  const receiver = await school.orders.person('Анна', 'staff', { givesTasks: true })
  const [one, two] = [
    await school.orders.person('Первый', 'staff', { givesTasks: true }),
    await school.orders.person('Второй', 'staff', { givesTasks: true }),
  ]
  const tasks = [await school.give(one, two), await school.give(two, one), await school.give(director, one)]
  await school.orders.makeOwn(tasks[2] ?? 0)
  const outcomes = await Promise.all([
    school.offboard(admin, one, two),
    school.offboard(others, two, receiver),
  ])
  assert.ok(outcomes.some(({ kind }) => kind === 'offboarded'))
  for (const [person, outcome] of [[one, outcomes[0]] as const, [two, outcomes[1]] as const]) {
    // the receiver had gone: the admin chooses somebody else
    if (outcome?.kind !== 'offboarded')
      assert.equal((await school.offboard(admin, person, receiver)).kind, 'offboarded')
  }
  for (const id of tasks) {
    const { creatorId, responsibleId } = await school.partiesOf(id)
    assert.equal(responsibleId, receiver.id)
    assert.equal(creatorId, director.id)
  }
})

test('orders given in the same instant as their giver or their doer leaves belong to people who are here', async () => {
  const giver = await school.orders.person('Завуч', 'staff', { givesTasks: true })
  const doer = await school.orders.person('Мария')
  for (let round = 0; round < 5; round++) {
    const leavers = [
      await school.orders.person(`Уходит ${round}`, 'staff', { givesTasks: true }),
      await school.orders.person(`Уходит тоже ${round}`),
    ] as const
    const issue = (by: Person, to: Person): Promise<Issued> =>
      school.orders.db.transaction((tx) =>
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
      school.offboard(admin, leavers[0], null),
      issue(giver, leavers[1]),
      school.offboard(admin, leavers[1], null),
    ])
  }
  const { lost } = await school.orders.db.one<{ lost: number }>(sql`
    select count(*) as lost from task t
    join person creator on creator.id = t.creator_id left join person doer on doer.id = t.responsible_id
    where creator.status <> 'active' or doer.status <> 'active'`)
  assert.equal(lost, 0)
})

test('an order is passed on to a helper who leaves at that instant: neither waits for the other in a ring', async () => {
  for (let round = 0; round < 10; round += 1) {
    const helper = await school.orders.person(`Помощник ${round}`)
    const taskId = await school.give(director, await school.orders.person(`Мария ${round}`), [helper])
    const changes = { responsibleId: helper.id }
    await Promise.all([
      school.orders.try({ taskId, action: 'reassign', actor: director, now, changes }),
      school.offboard(admin, helper, null),
    ])
    assert.notEqual((await school.partiesOf(taskId)).responsibleId, helper.id)
  }
})
