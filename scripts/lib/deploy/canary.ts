import { existsSync } from 'node:fs'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { join, resolve } from 'node:path'
import type { Replica } from '../replicas/replica.ts'
import { type Setup, StepError } from '../steps/step.ts'
import { askContainer } from './asked-container.ts'
import type { DeployRun } from './deploy-run.ts'

/**
 * An update that Telegram never sends goes the whole way of one through each replica, and with a webhook through nginx too.
 * Nobody is told of it and no figure counts it. An older version of the bot knows no such update: that is said.
 */
export async function sendCanaries(
  { docker, setup, interruption }: DeployRun,
  replicas: readonly Replica[],
): Promise<void> {
  for (const { id, name } of replicas) {
    interruption.stopHere()
    const { code, words } = await askContainer(docker, ['exec', id, 'sh'], ['node', 'src/main.ts', 'canary'])
    if (code === 2 && words.includes('unknown command')) {
      setup.say('This version of the bot knows no canary: its way from Telegram to the outbox is not tried')
      return
    }
    if (code !== 0)
      throw new StepError(`the canary of ${name} has not come through: ${words.split('\n').at(-1) ?? ''}`)
  }
  const isWebhook = replicas.some(({ polls }) => !polls)
  if (isWebhook && setup.isPresent('nginx')) await sendThroughNginx(setup)
  setup.say(`The canary came through${isWebhook && setup.isPresent('nginx') ? ', by nginx too' : ''}`)
}

/** Above whatever Telegram gives, and another one each time. */
const canaryId = () => 2 ** 40 + Date.now()

async function sendThroughNginx(setup: Setup): Promise<void> {
  const status = await post(setup, JSON.stringify({ update_id: canaryId(), schoolbot_canary: {} }))
  if (status !== 200) throw new StepError(`the canary has not come through nginx: it answered ${status}`)
}

/** As Telegram does, but from this machine: whose certificate it is says nothing here. */
function post({ root, env, secret }: Setup, body: string): Promise<number> {
  const certs = resolve(root, env['NGINX_CERTS_DIR'] || 'nginx/certs')
  const isTls = ['fullchain.pem', 'privkey.pem'].every((name) => existsSync(join(certs, name)))
  const published = isTls ? env['NGINX_HTTPS_PORT'] || '443' : env['NGINX_HTTP_PORT'] || '80'
  const [, address = '', port] = /^(?:(.*):)?(\d+)$/.exec(published) ?? []
  const called = env['WEBHOOK_URL'] ?? ''
  const options = {
    ...{ method: 'POST', path: '/telegram/webhook', port, timeout: 10_000 },
    host: ['', '0.0.0.0', '[::]'].includes(address) ? '127.0.0.1' : address.replaceAll(/[[\]]/g, ''),
    headers: {
      ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      host: URL.canParse(called) ? new URL(called).host : 'localhost',
      'x-telegram-bot-api-secret-token': env['WEBHOOK_SECRET']?.trim() || secret('webhook_secret'),
    },
  }
  return new Promise((done, failed) => {
    const asked = isTls ? requestHttps({ ...options, rejectUnauthorized: false }) : requestHttp(options)
    asked.once('response', (answer) => {
      answer.resume()
      done(answer.statusCode ?? 0)
    })
    asked.once('timeout', () => asked.destroy(new Error('no answer within 10 s')))
    asked.once('error', (error) =>
      failed(new StepError(`the canary has not come through nginx: ${error.message}`)),
    )
    asked.end(body)
  })
}
