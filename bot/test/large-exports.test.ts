import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import sql from 'sql-template-tag'
import { queue } from '../src/telegram/outbox.ts'
import { type OwedExport, owedExportKind } from '../src/tickets/export/export-order.ts'
import { spawnBot } from './bot-process.ts'
import { startSchool } from './school.ts'

/** Resident at most, pages of the program's own files with it. Above the 224 MB of a container: it guards against a relapse, and no more. */
const mostMb = 300
/** In MB, half of what a container has. */
const heap = '--max-old-space-size=112'
const tickets = 19_000

test('four exports of 19,000 tickets at once do not end a bot with little memory, and others are answered meanwhile', async (t) => {
  if (process.platform !== 'linux') return t.skip('the most a process had is read from /proc')
  await using school = await startSchool()
  const readers = await Promise.all([1, 2, 3, 4].map((n) => school.person(`Директор ${n}`, 'director')))
  const anna = await school.person('Анна', 'staff')
  await school.stop()
  for (let first = 1; first < tickets; first += 1_000) {
    await school.db.pool.query(`
      insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status, created_at)
      select gen_random_uuid(), p.id, p.id, 1, 'кабинет ' || n % 40, repeat('не работает ' || n || ' ', 12), 'low', 'new',
        timestamptz '2026-11-05 12:00Z' + n * interval '1 second'
      from generate_series(${first}, ${first + 999}) as n, person p where p.name = 'Анна'`)
  }
  await using bot = spawnBot({ ...school.env, NODE_OPTIONS: heap })
  await bot.ready()
  const period = { from: { year: 2026, month: 11, day: 1 }, to: { year: 2026, month: 11, day: 30 } }
  const people = await school.db.many<{ id: number; chatId: number }>(
    sql`select id, telegram_id as "chatId" from person where role = 'director'`,
  )
  await school.db.transaction((tx) =>
    queue(
      tx,
      people.map(({ id, chatId }) => {
        const payload: OwedExport = { personId: id, period, format: 'xlsx', language: 'ru' }
        return { chatId, kind: owedExportKind, payload }
      }),
    ),
  )
  await anna.send('/help')
  await anna.waitFor(() => true)
  for (const reader of readers) {
    await reader.waitFor(({ media }) => media?.kind === 'document', { since: 'start', withinMs: 120_000 })
  }
  const { pid = 0, exitCode } = bot.child
  assert.equal(exitCode, null)
  const most = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  t.diagnostic(`the bot had ${Math.round(most)} MB at most`)
  assert.ok(most < mostMb, `${Math.round(most)} MB`)
})
