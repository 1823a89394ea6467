import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectSandbox } from '../../sandbox/src/driver.ts'
import { startSandbox } from '../../sandbox/src/sandbox.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { Secret } from '../src/platform/secret.ts'
import { createApi } from '../src/telegram/api.ts'
import { createIntakeMonitor } from '../src/telegram/intake-status.ts'
import { createWebhookWatch } from '../src/telegram/webhook-watch.ts'
import { until } from './until.ts'

const token = '123456:ABC-DEF-the-secret'
/** Where nobody listens. */
const hook = 'http://127.0.0.1:1/telegram/webhook'

test('a webhook that fails does so still while Telegram pauses before it tries again', async () => {
  await using stack = new AsyncDisposableStack()
  const server = stack.adopt(await startSandbox({ port: 0, tokens: [token] }), ({ close }) => close())
  const sandbox = connectSandbox(server.url)
  const metrics = createMetrics({ version: 'test', environment: 'local' })
  const hangUp = new AbortController().signal
  const api = createApi({ token: new Secret(token), apiRoot: server.url, metrics, hangUp })
  const monitor = createIntakeMonitor('webhook', metrics)
  let now = new Date()
  const watch = createWebhookWatch(api, hook, monitor, metrics, () => now)

  await api.call('setWebhook', { url: hook })
  await watch.read()
  assert.equal(monitor.status.problem, undefined)
  await (await sandbox.person({ firstName: 'Анна' })).send('/start')
  await until('Telegram has tried', async () => {
    await watch.read()
    return monitor.status.problem === 'webhook_failing'
  })
  const heard = monitor.status.lastSuccess
  // it waits for a minute, and may then wait for an answer for another
  now = new Date(now.getTime() + 115_000)
  await watch.read()
  assert.equal(monitor.status.problem, 'webhook_failing')
  assert.deepEqual(monitor.status.lastSuccess, heard)
})
