import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGlitchTipSteps } from '../../lib/glitchtip/glitchtip.ts'
import { createTestErrorStep } from '../../lib/glitchtip/glitchtip-test-error.ts'
import { findProgram } from '../../lib/processes/find-program.ts'
import type { Step } from '../../lib/steps/step.ts'
import { type GlitchTipServer, startGlitchTip } from './glitchtip-server.ts'
import { createGlitchTipSetup, type GlitchTipSetup } from './glitchtip-setup.ts'

const skip = findProgram('python3') === undefined && 'python3 is not here'

interface Installation extends AsyncDisposable {
  made: GlitchTipSetup
  server: GlitchTipServer
  step: Step
}

/** With account, project and DSN. */
async function startInstallation(
  options: { worker?: number | 'never'; answerTo?: (path: string) => number | undefined } = {},
): Promise<Installation> {
  await using started = new AsyncDisposableStack()
  let url = ''
  const made = started.use(createGlitchTipSetup())
  const server = started.use(await startGlitchTip({ state: made.state, ...options }))
  url = server.url
  made.setup.urlOf = () => url
  for (const step of createGlitchTipSteps(made.setup)) await step.make()
  const step = createTestErrorStep(made.setup, { withinMs: 400, everyMs: 20 })
  const owned = started.move()
  return { made, server, step, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

test('a test error is sent, read back and said where to see', { skip }, async () => {
  await using installation = await startInstallation()
  const { made, server, step } = installation
  assert.deepEqual(await step.look(), { state: 'missing', words: 'no error has been sent this way yet' })

  const finding = await step.make()

  assert.match(finding.words, /^one arrived in GlitchTip on \d{4}-\d\d-\d\d$/)
  assert.deepEqual(await step.look(), finding)
  assert.equal(server.envelopes.flatMap(({ events }) => events).length, 1)
  assert.equal(made.said.at(-1), 'The test error is in GlitchTip: http://localhost:9000/schoolbot/issues/7')
})

test('it holds nothing of anybody', { skip }, async () => {
  await using installation = await startInstallation()
  await installation.step.make()
  const [event] = installation.server.envelopes.flatMap(({ events }) => events)
  assert.ok(event)
  const { event_id: _, timestamp: __, ...rest } = event
  assert.deepEqual(rest, {
    platform: 'node',
    level: 'info',
    environment: 'prod',
    exception: { values: [{ type: 'TestError', value: 'A test of init_monitoring.sh: nothing is wrong' }] },
    tags: { source: 'init_monitoring' },
    fingerprint: ['schoolbot-init-monitoring-test'],
  })
})

test('the token that reads it back is gone afterwards', { skip }, async () => {
  await using installation = await startInstallation()
  await installation.step.make()
  assert.deepEqual(installation.made.tables()['APIToken'], [])
})

test('a worker that stands still is told from a GlitchTip that is away', { skip }, async () => {
  await using installation = await startInstallation({ worker: 'never' })
  await assert.rejects(installation.step.make(), {
    name: 'StepError',
    message:
      'GlitchTip took the test error and does not show it after 0.4 s (404): its worker does not work, see docker compose logs glitchtip',
  })
  assert.deepEqual(installation.made.tables()['APIToken'], [])
  assert.equal((await installation.step.look()).state, 'missing')
})

for (const [status, words] of [
  [403, /does not know the key of GLITCHTIP_DSN/],
  [429, /throttled/],
  [400, /cannot read the report \(400\)(?!.*ALLOWED_HOSTS)/],
  [500, /fails on every report .*get_project_auth_info.*GlitchTipIngestBroken/],
  [502, /answers a report with 502/],
] as const) {
  test(`a report that is answered with ${status} is explained`, { skip }, async () => {
    const answerTo = (path: string) => (path.endsWith('/envelope/') ? status : undefined)
    await using installation = await startInstallation({ answerTo })
    await assert.rejects(installation.step.make(), words)
  })
}

test('a GlitchTip that does not answer is no longer ready', { skip }, async () => {
  await using installation = await startInstallation()
  await installation.step.make()
  await installation.server[Symbol.asyncDispose]()
  const finding = await installation.step.look()
  assert.equal(finding.state, 'missing')
  assert.match(finding.words, /^GlitchTip does not answer at http:\/\/127\.0\.0\.1:\d+ /)
})

test('another project in GLITCHTIP_DSN wants a test of its own', { skip }, async () => {
  await using installation = await startInstallation()
  await installation.step.make()
  installation.made.env['GLITCHTIP_DSN'] = `http://${'0'.repeat(32)}@glitchtip:8000/9`
  assert.equal((await installation.step.look()).words, 'no error has been sent this way yet')
})

test('errors that go to another server are not tested', async () => {
  using made = createGlitchTipSetup()
  made.env['GLITCHTIP_DSN'] = 'https://key@errors.example.org/1'
  const step = createTestErrorStep(made.setup)
  assert.deepEqual(await step.look(), {
    state: 'absent',
    words: 'GLITCHTIP_DSN sends errors to errors.example.org',
  })
})
