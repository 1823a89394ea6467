import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createLog } from '../src/platform/log.ts'
import { createPool } from '../src/platform/postgres.ts'
import { startWorker } from '../src/telegram/worker.ts'
import { createTestDatabase } from './database.ts'
import { startTcpProxy, throughProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

const cuts = 6

test(`the job queue comes back each time its database is cut off in the middle of jobs, ${cuts} times`, async () => {
  await using database = await createTestDatabase()
  const { hostname: host, port } = new URL(database.url)
  await using proxy = await startTcpProxy({ host, port: Number(port) })
  const pool = createPool({ url: throughProxy(database.url, proxy), max: 5 })
  const done = new Set<number>()
  const names: string[] = []
  const worker = await startWorker({
    pool,
    log: createLog({ level: 'silent', instance: 'test', destination: process.stdout }),
    tasks: {
      async work(payload) {
        const { n } = payload as { n: number }
        await setTimeout(5 + Math.random() * 20)
        done.add(n)
      },
    },
    crons: [],
    onFailedJob: () => undefined,
    onStart: (id) => names.push(id),
  })
  const add = (from: number, to: number) =>
    database.db.pool.query(
      `select graphile_worker.add_job('work', json_build_object('n', n), queue_name := 'queue:' || n)
       from generate_series($1::int, $2::int) as n`,
      [from, to],
    )
  for (let cut = 0; cut < cuts; cut += 1) {
    const first = cut * 1_000
    await add(first, first + 200)
    await until('jobs run', () => done.has(first + 5))
    await setTimeout(Math.random() * 50)
    proxy.cut()
    await setTimeout(Math.random() * 500)
    proxy.restore()
    await add(first + 500, first + 500)
    await until(`jobs run again after cut ${cut + 1}`, () => done.has(first + 500), { withinMs: 20_000 })
  }
  await worker.stop()
  await pool.end()
  assert.ok(names.length > 1, 'it was started anew')
})
