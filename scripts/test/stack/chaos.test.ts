import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { everyCase, worstCases } from './chaos-cases.ts'
import { waitUntilHealed, waitUntilWatched } from './chaos-healing.ts'
import { meetPeople, type People, peopleEnv, storedTickets } from './chaos-people.ts'
import { differences, reportHead, reportRow } from './chaos-report.ts'
import { endure, nameOf } from './chaos-wave.ts'
import { missingEngine, root } from './engine.ts'
import { prepareStack, type Stack } from './stack.ts'

/** STACK_CHAOS=all: every fault of every container. It takes half an hour and leaves a table of what was seen. */
const all = process.env['STACK_CHAOS'] === 'all'
const only = process.env['STACK_CHAOS_ONLY']
const report = join(root, '.cache', 'chaos.md')
/** A scrape every 15 s that may take 10, and rules every 15 s: an alert may need 40 s to be seen as pending. */
const given = all
  ? { faultSeconds: 30, alertSeconds: 25, lateSeconds: 15, healSeconds: 100 }
  : { faultSeconds: 18, alertSeconds: 0, lateSeconds: 15, healSeconds: 100 }
const waves = (all ? everyCase : worstCases).filter(
  (wave) => only === undefined || nameOf(wave).includes(only),
)

describe('while a part is away or ill', { skip: missingEngine() }, () => {
  let stack: Stack
  let people: People

  before(
    async () => {
      stack = await prepareStack({
        files: ['scripts/test/stack/chaos.yml'],
        env: peopleEnv,
      })
      await stack.compose('build', '--quiet')
      await stack.up()
      // as Telegram does, but in a tenth of the time: otherwise its own patience would be measured
      await stack.sandbox.settings({ retryScale: 0.1 })
      people = await meetPeople(stack)
      await (all ? waitUntilWatched(stack) : waitUntilHealed(stack, 100))
      mkdirSync(dirname(report), { recursive: true })
      writeFileSync(report, `${reportHead.join('\n')}\n`)
    },
    { timeout: 170_000 },
  )
  after(() => stack.remove(), { timeout: 170_000 })

  for (const wave of waves) {
    test(`${nameOf(wave)}: the rest goes on, and all heals alone`, { timeout: 175_000 }, async () => {
      const seen = await endure(stack, people, wave, given)
      appendFileSync(report, `${reportRow(seen)}\n`)
      assert.deepEqual(differences(seen, all), [])
    })
  }

  test('every ticket that was sent is there once, and every update was taken', async () => {
    await stack.sandbox.waitUntilIdle(60_000)
    const counts = [...(await storedTickets(stack)).values()]
    assert.deepEqual(
      counts,
      waves.flatMap(() => [1, 1]),
    )
  })
})
