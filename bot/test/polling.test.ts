import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Update } from 'telegraf/types'
import { TransientFault } from '../src/platform/fault.ts'
import { createLog } from '../src/platform/log.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import type { Api } from '../src/telegram/api.ts'
import { createInOrder } from '../src/telegram/in-order.ts'
import { createIntakeMonitor } from '../src/telegram/intake-status.ts'
import { poll } from '../src/telegram/polling.ts'
import { until } from './until.ts'

const update = (id: number, from: number): Update => ({
  update_id: id,
  message: {
    message_id: id,
    date: 0,
    chat: { id: from, type: 'private', first_name: 'x' },
    from: { id: from, is_bot: false, first_name: 'x' },
    text: String(id),
  },
})

/** A Telegram that holds updates until they are confirmed, as the Bot API documents it. */
function inbox(updates: Update[]) {
  let held = updates
  const offsets: number[] = []
  const api: Api = {
    async call<T>(method: string, payload: { offset?: number; limit?: number }) {
      if (method !== 'getUpdates') return true as T
      const offset = payload.offset ?? 0
      offsets.push(offset)
      if (offset > 0) held = held.filter(({ update_id }) => update_id >= offset)
      await new Promise((resolve) => setTimeout(resolve, held.length === 0 ? 20 : 0))
      return held.slice(0, payload.limit) as T
    },
  }
  return { api, offsets, held: () => held.map(({ update_id }) => update_id) }
}

async function polling(
  api: Api,
  handle: (update: Update) => Promise<void>,
  during: () => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const ended = poll({
    api,
    handle: async (one) => {
      await handle(one)
      return 'handled'
    },
    log: createLog({ level: 'silent', instance: 'test', destination: process.stdout }),
    inOrder: createInOrder(),
    monitor: createIntakeMonitor('polling', createMetrics({ version: 'test', environment: 'local' })),
    tryLead: async () => true,
    now: () => new Date(),
    signal: stop.signal,
  })
  await during()
  stop.abort()
  await ended
}

test('an update that waits holds the offset, and nobody else', async () => {
  const telegram = inbox([update(10, 1), update(11, 2), update(12, 1)])
  const stuck = Promise.withResolvers<void>()
  const handled: number[] = []
  await polling(
    telegram.api,
    async ({ update_id: id }) => {
      if (id === 10) await stuck.promise
      handled.push(id)
    },
    async () => {
      await until('the other person is served', () => handled.includes(11))
      await until('the offset is asked for again', () => telegram.offsets.includes(10))
      assert.deepEqual(handled, [11])
      assert.deepEqual(telegram.held(), [10, 11, 12])
      stuck.resolve()
      await until('everything is confirmed', () => telegram.held().length === 0)
    },
  )
  assert.deepEqual(handled, [11, 10, 12], 'each once, a person in order')
})

test('while the database is away an update is tried again and not confirmed', async () => {
  const telegram = inbox([update(10, 1)])
  let tries = 0
  await polling(
    telegram.api,
    async () => {
      tries += 1
      if (tries < 4) throw new TransientFault('postgres')
    },
    async () => {
      await until('it is confirmed', () => telegram.held().length === 0)
    },
  )
  assert.equal(tries, 4)
})

test('an update that is malformed holds nobody up and is confirmed', async () => {
  const odd = [{ message: null }, { update_id: 11, message: 5 }, { update_id: 12, callback_query: null }]
  const telegram = inbox([update(10, 1), ...(odd as unknown as Update[]), update(13, 2)])
  const handled: number[] = []
  await polling(
    telegram.api,
    async ({ update_id: id }) => {
      handled.push(id)
    },
    async () => {
      await until('everything that has a number is confirmed', () => telegram.held().length === 0)
    },
  )
  assert.deepEqual(
    handled.toSorted((a, b) => a - b),
    [10, 11, 12, 13],
  )
})

test('what is not handled when the process stops stays at Telegram', async () => {
  const telegram = inbox([update(10, 1), update(11, 2)])
  await polling(
    telegram.api,
    async ({ update_id: id }) => {
      if (id === 11) throw new TransientFault('postgres')
    },
    async () => {
      await until('it was tried', () => telegram.offsets.length > 0)
      await new Promise((resolve) => setTimeout(resolve, 50))
    },
  )
  assert.ok(telegram.held().includes(11))
})

test('updates numbered anew after a quiet week are seen: an empty answer sets the offset back', async () => {
  const telegram = inbox([update(900, 1)])
  await polling(
    telegram.api,
    async () => undefined,
    async () => {
      await until('the first is confirmed', () => telegram.held().length === 0)
      const polls = telegram.offsets.length
      await until('further polls', () => telegram.offsets.length > polls + 1)
    },
  )
  assert.equal(telegram.offsets.at(-1), 0)
})
