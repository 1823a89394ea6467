import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import sql from 'sql-template-tag'
import { countBreaches, readTaskFigures } from '../src/http/kpi-gauges-store.ts'
import type { Database } from '../src/platform/postgres.ts'
import { outboxState } from '../src/telegram/outbox.ts'
import { countOpenTickets } from '../src/tickets/ticket-counts-store.ts'
import { samples, scrape } from './metric-samples.ts'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('gauges equal SQL over 200,000 tickets and 50,000 orders, and a scrape does not read them', async (t) => {
  await using school = await startSchool()
  const { db } = school
  await db.run(sql`insert into person (telegram_id, name, role) values (1, 'Автор', 'specialist')`)
  await db.run(sql`insert into task_batch (draft_id, creator_id) values (gen_random_uuid(), 1)`)
  await fill(db, 2)
  await measure(t, db, 'at 20,000 tickets and 5,000 orders')
  await fill(db, 18)
  await measure(t, db, 'at 200,000 tickets and 50,000 orders')

  const tickets = await db.many<{ labels: string; n: number }>(sql`
    select format('{status="%s",category="%s"}', status, category_id) as labels, count(*) as n
    from ticket where status not in ('closed', 'cancelled') group by 1`)
  const tasks = await db.many<{ labels: string; n: number }>(sql`
    select format('{status="%s"}', status) as labels, count(*) as n
    from task where status not in ('accepted', 'cancelled') group by 1`)
  const totals = await db.one<Record<string, number>>(sql`
    select count(*) filter (where status <> 'cancelled') as kpi_tasks_total,
      count(*) filter (where status = 'accepted') as kpi_tasks_done,
      count(*) filter (where status not in ('accepted', 'cancelled', 'reported') and deadline < now())
        as kpi_tasks_overdue,
      (select count(*) from ticket where status in ('new', 'in_progress', 'waiting_for_author')) as bot_tickets_open
    from task`)
  const counts = (rows: typeof tickets) => Object.fromEntries(rows.map(({ labels, n }) => [labels, n]))
  const expected = [counts(tickets), counts(tasks), totals]
  await until(
    'the gauges show what SQL counts',
    async () => {
      const text = await scrape(school.http())
      const values = Object.keys(totals).map((name) => [name, samples(text, name).get('')])
      const found = [samples(text, 'schoolbot_tickets'), samples(text, 'schoolbot_tasks'), values]
      return isDeepStrictEqual(
        found.map((entries) => Object.fromEntries(entries)),
        expected,
      )
    },
    { withinMs: 25_000 },
  )

  const before = await statements(db)
  for (let i = 0; i < 50; i += 1) await scrape(school.http())
  assert.ok((await statements(db)) - before < 100, 'scrapes send no queries: only the timers do')
})

/** Adds portions of 10,000 tickets and 2,500 orders, few of them open: the statement timeout is that of production. */
async function fill(db: Database, portions: number): Promise<void> {
  for (let portion = 0; portion < portions; portion += 1) {
    await db.run(sql`
      insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status, assignee_id)
      select gen_random_uuid(), 1, 1, 1 + n % 7, 'кабинет ' || n % 300, 'не работает принтер', 'normal',
        case when n > 9975 then (array['new', 'in_progress', 'waiting_for_author', 'resolved'])[1 + n % 4]
          else (array['closed', 'cancelled'])[1 + n % 2] end, 1
      from generate_series(1, 10000) n`)
  }
  // counted once instead of row by row
  await db.run(sql`alter table task disable trigger count_task`)
  await db.run(sql`
    insert into task (batch_id, creator_id, responsible_id, text, deadline, status)
    select 1, 1, 1, 'сдать отчёт', now() + (n % 3 - 1) * interval '1 day',
      case when n % 100 = 0 then (array['issued', 'delivered', 'acknowledged', 'reported', 'returned'])[1 + n / 100 % 5]
        else (array['accepted', 'cancelled'])[1 + n % 2] end
    from generate_series(1, ${portions * 2_500}::int) n`)
  await db.run(sql`alter table task enable trigger count_task`)
  await db.run(sql`update task_count c set tasks = (select count(*) from task t where t.status = c.status)`)
  await db.run(sql`analyze ticket, task`)
}

/** What the timers read, the best of ten: the machine of the tests does other things too. */
async function measure(t: TestContext, db: Database, when: string): Promise<void> {
  const reads = {
    tickets: countOpenTickets,
    tasks: readTaskFigures,
    sla_breaches: countBreaches,
    outbox: outboxState,
  }
  let total = 0
  const figures: string[] = []
  for (const [name, read] of Object.entries(reads)) {
    let best = Infinity
    for (let run = 0; run < 10; run += 1) {
      const asked = performance.now()
      await read(db)
      best = Math.min(best, performance.now() - asked)
    }
    total += best
    figures.push(`${name} ${best.toFixed(1)}`)
  }
  t.diagnostic(`${when}: ${figures.join(', ')}; together ${total.toFixed(1)} ms`)
  assert.ok(total < 100, `${when}: ${total} ms`)
}

/** Transactions of this database so far. */
async function statements(db: Database): Promise<number> {
  await db.run(sql`select pg_stat_clear_snapshot()`)
  const { n } = await db.one<{ n: number }>(
    sql`select xact_commit as n from pg_stat_database where datname = current_database()`,
  )
  return n
}
