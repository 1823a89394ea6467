import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Docker } from '../compose/docker.ts'
import type { Replica } from '../replicas/replica.ts'
import { type Setup, StepError } from '../steps/step.ts'
import { askContainer } from './asked-container.ts'
import type { DeployRun } from './deploy-run.ts'
import { calledHost, postCanary } from './post-canary.ts'

/**
 * An update that Telegram never sends goes the whole way of one through each replica, and with a webhook through nginx too.
 * Nobody is told of it and no figure counts it. An older version of the bot knows no such update: that is said.
 */
export async function sendCanaries(
  { docker, setup, interruption }: DeployRun,
  replicas: readonly Replica[],
): Promise<void> {
  for (const replica of replicas) {
    interruption.stopHere()
    if ((await sendInside(docker, replica)) === 'unknown') {
      setup.say('This version of the bot knows no canary: its way from Telegram to the outbox is not tried')
      return
    }
  }
  const isWebhook = replicas.some(({ polls }) => !polls)
  if (isWebhook && setup.isPresent('nginx')) await sendThroughNginx(setup)
  setup.say(`The canary came through${isWebhook && setup.isPresent('nginx') ? ', by nginx too' : ''}`)
}

/** In its container. `unknown`: an older version of the bot. Throws a StepError. */
export async function sendInside(
  docker: Docker,
  { id, name }: { id: string; name: string },
): Promise<'arrived' | 'unknown'> {
  const { code, words } = await askContainer(docker, ['exec', id, 'sh'], ['node', 'src/main.ts', 'canary'])
  if (code === 2 && words.includes('unknown command')) return 'unknown'
  if (code === 0) return 'arrived'
  throw new StepError(`the canary of ${name} has not come through: ${words.split('\n').at(-1) ?? ''}`)
}

/** As Telegram does, but from this machine. */
async function sendThroughNginx({ root, env, secret }: Setup): Promise<void> {
  const certs = resolve(root, env['NGINX_CERTS_DIR'] || 'nginx/certs')
  const isTls = ['fullchain.pem', 'privkey.pem'].every((name) => existsSync(join(certs, name)))
  const published = isTls ? env['NGINX_HTTPS_PORT'] || '443' : env['NGINX_HTTP_PORT'] || '80'
  const [, address = '', port = published] = /^(?:(.*):)?(\d+)$/.exec(published) ?? []
  const reached = ['', '0.0.0.0', '[::]'].includes(address) ? '127.0.0.1' : address
  await postCanary('nginx', {
    url: `${isTls ? 'https' : 'http'}://${reached}:${port}`,
    host: calledHost(env['WEBHOOK_URL']),
    secret: env['WEBHOOK_SECRET']?.trim() || secret('webhook_secret'),
  })
}
