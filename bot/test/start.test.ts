import assert from 'node:assert/strict'
import { test } from 'node:test'
import { says } from './chat.ts'
import { startSchool } from './school.ts'

for (const mode of ['polling', 'webhook'] as const) {
  test(`the bot answers /start, by ${mode}`, async () => {
    await using school = await startSchool({ mode })
    const teacher = await school.person('Мария Ивановна', 'staff')
    await teacher.start()
    await teacher.waitFor(says('Здравствуйте, Мария Ивановна'))
    const health = await fetch(`${school.http()}/healthz`)
    assert.equal(health.status, 200, await health.text())
    const metrics = await (await fetch(`${school.http()}/metrics`)).text()
    assert.match(
      metrics,
      /bot_requests_total\{type="message",handler="welcome\/start",outcome="handled"\} [1-9]/,
    )
    await school.stop()
  })
}
