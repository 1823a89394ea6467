import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { JobHelpers } from 'graphile-worker'
import sql from 'sql-template-tag'
import { noErrorReports } from '../src/platform/error-report.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { createDeathWatch, type DeathWatch } from '../src/telegram/death-watch.ts'
import { pruneDeaths } from '../src/telegram/deaths-store.ts'
import { watchedTasks } from '../src/telegram/watched-tasks.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { until } from './until.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database[Symbol.asyncDispose]())

const log = createLog({ level: 'silent', instance: 'test', destination: process.stdout })

/** A process that lives until it dies. */
async function born(life: string, isWatching = () => true): Promise<DeathWatch & { dies(): Promise<void> }> {
  const { db } = database
  await db.run(sql`insert into bot_life (id) values (${life})`)
  return {
    ...createDeathWatch({ db, log, life, isWatching }),
    dies: async () => void (await db.run(sql`update bot_life set died_at = now() where id = ${life}`)),
  }
}

const attempts = async () =>
  (await database.db.one<{ n: number }>(sql`select count(*) as n from work_attempt`)).n

test('while nobody dies nothing is noted', async () => {
  const watch = await born('calm', () => false)
  const [first, second] = [await watch.begin('entry:1'), await watch.beginInTurn('update:1')]
  assert.deepEqual([first.kind, second.kind, await attempts()], ['begun', 'begun', 0])
})

test('what was merely under way when a process died is tried alone and goes on; what kills again is deadly', async () => {
  const first = await born('first')
  await first.begin('entry:7')
  await first.begin('entry:8')
  await first.dies()

  const second = await born('second')
  const innocent = await second.begin('entry:7')
  assert.equal(innocent.kind, 'begun')
  assert.equal((await second.begin('entry:8')).kind, 'busy', 'one that may kill at a time')
  assert.equal((await second.begin('entry:9')).kind, 'begun', 'others go on beside it')
  assert.ok(innocent.kind === 'begun')
  innocent.end()
  await until('it is forgotten', async () => (await attempts()) === 2)
  assert.equal((await second.begin('entry:8')).kind, 'begun')
  await second.dies()

  const third = await born('third')
  assert.equal((await third.begin('entry:7')).kind, 'begun')
  assert.equal(
    (await third.begin('entry:8')).kind,
    'begun',
    'a death while it was alone may have been chance',
  )
  await third.dies()

  const fourth = await born('fourth')
  assert.equal((await fourth.begin('entry:8')).kind, 'deadly')
  const merelyBeside = await fourth.begin('entry:9')
  assert.equal(merelyBeside.kind, 'begun')
})

test('an attempt of a process that lives is no death, and an update waits for its turn', async () => {
  const [one, other] = [await born('one'), await born('other')]
  await one.begin('update:20')
  assert.equal((await other.beginInTurn('update:20')).kind, 'begun', 'the same at two replicas')
  await one.begin('update:21')
  await one.dies()
  const suspect = await other.beginInTurn('update:20')
  let began = false
  const waiting = other.beginInTurn('update:21').then((attempt) => {
    began = true
    return attempt
  })
  await other.begin('update:22')
  assert.equal(began, false)
  assert.ok(suspect.kind === 'begun')
  suspect.end()
  assert.equal((await waiting).kind, 'begun')
})

test('what is an hour old is forgotten', async () => {
  const long = await born('long ago')
  await long.begin('entry:30')
  await long.dies()
  await database.db.run(sql`update work_attempt set begun_at = now() - interval '61 minutes'`)
  const now = await born('now')
  assert.equal((await now.begin('entry:30')).kind, 'begun')
  await database.db.run(
    sql`update bot_life set died_at = now() - interval '61 minutes' where id = 'long ago'`,
  )
  await pruneDeaths(database.db)
  const { n } = await database.db.one<{ n: number }>(
    sql`select count(*) as n from bot_life where id = 'long ago'`,
  )
  assert.equal(n, 0)
})

test('a job that kills ends without having run and is counted once; so does one by the clock, though its runs are many', async () => {
  for (const work of ['job:40', 'job:remind'] as const) {
    for (const time of ['night', 'dawn', 'morning']) {
      const watch = await born(`${work} ${time}`)
      await watch.beginInTurn(work)
      await watch.dies()
    }
  }
  const metrics = createMetrics({ version: 'test', environment: 'local' })
  const runs: string[] = []
  const watch = await born('noon')
  const task = (name: string) => () => void runs.push(name)
  const tasks = watchedTasks(
    { once: task('once'), remind: task('remind') },
    { watch, log, metrics, errors: noErrorReports },
  )
  const run = (name: string, id: string, payload: unknown) =>
    tasks[name]?.(payload, { job: { id } } as unknown as JobHelpers)
  await run('once', '40', {})
  await run('once', '41', {})
  await run('remind', '42', { _cron: {} })
  await run('remind', '43', { _cron: {} })
  assert.deepEqual(runs, ['once'])
  const counted = (await metrics.errors.get()).values.find(({ labels }) => labels.source === 'job')
  assert.equal(counted?.value, 2)
})
