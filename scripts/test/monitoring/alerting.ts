import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../../bot/test/until.ts'
import { connectSandbox, type GroupDriver, type SandboxDriver } from '../../../sandbox/src/driver.ts'
import { startSandbox } from '../../../sandbox/src/sandbox.ts'
import { findFreePort } from '../../lib/processes/free-port.ts'
import { type OwnedProcess, startProcess } from '../../lib/processes/owned-process.ts'
import { findMonitoringProgram, type MonitoringProgram } from '../../lib/tests/monitoring-programs.ts'
import { root } from '../copied-checkout.ts'
import { monitoringFolder } from './alert-rules.ts'
import { renderAlertmanager, runEnvironment, writeSecrets } from './rendered-alertmanager.ts'

export const alertToken = '1000777:alerts-and-nothing-else'

/** The real Alertmanager and, for a bot, the real Prometheus, with our files and a sandbox in Telegram's place. */
export interface Alerting extends AsyncDisposable {
  sandbox: SandboxDriver
  /** Where alerts are written to. */
  group: GroupDriver
  alertmanager: { url: string; log: () => string }
  /** Without a bot there is none. */
  prometheusUrl: string | undefined
  /** The text of the first message that fits. */
  told(what: string, test: (text: string) => boolean, withinMs?: number): Promise<string>
  /** Hands alerts over as Prometheus does. */
  post(alerts: readonly GivenAlert[]): Promise<void>
  closeSandbox(): Promise<void>
}

export interface GivenAlert {
  labels: Record<string, string>
  annotations: Record<string, string>
  startsAt?: string
  endsAt?: string
}

/** Why alerting cannot be started here; undefined when it can. */
export function alertingMissing(programs: readonly MonitoringProgram[]): string | undefined {
  for (const program of programs) {
    const found = findMonitoringProgram(program, root, [])
    if ('missing' in found) return found.missing
  }
  return undefined
}

/** Waits and intervals that an installation needs and a test need not; the `for` of the rules stay as they are. */
const quicker: [RegExp, string][] = [
  [/group_wait: \d+s/g, 'group_wait: 1s'],
  [/group_interval: \d+m/g, 'group_interval: 3s'],
  [/(scrape|evaluation)_interval: \d+[sm]/g, '$1_interval: 1s'],
  [/scrape_timeout: \d+s/g, 'scrape_timeout: 1s'],
  [/keep_firing_for: \d+m/g, 'keep_firing_for: 1s'],
  [/ interval: \d+s/g, ' interval: 1s'],
]

const quickened = (text: string) => quicker.reduce((so, [slow, quick]) => so.replaceAll(slow, quick), text)

export interface AlertingOptions {
  /** The bot's address: with it comes a Prometheus that watches it. */
  bot?: string
  /** As in .env. */
  quietHours?: string
  /** Who answers Prometheus in place of exporters: «postgres-exporter:9187» and its address. */
  exporters?: Readonly<Record<string, string>>
}

