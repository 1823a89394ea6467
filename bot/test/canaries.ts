import sql from 'sql-template-tag'
import type { CanaryReport } from '../src/http/canary-route.ts'
import type { Database } from '../src/platform/postgres.ts'
import { scrape } from './metric-samples.ts'
import type { School } from './school.ts'
import { until } from './until.ts'

export async function sendCanary(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/canary`, { method: 'POST', headers })
  return { status: answer.status, report: (await answer.json()) as CanaryReport }
}

/** A canary as deploy.sh sends it from outside. */
export async function sendByWebhook(school: School, id: number) {
  const answer = await fetch(`${school.http()}/telegram/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': school.env['WEBHOOK_SECRET'] ?? '',
    },
    body: JSON.stringify({ update_id: id, schoolbot_canary: {} }),
  })
  return { status: answer.status, report: (await answer.json()) as CanaryReport }
}

/** Rows of all tables that an update could leave something in. */
export const rowsOf = (db: Database) =>
  db.one<Record<string, number>>(sql`
    select (select count(*) from telegram_update) as claims, (select count(*) from outbox) as owed,
      (select count(*) from graphile_worker._private_jobs) as jobs,
      (select count(*) from graphile_worker._private_job_queues) as queues,
      (select count(*) from person) as people, (select count(*) from audit_event) as audit`)

/** The same once no job is left, which is noted a moment after its end. */
export async function rowsAtRest(db: Database): Promise<Record<string, number>> {
  return until('no job is left', async () => {
    const rows = await rowsOf(db)
    return rows['jobs'] === 0 && rows
  })
}

/** What is counted of updates, faults and messages. */
export async function figuresOf(url: string): Promise<string[]> {
  const counted =
    /^(bot_|kpi_|schoolbot_(outbox|tickets|tasks|updates|recipients|intake|telegram_calls_total.*send))/
  return (await scrape(url)).split('\n').filter((line) => counted.test(line))
}

/** From now on canaries' jobs come up so much later: as with workers that stand still. */
export async function delayCanaries(db: Database, interval: string): Promise<void> {
  await db.pool.query(`
    create or replace function delay_canary() returns trigger language plpgsql as $$
      begin new.run_at = now() + interval '${interval}'; return new; end $$`)
  await db.pool.query(`
    create or replace trigger delay_canary before insert on graphile_worker._private_jobs
      for each row when (new.key like 'canary:%') execute function delay_canary()`)
}
