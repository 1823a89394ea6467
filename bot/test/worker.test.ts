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

test('a job that was locked while its fetch was cut off is done soon, a job under way is left alone', async () => {
  await using database = await createTestDatabase()
  const pool = createPool({ url: database.url, max: 5 })
  const names: string[] = []
  const runs: string[] = []
  const worker = await startWorker({
    pool,
    log: createLog({ level: 'silent', instance: 'test', destination: process.stdout }),
    tasks: {
      async long() {
        runs.push('long')
        await until('the other is done', () => runs.includes('lost'), { withinMs: 30_000 })
      },
      lost: () => {
        runs.push('lost')
      },
    },
    crons: [],
    onFailedJob: () => undefined,
    onStart: (id) => names.push(id),
  })
  await database.db.pool.query(`select graphile_worker.add_job('long', queue_name := 'one')`)
  await until('the long job is under way', () => runs.length === 1)
  // as a fetch leaves them whose answer never came
  await database.db.pool.query(
    `with job as (
       select (graphile_worker.add_job('lost', queue_name := 'two', run_at := now() + interval '1 hour')).id
     )
     select from job`,
  )
  await database.db.pool.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now(), run_at = now(), attempts = 1
     where job_queue_id = (select id from graphile_worker._private_job_queues where queue_name = 'two')`,
    [names.at(-1)],
  )
  await database.db.pool.query(
    `update graphile_worker._private_job_queues set locked_by = $1, locked_at = now() where queue_name = 'two'`,
    [names.at(-1)],
  )
  await until('the lost job is done', () => runs.includes('lost'), { withinMs: 20_000 })
  await worker.stop()
  await pool.end()
  assert.deepEqual(runs, ['long', 'lost'])
})