export async function startAlerting(options: AlertingOptions = {}): Promise<Alerting> {
  await using started = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-alerting-'))
  started.defer(() => rmSync(folder, { recursive: true, force: true }))
  const server = await startSandbox({ port: 0, tokens: [alertToken] })
  started.defer(() => server.close())
  const sandbox = connectSandbox(server.url)
  const olga = await sandbox.person({ firstName: 'Ольга' })
  const group = await sandbox.group({ title: 'Дежурные', members: [olga] })

  const alertmanager = await startAlertmanager(folder, server.url, group.id, options.quietHours)
  started.defer(() => stop(alertmanager.process))
  const { bot, exporters = {} } = options
  const prometheus =
    bot === undefined
      ? undefined
      : await startPrometheus(folder, { ...exporters, 'alertmanager:9093': alertmanager.address }, bot)
  if (prometheus !== undefined) started.defer(() => stop(prometheus.process))
  const parts = started.move()
  return {
    sandbox,
    group,
    alertmanager: {
      url: `http://${alertmanager.address}`,
      log: () => alertmanager.process.lastLines().join('\n'),
    },
    prometheusUrl: prometheus && `http://${prometheus.address}`,
    told: (what, test, withinMs = 30_000) =>
      until(what, async () => (await group.messages()).map(({ text }) => text ?? '').find(test), {
        withinMs,
      }),
    async post(alerts) {
      const body = JSON.stringify(alerts)
      const headers = { 'content-type': 'application/json' }
      const url = `http://${alertmanager.address}/api/v2/alerts`
      const answer = await fetch(url, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(await answer.text())
    },
    closeSandbox: () => server.close(),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

async function startAlertmanager(folder: string, apiRoot: string, chatId: number, quietHours = '') {
  const address = `127.0.0.1:${await findFreePort()}`
  const secrets = join(folder, 'secrets')
  writeSecrets(secrets, { alert_bot_token: alertToken, alert_chat_id: String(chatId) })
  const source = join(folder, 'alertmanager')
  cpSync(join(root, 'alertmanager'), source, { recursive: true })
  const file = join(source, 'alertmanager.yml')
  writeFileSync(file, quickened(readFileSync(file, 'utf8')))
  const options = {
    secrets,
    rendered: join(folder, 'rendered'),
    env: {
      ALERT_TELEGRAM_API_ROOT: apiRoot,
      ALERTMANAGER_SOURCE: source,
      ALERT_QUIET_HOURS: quietHours,
    },
  }
  renderAlertmanager(options)
  const args = [
    join(source, 'run.sh'),
    `--storage.path=${join(folder, 'alertmanager-data')}`,
    `--web.listen-address=${address}`,
    '--web.external-url=https://alerts.school.example',
    '--cluster.listen-address=',
  ]
  const process = await start('alertmanager', folder, args, runEnvironment(options))
  await ready(process, `http://${address}/-/ready`)
  return { address, process }
}

async function startPrometheus(folder: string, targets: Readonly<Record<string, string>>, bot: string) {
  const address = `127.0.0.1:${await findFreePort()}`
  const target = new URL(bot).host
  const config = Object.entries({ ...targets, 'localhost:9090': address })
    .reduce(
      (text, [name, instead]) => text.replaceAll(name, instead),
      quickened(readFileSync(join(monitoringFolder, 'prometheus.yml'), 'utf8')),
    )
    .replace(
      /dns_sd_configs:\n +- names: \[bot\]\n.*\n.*\n.*refresh_interval.*\n/,
      `static_configs: [{ targets: ['${target}'] }]\n`,
    )
  const source = join(folder, 'prometheus')
  cpSync(monitoringFolder, source, { recursive: true })
  writeFileSync(join(source, 'prometheus.yml'), config)
  for (const rules of globSync('rules/*.yml', { cwd: source })) {
    const file = join(source, rules)
    writeFileSync(file, quickened(readFileSync(file, 'utf8')))
  }
  const args = [
    `--config.file=${join(source, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'prometheus-data')}`,
    `--web.listen-address=${address}`,
  ]
  const started = await start('prometheus', folder, args, {
    PATH: process.env['PATH'] ?? '',
    ENVIRONMENT: 'prod',
    DOCS_URL: 'https://docs.example',
    GRAFANA_URL: 'https://school.example/grafana',
  })
  await ready(started, `http://${address}/-/ready`)
  return { address, process: started }
}

async function start(
  program: MonitoringProgram,
  folder: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<OwnedProcess> {
  const found = findMonitoringProgram(program, root, [folder])
  if ('missing' in found) throw new Error(found.missing)
  const [command = '', ...first] = found.command
  return startProcess({ command, args: [...first, ...args], env })
}

async function ready(process: OwnedProcess, url: string): Promise<void> {
  const check = async () => process.hasEnded() || (await fetch(url).catch(() => undefined))?.ok
  const trouble = await until(`${url} answers`, check).then(
    () => (process.hasEnded() ? 'it ended' : undefined),
    (error: unknown) => String(error),
  )
  if (trouble === undefined) return
  await stop(process)
  throw new Error(`${trouble}\n${process.lastLines().join('\n')}`)
}

const stop = async (process: OwnedProcess) => void (await process.stop('SIGTERM', 5_000))
