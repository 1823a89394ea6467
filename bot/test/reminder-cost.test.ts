import assert from 'node:assert/strict'
import { test } from 'node:test'
import sql, { type Sql } from 'sql-template-tag'
import type { Db } from '../src/platform/postgres.ts'
import { listRemindedTasks } from '../src/tasks/reminders/reminders-store.ts'
import { createReminderDesk } from './reminder-desk.ts'

const hourMs = 3_600_000
const maxMs = 1_000

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: PlanNode[]
}

test('a run reads the orders that are near, and not the others, however many there are', async () => {
  await using reminders = await createReminderDesk()
  const { desk, doer, deputy, runAt } = reminders
  const { db } = desk
  // 50,000 orders of years, each with its history; 500 of them are owed: 40 overdue, 60 within three days
  const now = new Date('2026-11-26T12:00:00+03:00')
  await db.run(sql`insert into task_batch (draft_id, creator_id) values (gen_random_uuid(), ${deputy.id})`)
  // one by one these would be counted for a minute
  await db.run(sql`alter table task disable trigger count_task`)
  await db.run(sql`
    insert into task (batch_id, creator_id, responsible_id, text, deadline, status, created_at)
    select 1, ${deputy.id}, ${doer.id}, 'Сдать журнал',
      case when n <= 40 then ${now}::timestamptz - make_interval(hours => n)
        when n <= 100 then ${now}::timestamptz + make_interval(hours => n - 40)
        when n <= 500 then ${now}::timestamptz + make_interval(days => n)
        else ${now}::timestamptz - make_interval(mins => n) end,
      case when n <= 500 then 'acknowledged' else 'accepted' end, ${now}::timestamptz - interval '4 years'
    from generate_series(1, 50000) as n`)
  await db.run(sql`
    insert into task_event (task_id, at, kind, to_status)
    select id, created_at, kind, status from task, unnest(array['issue', 'deliver', 'acknowledge', 'report']) as kind`)
  await db.run(sql`vacuum analyze task`)
  await db.run(sql`vacuum analyze task_event`)

  let plan: PlanNode | undefined
  const explaining: Db = {
    ...db,
    async many<Row>(statement: Sql) {
      const explained = await db.one<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        sql`explain (analyze, format json) ${statement}`,
      )
      plan = explained['QUERY PLAN'][0].Plan
      return db.many<Row>(statement)
    },
  }
  const until = new Date(now.getTime() + 72 * hourMs)
  const tasks = await listRemindedTasks(explaining, { until, after: undefined, limit: 200 })
  assert.equal(tasks.length, 100)
  const nodes = plan ? nodesOf(plan) : []
  for (const node of nodes) {
    const rows = node['Actual Rows'] * node['Actual Loops']
    assert.ok(rows <= 500, `${node['Node Type']} of ${node['Relation Name']}: ${rows} rows`)
  }
  assert.ok(nodes.some((node) => node['Index Name'] === 'task_owed'))
  assert.ok(!nodes.some((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== 'person'))

  await runAt(now)
  const started = performance.now()
  await runAt(new Date(now.getTime() + 60_000))
  const ms = performance.now() - started
  assert.ok(ms < maxMs, `${ms.toFixed()} ms`)
})

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}
