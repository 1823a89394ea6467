import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { TransientFault } from '../src/platform/fault.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { ApiError } from '../src/telegram/api-error.ts'
import { type DeliverDeps, type Delivery, deliver } from '../src/telegram/deliver.ts'
import { queue } from '../src/telegram/outbox.ts'
import { createTurns } from '../src/telegram/turns.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database[Symbol.asyncDispose]())

const owe = (chatId: number, ...kinds: string[]) =>
  database.db.transaction((tx) =>
    queue(
      tx,
      kinds.map((kind) => ({ chatId, kind, payload: {} })),
    ),
  )

const owedTo = async (chatId: number) =>
  (
    await database.db.many<{ kind: string }>(sql`
    select kind from outbox where chat_id = ${chatId} order by id`)
  ).map(({ kind }) => kind)

function deps(deliveries: Record<string, Delivery>, reports: unknown[] = []): DeliverDeps {
  return {
    db: database.db,
    log: createLog({ level: 'silent', instance: 'test', destination: process.stdout }),
    metrics: createMetrics({ version: 'test', environment: 'local' }),
    limits: { take: async () => 0 },
    deliveries: new Map(Object.entries(deliveries)),
    heavyKinds: new Set(['file']),
    heavyTurns: createTurns(1),
    hooks: {
      unreachable: async () => {
        throw new TypeError('bug of a hook')
      },
      migrated: async () => undefined,
    },
    report: (error) => reports.push(error),
    signal: new AbortController().signal,
  }
}

test('what only a newer build can send waits for it, and its order is kept', async () => {
  await owe(1, 'newer', 'known')
  await deliver(deps({ known: async () => undefined }), 1)
  assert.deepEqual(await owedTo(1), ['newer', 'known'])
  await database.db.run(sql`update outbox set send_after = null`)
  const sent: string[] = []
  const send: Delivery = async ({ kind }) => {
    sent.push(kind)
  }
  await deliver(deps({ known: send, newer: send }), 1)
  assert.deepEqual(sent, ['newer', 'known'])
})

test('a hook that fails is reported and does not hold up the chat for ever', async () => {
  await owe(2, 'blocked', 'next')
  const reports: unknown[] = []
  const sent: string[] = []
  await deliver(
    deps(
      {
        blocked: async () => {
          throw new ApiError('sendMessage', 'unreachable')
        },
        next: async ({ kind }) => {
          sent.push(kind)
        },
      },
      reports,
    ),
    2,
  )
  assert.deepEqual(sent, ['next'])
  assert.deepEqual(await owedTo(2), [])
  assert.ok(reports[0] instanceof TypeError)
})

test('a job that begins while the process stops fails, so that the next process does it at once', async () => {
  await owe(3, 'known')
  const stopping = { ...deps({ known: async () => undefined }), signal: AbortSignal.abort() }
  await assert.rejects(deliver(stopping, 3), TransientFault)
  assert.deepEqual(await owedTo(3), ['known'])
  await deliver(stopping, 4)
})

test('while a file is made for one chat another that waits for one asks again, and messages go on', async () => {
  await owe(50, 'file')
  await owe(51, 'file')
  await owe(52, 'known')
  const [begun, made] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const sent: string[] = []
  const all = deps({
    file: async ({ chatId }) => {
      begun.resolve()
      await made.promise
      sent.push(`file ${chatId}`)
    },
    known: async () => void sent.push('known'),
  })
  const first = deliver(all, 50)
  await begun.promise
  await deliver(all, 51)
  await deliver(all, 52)
  assert.deepEqual(sent, ['known'])
  assert.deepEqual(await owedTo(51), ['file'])
  const { again } = await database.db.one<{ again: number }>(
    sql`select count(*) as again from graphile_worker.jobs where key = 'again:51'`,
  )
  assert.equal(again, 1)
  made.resolve()
  await first
  await deliver(all, 51)
  assert.deepEqual(sent, ['known', 'file 50', 'file 51'])
})
