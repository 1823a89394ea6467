import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import sql from 'sql-template-tag'
import { createReminderDesk, deadline, given, moscow } from './reminder-desk.ts'

const reminders = await createReminderDesk()
after(() => reminders[Symbol.asyncDispose]())
beforeEach(() => reminders.clear())
const { desk, doer, deputy, issue, runAt, runTwiceAt, stepsOf } = reminders
const { db } = desk

test('of two replicas that run at once one takes each step: its mark, its event and its message together', async () => {
  const tasks = [await issue(deputy), await issue(deputy), await issue(deputy)]
  await runTwiceAt(moscow('26T14:00'))
  await runTwiceAt(moscow('26T14:01'))
  assert.equal((await desk.owedTo(doer)).length, 3)
  for (const task of tasks) {
    assert.deepEqual(await stepsOf(task), ['before_1h'])
    const events = await db.many(sql`
      select kind, actor_id as actor, details from task_event where task_id = ${task.id} and kind <> 'issue'`)
    assert.deepEqual(events, [{ kind: 'remind', actor: null, details: { step: 'before_1h' } }])
  }
})

test('a reminder that cannot be written is not taken, and stops no other', async () => {
  const [first, second] = [await issue(deputy), await issue(deputy)]
  await db.run(
    sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$`,
  )
  await db.pool.query(`create trigger refuse before insert on task_event for each row
    when (new.task_id = ${first.id}) execute function refuse()`)
  const run = runAt(deadline)
  await assert.rejects(run, (error) => error instanceof AggregateError && error.errors.length === 1)
  assert.deepEqual([await stepsOf(first), await stepsOf(second)], [[], ['deadline']])
  await db.run(sql`drop function refuse cascade`)
  await runTwiceAt(deadline)
  assert.deepEqual(await stepsOf(first), ['deadline'])
  assert.equal((await desk.owedTo(doer)).length, 2)
})

test('an order that somebody holds for long stops no other', async () => {
  const [first, second] = [await issue(deputy), await issue(deputy)]
  await db.transaction(async (tx) => {
    await tx.run(sql`select from task where id = ${first.id} for update`)
    await assert.rejects(runAt(deadline), AggregateError)
    assert.deepEqual([await stepsOf(first), await stepsOf(second)], [[], ['deadline']])
  })
  await runTwiceAt(deadline)
  assert.deepEqual(await stepsOf(first), ['deadline'])
})

test('after a long downtime more orders than one page has are all reminded of', async () => {
  for (let n = 0; n < 230; n += 1) {
    // many with the same deadline, at the border of a page too
    const later = new Date(deadline.getTime() + Math.floor(n / 150) * 60_000)
    await desk.issue(deputy, [doer], { deadline: later }, given)
  }
  await desk.forgetOwed()
  await runTwiceAt(moscow('26T16:00'))
  assert.equal((await desk.owedTo(doer)).length, 230)
})
