import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Redis } from 'ioredis'
import type { SessionStore } from '../src/telegram/session.ts'
import { redisSessions } from '../src/telegram/session-stores.ts'
import { type Beginning, beginnings, go } from './dialogue-beginnings.ts'
import { type PressDesk, startPressDesk } from './press-desk.ts'
import { makePressWorld, type PressWorld, typed } from './press-world.ts'

const url = process.env['TEST_REDIS_URL']
const needsRedis = { skip: url ? false : (process.env['TEST_REDIS_MISSING'] ?? 'no TEST_REDIS_URL') }

let redis: Redis
let sessions: SessionStore
let desk: PressDesk
let world: PressWorld

before(async () => {
  if (url === undefined) return
  // a database of its own: nothing else is in it, and other tests are not disturbed
  redis = new Redis(url, { db: 9 })
  sessions = redisSessions(redis)
  desk = await startPressDesk()
  world = await desk.lasting(makePressWorld)
})
after(async () => {
  if (url === undefined) return
  await redis.flushdb()
  redis.disconnect()
  await desk[Symbol.asyncDispose]()
})

/** All that Redis holds. */
async function held(): Promise<string> {
  const keys = await redis.keys('*')
  return keys.length === 0 ? '' : (await redis.mget(keys)).join('\n')
}

async function begin(beginning: Beginning): Promise<string[]> {
  await redis.flushdb()
  const { buttons, dialogue } = await go({ desk, world }, beginning.by, beginning.steps, sessions)
  assert.equal(dialogue, beginning.dialogue)
  return buttons
}

test('where words are typed in several steps, Redis holds them meanwhile', needsRedis, async () => {
  const holding: string[] = []
  for (const beginning of beginnings) {
    await begin(beginning)
    if ((await held()).includes(typed)) holding.push(beginning.dialogue)
  }
  for (const dialogue of [
    'new_ticket',
    'stray_message',
    'new_order',
    'task_words',
    'task_reason',
    'category',
  ]) {
    assert.ok(holding.includes(dialogue), dialogue)
  }
})

test('of a dialogue that went to its end no key holds a word', needsRedis, async () => {
  for (const beginning of beginnings) {
    if (beginning.end === undefined) continue
    const buttons = await begin(beginning)
    await go({ desk, world }, beginning.by, beginning.end, sessions, buttons)
    assert.ok(!(await held()).includes(typed), `${beginning.dialogue}: ${await held()}`)
  }
})

test('of a dialogue that was cancelled nothing at all is held', needsRedis, async () => {
  for (const beginning of beginnings) {
    await begin(beginning)
    await go({ desk, world }, beginning.by, [{ write: '/cancel' }], sessions)
    assert.equal(await held(), '', beginning.dialogue)
  }
})

test('of a dialogue that was left only a draft is kept, which can be gone on with', needsRedis, async () => {
  for (const beginning of beginnings) {
    await begin(beginning)
    await go({ desk, world }, beginning.by, [{ write: '/start' }], sessions)
    const words = await held()
    assert.equal(words.includes(typed), beginning.resumable === true, `${beginning.dialogue}: ${words}`)
  }
})

test(
  'what is kept for a question or a draft goes after a week, anything else after a day',
  needsRedis,
  async () => {
    const daySeconds = 24 * 3600
    for (const beginning of beginnings) {
      await begin(beginning)
      const [key = ''] = await redis.keys('*')
      const left = await redis.ttl(key)
      const isFound = ['search_results', 'people_search', 'offboard_search', 'givers_search']
      const days = isFound.includes(beginning.dialogue) ? 1 : 7
      assert.ok(
        left > (days - 1) * daySeconds && left <= days * daySeconds,
        `${beginning.dialogue}: ${left} s`,
      )
    }
  },
)
