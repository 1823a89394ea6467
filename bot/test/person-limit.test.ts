import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { createPersonLimit } from '../src/telegram/person-limit.ts'
import { says } from './chat.ts'
import { samples, scrape } from './metric-samples.ts'
import { type School, startSchool } from './school.ts'

const now = new Date('2026-12-01T10:00:03Z')
const secondsLater = (seconds: number) => new Date(now.getTime() + seconds * 1000)

test('who sends too much is told once, dropped meanwhile, and others are not touched', async () => {
  const limit = createPersonLimit(undefined, 1)
  const verdicts: string[] = []
  for (let i = 0; i < 60; i += 1) verdicts.push(await limit(1, now))
  assert.deepEqual(verdicts.slice(0, 40), Array(40).fill('pass'))
  assert.equal(verdicts[40], 'warn')
  assert.deepEqual(new Set(verdicts.slice(41)), new Set(['drop']))
  assert.equal(await limit(2, now), 'pass')
  assert.equal(await limit(1, secondsLater(10)), 'pass', 'nobody is banned')
})

test('what counts is when it was sent, however late and however fast it is handled', async () => {
  const limit = createPersonLimit(undefined, 1)
  for (let i = 0; i < 300; i += 1) assert.equal(await limit(1, secondsLater(i * 5)), 'pass')
  // two floods whose messages are handled by turns: an hour ago and now
  const passed = { hourAgo: 0, now: 0 }
  for (let i = 0; i < 200; i += 1) {
    if ((await limit(2, secondsLater(-3600))) === 'pass') passed.hourAgo += 1
    if ((await limit(2, now)) === 'pass') passed.now += 1
  }
  assert.deepEqual(passed, { hourAgo: 40, now: 40 })
})

test('a flood of messages gets one friendly answer and no ban', async () => {
  await using school = await startSchool()
  const anna = await school.person('Анна', 'staff')
  const now = Math.floor(Date.now() / 1000)
  for (let i = 0; i < 55; i += 1) await sendAsOf(school, anna, i, now)
  await anna.waitFor(isWarning, { since: 'start', withinMs: 30_000 })
  await school.sandbox.waitUntilIdle(30_000)
  const warnings = (await anna.messages()).filter(isWarning)
  assert.ok(warnings.length <= 2, `${warnings.length} warnings`)
})

test('a flood stays one when the bot is behind, and what waited for an hour is answered to the last', async () => {
  await using school = await startSchool()
  const anna = await school.person('Анна', 'staff')
  const boris = await school.person('Борис', 'staff')
  const now = Math.floor(Date.now() / 1000)
  for (let i = 0; i < 60; i += 1) {
    await sendAsOf(school, anna, i, now - 90)
    await sendAsOf(school, boris, i, now - 3_600 + i * 60)
  }
  await school.sandbox.waitUntilIdle(60_000)
  const handled = samples(await scrape(school.http()), 'bot_requests_total')
  const dropped = [...handled].filter(([labels]) => labels.includes('"people/limit"'))
  const count = dropped.reduce((sum, [, updates]) => sum + updates, 0)
  assert.equal(count, 20, 'what Anna sent over her allowance, and nothing of Boris')
})

const isWarning = says('очень быстро')

/** A message as Telegram delivers it later than it was sent. */
function sendAsOf({ sandbox }: School, { id }: PersonDriver, index: number, date: number): Promise<number> {
  return sandbox.injectUpdate({
    message: {
      ...{ message_id: 1_000 + index, date, text: '/help' },
      chat: { id, type: 'private', first_name: 'x' },
      from: { id, is_bot: false, first_name: 'x' },
      entities: [{ type: 'bot_command', offset: 0, length: 5 }],
    },
  })
}
