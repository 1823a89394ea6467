import { execFile } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { connectSandbox, type GroupDriver } from '../../../sandbox/src/driver.ts'
import { startSandbox } from '../../../sandbox/src/sandbox.ts'
import { readEnvFile } from '../../lib/monitoring-setup/env-file.ts'
import { copyCheckout } from '../copied-checkout.ts'
import { runScript, type ScriptRun } from '../run-script.ts'
import { composeFiles, engineEnv } from './engine.ts'
import { freePorts } from './free-ports.ts'
import { projectPrefix, removeLeftovers } from './leftovers.ts'

const adminId = 700_000_001

/** A checkout of its own as an operator has it: no packages, a filled .env, and nothing made yet. */
export interface Installation {
  path: string
  /** Of nginx. */
  url: string
  prometheusUrl: string
  /** The chat that alerts go to. */
  chat: GroupDriver
  /** Every value that must never be printed. */
  secrets: () => string[]
  setVariable(name: string, value: string): void
  init(...args: string[]): ScriptRun
  docker(...args: string[]): Promise<string>
  compose(...args: string[]): Promise<string>
  remove(): Promise<void>
}

export async function prepareInstallation(): Promise<Installation> {
  await removeLeftovers()
  const project = `${projectPrefix}${process.pid}`
  const checkout = copyCheckout({ withPackages: false })
  const engine = {
    ...Object.fromEntries(Object.entries(engineEnv).map(([name, value]) => [name, value ?? ''])),
    COMPOSE_PROJECT_NAME: project,
    COMPOSE_FILE: composeFiles.filter((word) => word !== '-f').join(':'),
  }
  async function docker(...args: string[]): Promise<string> {
    const options = { cwd: checkout.path, env: engine, maxBuffer: 2 ** 26, timeout: 240_000 }
    return (await promisify(execFile)('docker', args, options)).stdout
  }
  const token = () => `${randomInt(1e9, 2e9)}:${randomBytes(24).toString('base64url')}`
  const [forAlerts, forTheBot] = [token(), token()]
  const server = await startSandbox({ port: 0, tokens: [forAlerts, forTheBot], host: '0.0.0.0' })
  const sandbox = connectSandbox(server.url.replace('0.0.0.0', '127.0.0.1'))
  const chat = await sandbox.group({
    title: 'Дежурные',
    members: [await sandbox.person({ id: adminId, firstName: 'Ольга' })],
  })
  // an address that this machine and its containers both reach
  const gateway = (
    await docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}')
  ).trim()
  const { port } = new URL(server.url)
  const [http, https, prometheus, alertmanager, grafana, glitchtip, bot, ...botPorts] = await freePorts(11)
  const variables = {
    TELEGRAM_TOKEN: forTheBot,
    TELEGRAM_API_ROOT: `http://telegram.test:${port}`,
    ADMIN_TELEGRAM_IDS: adminId,
    TELEGRAM_BOT_TOKEN: forAlerts,
    TELEGRAM_CHAT_ID: chat.id,
    ALERT_TELEGRAM_API_ROOT: `http://${gateway}:${port}`,
    ENVIRONMENT: 'prod',
    BOT_VERSION: project,
    NGINX_HTTP_PORT: http,
    NGINX_HTTPS_PORT: https,
    PROMETHEUS_PORT: prometheus,
    ALERTMANAGER_PORT: alertmanager,
    GRAFANA_PORT: grafana,
    GLITCHTIP_PORT: glitchtip,
    BOT_PORT: bot,
    BOT_PORTS: `${botPorts.at(0)}-${botPorts.at(-1)}`,
  }
  const envFile = join(checkout.path, '.env')
  writeFileSync(envFile, readFileSync(join(checkout.path, '.env.example')))
  const setVariable = (name: string, value: string) => {
    const text = readFileSync(envFile, 'utf8')
    writeFileSync(
      envFile,
      text.replace(new RegExp(`^${name}=.*$`, 'm'), () => `${name}=${value}`),
    )
  }
  for (const [name, value] of Object.entries(variables)) setVariable(name, String(value))

  return {
    path: checkout.path,
    url: `http://127.0.0.1:${http}`,
    prometheusUrl: `http://127.0.0.1:${prometheus}`,
    chat,
    secrets() {
      const { values } = readEnvFile(envFile)
      const names = ['TELEGRAM_TOKEN', 'TELEGRAM_BOT_TOKEN', 'WEBHOOK_SECRET', 'POSTGRES_PASSWORD']
      return names.flatMap((name) => values[name] || [])
    },
    setVariable,
    init: (...args) => runScript([checkout.script('init_monitoring.sh'), ...args], engine),
    docker,
    compose: (...args) => docker('compose', '--ansi=never', '--progress=quiet', ...args),
    async remove() {
      try {
        await docker('compose', 'down', '--volumes', '--remove-orphans', '--timeout', '10')
        await docker('image', 'rm', '--force', `schoolbot/bot:${project}`)
      } finally {
        await server.close()
        await checkout[Symbol.asyncDispose]()
      }
    },
  }
}
