import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../bot/test/school.ts'
import { until } from '../../bot/test/until.ts'
import { findProgram } from '../../scripts/lib/processes/find-program.ts'

/** What it scrapes; several instances may be of one job. */
export interface Job {
  job: string
  service: string
  instance: string
  /** host:port and path. */
  address: string
  path: string
}

export interface PrometheusServer extends AsyncDisposable {
  url: string
}

/** A program, or an image that is already on this machine: nothing is pulled. */
type Found = { program: string } | { image: string }

export function findPrometheus(): Found | undefined {
  const program = findProgram('prometheus')
  if (program !== undefined) return { program }
  const listed = spawnSync('docker', ['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], {
    encoding: 'utf8',
    timeout: 10_000,
  })
  const image = listed.stdout?.split('\n').find((name) => /^(prom|lab)\/prometheus:/.test(name))
  return image === undefined ? undefined : { image }
}

/** A real Prometheus that scrapes every second, with the recording rules of the stack. */
export async function startPrometheus(found: Found, jobs: readonly Job[]): Promise<PrometheusServer> {
  await using started = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-prometheus-'))
  started.defer(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  writeConfig(folder, [...jobs, ownJob(port)])
  const options = [
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]
  const [command = '', ...args] =
    'program' in found ? [found.program, ...options] : [...dockerRun(folder), found.image, ...options]
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  started.defer(() => stop(child))
  const url = `http://127.0.0.1:${port}`
  await until(
    'Prometheus is ready',
    async () => {
      if (child.exitCode !== null) throw new Error(Buffer.concat(said).toString())
      return (await fetch(`${url}/-/ready`).catch(() => undefined))?.ok
    },
    { withinMs: 30_000 },
  )
  const running = started.move()
  return { url, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

/** As whoever runs the tests, who must be able to remove what it writes. */
function dockerRun(folder: string): string[] {
  const { uid, gid } = userInfo()
  const user = `--user=${uid}:${gid}`
  return ['docker', 'run', '--rm', '--pull=never', '--network=host', user, `--volume=${folder}:${folder}`]
}

const ownJob = (port: number): Job => ({
  ...{ job: 'prometheus', service: 'prometheus', instance: 'prometheus' },
  ...{ address: `127.0.0.1:${port}`, path: '/metrics' },
})

function writeConfig(folder: string, jobs: readonly Job[]): void {
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'data'))
  const rules = join(import.meta.dirname, '..', '..', 'prometheus', 'rules')
  for (const name of ['recording.yml', 'slo-recording.yml']) {
    writeFileSync(join(folder, `rules-${name}`), readFileSync(join(rules, name)))
  }
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules-*.yml'],
    // one that is not there: its failures are counted all the same
    alerting: { alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:9'] }] }] },
    scrape_configs: jobs.map(({ job, service, instance, address, path }) => ({
      job_name: instance,
      metrics_path: path,
      static_configs: [{ targets: [address], labels: { job, service, instance } }],
    })),
  }
  // JSON is YAML as well
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config))
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
