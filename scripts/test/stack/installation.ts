import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GroupDriver, SandboxDriver } from '../../../sandbox/src/driver.ts'
import { readEnvFile } from '../../lib/settings/env-file.ts'
import { writeStackSecrets } from '../../lib/settings/stack-secrets.ts'
import { copyCheckout } from '../copied-checkout.ts'
import { runScript, type ScriptRun } from '../run-script.ts'
import { composeFiles, engineEnv } from './engine.ts'
import { publishedPorts } from './free-ports.ts'
import { projectName, removeLeftovers } from './leftovers.ts'
import { type Docker, dockerIn, takeDown } from './run-docker.ts'
import { adminId, newToken, startTelegram } from './stack-telegram.ts'

/** A checkout of its own as an operator has it: no packages, a filled .env, and nothing made yet. */
export interface Installation {
  path: string
  /** Of nginx. */
  url: string
  prometheusUrl: string
  /** The chat that alerts go to. */
  chat: GroupDriver
  sandbox: SandboxDriver
  /** Every value that must never be printed. */
  secrets: () => string[]
  /** What its scripts are started with. */
  env: Record<string, string>
  setVariable(name: string, value: string): void
  /** Runs a script of the checkout; `env` comes to the variables that choose the engine and the project. */
  run(script: string, args?: readonly string[], env?: Readonly<Record<string, string>>): ScriptRun
  init(...args: string[]): ScriptRun
  /** The secrets, Postgres and Redis, and the tables of the bot: what scripts work on that need no monitoring. */
  bringDatabase(): Promise<void>
  docker: Docker
  compose: Docker
  remove(): Promise<void>
}

export async function prepareInstallation(): Promise<Installation> {
  await removeLeftovers()
  const checkout = copyCheckout({ withPackages: false })
  const engine = {
    ...Object.fromEntries(Object.entries(engineEnv).map(([name, value]) => [name, value ?? ''])),
    COMPOSE_PROJECT_NAME: projectName,
    COMPOSE_FILE: composeFiles.filter((word) => word !== '-f').join(':'),
  }
  const docker = dockerIn(checkout.path, engine)
  const compose: Docker = (...args) => docker('compose', '--ansi=never', '--progress=quiet', ...args)
  const [forAlerts, forTheBot] = [newToken(), newToken()]
  const telegram = await startTelegram(forAlerts, forTheBot)
  const chat = await telegram.sandbox.group({
    title: 'Дежурные',
    members: [await telegram.sandbox.person({ id: adminId, firstName: 'Ольга' })],
  })
  // an address that this machine and its containers both reach
  const gateway = (
    await docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}')
  ).trim()
  const ports = await publishedPorts(2)
  const variables = {
    TELEGRAM_TOKEN: forTheBot,
    TELEGRAM_API_ROOT: telegram.url,
    ADMIN_TELEGRAM_IDS: adminId,
    TELEGRAM_BOT_TOKEN: forAlerts,
    TELEGRAM_CHAT_ID: chat.id,
    ALERT_TELEGRAM_API_ROOT: `http://${gateway}:${telegram.port}`,
    ENVIRONMENT: 'prod',
    BOT_VERSION: projectName,
    ...ports,
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
  const run: Installation['run'] = (script, args = [], env = {}) =>
    runScript([checkout.script(script), ...args], { ...engine, ...env })

  return {
    path: checkout.path,
    url: `http://127.0.0.1:${ports.NGINX_HTTP_PORT}`,
    prometheusUrl: `http://127.0.0.1:${ports.PROMETHEUS_PORT}`,
    chat,
    sandbox: telegram.sandbox,
    secrets() {
      const { values } = readEnvFile(envFile)
      const names = ['TELEGRAM_TOKEN', 'TELEGRAM_BOT_TOKEN', 'WEBHOOK_SECRET', 'POSTGRES_PASSWORD']
      return names.flatMap((name) => values[name] || [])
    },
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', CI: 'true', ...engine },
    setVariable,
    run,
    init: (...args) => run('init_monitoring.sh', args),
    async bringDatabase() {
      writeStackSecrets(join(checkout.path, 'secrets'), readEnvFile(envFile).values)
      await compose('build', '--quiet', 'migrate')
      await compose(
        'up',
        '--detach',
        '--wait',
        '--wait-timeout',
        '120',
        '--pull',
        'never',
        'postgres',
        'redis',
        'wal-archive',
      )
      await compose('run', '--rm', '--no-deps', '-T', 'migrate')
    },
    docker,
    compose,
    async remove() {
      try {
        await takeDown(docker, compose)
      } finally {
        await telegram.close()
        await checkout[Symbol.asyncDispose]()
      }
    },
  }
}
