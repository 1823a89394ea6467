import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPersonLimit } from '../src/telegram/person-limit.ts'
import { startSchool } from './school.ts'

test('who sends too much is told once, dropped meanwhile, and others are not touched', async () => {
  const limit = createPersonLimit(undefined, 1)
  const verdicts: string[] = []
  for (let i = 0; i < 60; i += 1) verdicts.push(await limit(1))
  assert.deepEqual(verdicts.slice(0, 40), Array(40).fill('pass'))
  assert.equal(verdicts[40], 'warn')
  assert.deepEqual(new Set(verdicts.slice(41)), new Set(['drop']))
  assert.equal(await limit(2), 'pass')
})

test('a flood of messages gets one friendly answer and no ban', async () => {
  await using school = await startSchool()
  const anna = await school.person('Анна', 'staff')
  await Promise.all(Array.from({ length: 55 }, (_, i) => anna.send(`сообщение ${i}`)))
  await anna.waitFor((message) => message.text?.includes('очень быстро'), {
    since: 'start',
    withinMs: 30_000,
  })
  await school.sandbox.waitUntilIdle(30_000)
  const warnings = (await anna.messages()).filter(({ text }) => text?.includes('очень быстро'))
  assert.ok(warnings.length <= 2, `${warnings.length} warnings`)
})
