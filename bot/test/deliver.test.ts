import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sql from 'sql-template-tag'
import { TransientFault } from '../src/platform/fault.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { ApiError } from '../src/telegram/api-error.ts'
import { type DeliverDeps, type Delivery, deliver } from '../src/telegram/deliver.ts'
import { queue } from '../src/telegram/outbox.ts'
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
