import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import type { TaskChanged, TaskCommand } from '../src/tasks/change-task.ts'
import { lockTask } from '../src/tasks/tasks-store.ts'
import { createOrderCast, deadline, now, type OrderCast, wanted } from './order-cast.ts'
import { until } from './until.ts'
import { untilWaiting } from './until-waiting.ts'

let cast: OrderCast
before(async () => {
  cast = await createOrderCast()
})
after(() => cast[Symbol.asyncDispose]())

/** Holds the order until all of them wait for it, and only then lets them go on. */
async function atOnce(commands: readonly TaskCommand[]): Promise<TaskChanged[]> {
  const { desk } = cast
  const tries = await desk.db.transaction(async (tx) => {
    for (const { taskId } of commands) await lockTask(tx, taskId)
    const begun = commands.map((command) => desk.try(command))
    await until('all of them wait', async () => (await waiting()) === commands.length, { everyMs: 2 })
    return { begun }
  })
  return Promise.all(tries.begun)
}

async function waiting(): Promise<number> {
  const { count } = await cast.desk.db.one<{ count: number }>(sql`
    select count(*) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%from task where%for update%'`)
  return count
}

test('giver and director accept at the same instant, 50 times: one does, the other learns it', async () => {
  const { desk, giver, director, doer, issue, act, eventsOf } = cast
  for (let round = 0; round < 50; round++) {
    const task = await issue()
    await act(task, 'report', doer, { message: { kind: 'report', text: 'Готово' } })
    await desk.forgetOwed()
    const results = await atOnce(
      [giver, director].map((actor) => ({ taskId: task.id, action: 'accept', actor, now })),
    )
    assert.deepEqual(results.map(({ kind }) => kind).sort(), ['changed', 'wrong_status'], `round ${round}`)
    const loser = results.find(({ kind }) => kind !== 'changed')
    assert.deepEqual(loser, { kind: 'wrong_status', status: 'accepted' })
    assert.equal((await eventsOf(task)).filter(({ kind }) => kind === 'accept').length, 1)
    assert.equal((await desk.owedTo(doer)).length, 1, 'the doer is told once')
  }
})

test('two directors decide differently at the same instant: one decision stands, and is the only one told', async () => {
  const { desk, director, doer, issue, act, requestsOf } = cast
  const other = await desk.person('Второй директор', 'director')
  for (let round = 0; round < 10; round++) {
    const task = await issue()
    await act(task, 'ask_to_move', doer, { wanted, message: { kind: 'move_reason', text: 'Болею' } })
    await desk.forgetOwed()
    const results = await atOnce([
      { taskId: task.id, action: 'grant_move', actor: director, now },
      { taskId: task.id, action: 'refuse_move', actor: other, now },
    ])
    assert.deepEqual(results.map(({ kind }) => kind).sort(), ['changed', 'nothing_asked'])
    const [request] = await requestsOf(task)
    const isGranted = results[0]?.kind === 'changed'
    assert.equal(request?.answer, isGranted ? 'granted' : 'refused')
    assert.deepEqual((await desk.task(task.id)).deadline, isGranted ? wanted : deadline)
    assert.equal((await desk.owedTo(doer)).length, 1)
  }
})

test('the doer reports while the giver cancels: whoever comes second is told how it stands', async () => {
  const { desk, giver, doer, issue } = cast
  for (let round = 0; round < 10; round++) {
    const task = await issue()
    const results = await atOnce([
      { taskId: task.id, action: 'report', actor: doer, now, message: { kind: 'report', text: 'Готово' } },
      { taskId: task.id, action: 'cancel', actor: giver, now },
    ])
    // a report that came first may be cancelled still
    assert.deepEqual(results[1]?.kind, 'changed')
    if (results[0]?.kind !== 'changed') {
      assert.deepEqual(results[0], { kind: 'wrong_status', status: 'cancelled' })
    }
    assert.equal((await desk.task(task.id)).status, 'cancelled')
  }
})

test('an order is given to somebody who is being blocked at that instant: he has it before, or not at all', async () => {
  const { desk, giver, issue } = cast
  const task = await issue()
  const leaver = await desk.person('Уходящий')
  const reassigning = await desk.db.transaction(async (tx) => {
    await tx.run(sql`update person set status = 'blocked' where id = ${leaver.id}`)
    const changes = { responsibleId: leaver.id }
    const begun = desk.try({ taskId: task.id, action: 'reassign', actor: giver, now, changes })
    await untilWaiting(desk.db, 1)
    return { begun }
  })
  assert.deepEqual(await reassigning.begun, { kind: 'doer_gone' })
})
