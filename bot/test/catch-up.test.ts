import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSchool } from './school.ts'
import { until } from './until.ts'

test('what somebody sent while the bot was away is handled, however much it is', async () => {
  await using school = await startSchool()
  const anna = await school.person('Анна', 'staff')
  await school.stop()
  for (let i = 0; i < 60; i += 1) {
    await anna.send(`/help ${i}`)
    await school.sandbox.advanceClock(1_000)
  }
  await school.start()
  const metrics = await until('all are handled', async () => {
    const text = await (await fetch(`${school.http()}/metrics`)).text()
    const handled = text.matchAll(
      /^bot_requests_total\{type="message",handler="[^"]+",outcome="\w+"\} (\d+)$/gm,
    )
    return [...handled].reduce((sum, [, count]) => sum + Number(count), 0) >= 60 && text
  })
  assert.doesNotMatch(metrics, /handler="people\/limit",outcome="handled"\} [1-9]/)
})
