import assert from 'node:assert/strict'
import { test } from 'node:test'
import { botProfileTexts } from '../src/people/bot-profile-texts.ts'
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

test('the empty chat says what the bot is for, in both languages, and is not told again what it says', async () => {
  for (const { description, short } of Object.values(botProfileTexts)) {
    assert.ok(description.length <= 512 && short.length <= 120)
  }
  await using school = await startSchool()
  const { sandbox } = school
  const told = (params: Record<string, unknown>, since = 0) =>
    sandbox.waitForCall((call) => call.params['language_code'] === params['language_code'], {
      method: String(params['method']),
      since,
    })
  const russian = await told({ method: 'setMyDescription' })
  assert.equal(russian.params['description'], botProfileTexts.ru.description)
  const english = await told({ method: 'setMyShortDescription', language_code: 'en' })
  assert.equal(english.params['short_description'], botProfileTexts.en.short)

  await school.stop()
  const [last] = (await sandbox.calls()).slice(-1)
  const since = last?.id ?? 0
  await school.start()
  await told({ method: 'getMyShortDescription', language_code: 'en' }, since)
  assert.deepEqual(await sandbox.calls({ method: 'setMyDescription', since }), [])
})
