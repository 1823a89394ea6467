import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SwarmRun } from './deploy-stack.ts'
import { fullName, type Versioned } from './versions.ts'

/** What is run once on the networks of the stack, on whichever machine. */
export interface Job {
  /** Without the name of the stack. */
  name: string
  image: string
  command: readonly string[]
  networks: readonly string[]
  secrets: readonly Versioned[]
  env: Readonly<Record<string, string>>
  /** Files of the checkout, which is not on every machine: what is in them, by their path there. */
  files?: Readonly<Record<string, string>>
  /** More of `docker service create`. */
  options?: readonly string[]
  /** For a machine that has no image, or a scheduler with no place: the job itself gives up sooner. */
  withinMs: number
}

/** Complete when its command ended with 0; Pending when it never came to an end. */
export interface Ended {
  state: 'Complete' | 'Failed' | 'Rejected' | 'Pending'
  /** What Swarm says of it. */
  words: string
  /** What it printed last. */
  log: string
}

/** A database that has only just come may not be known by its name yet, nor a new container have its way out. */
const retries = 3

const label = (stack: string, { name }: Pick<Job, 'name'>) => `schoolbot.job=${stack}_${name}`

/** Runs it, and again when it fails; nothing of it is left. */
export async function runJob({ docker: { docker }, stack }: SwarmRun, job: Job): Promise<Ended> {
  // not of the stack: `stack deploy --prune` would take it for a service that is no more
  const name = `${stack}_${job.name}`
  const clearUp = async () => {
    await docker(['service', 'rm', name]).catch(() => undefined)
    const left = await docker(['config', 'ls', '--quiet', '--filter', `label=${label(stack, job)}`])
    for (const id of left.split('\n').filter(Boolean)) await docker(['config', 'rm', id])
  }
  // of a run that was killed
  await clearUp()
  try {
    const files = []
    for (const [path, text] of Object.entries(job.files ?? {})) {
      const source = `${name}_${createHash('sha256').update(path).digest('hex').slice(0, 12)}`
      await docker(['config', 'create', '--label', label(stack, job), source, '-'], { input: text })
      files.push(`source=${source},target=${path}`)
    }
    await docker([
      ...['service', 'create', '--detach', '--quiet', '--name', name, '--mode', 'replicated-job'],
      ...['--restart-condition', 'on-failure', '--restart-delay', '2s'],
      ...['--restart-max-attempts', String(retries), '--with-registry-auth', '--no-resolve-image'],
      ...job.networks.flatMap((network) => ['--network', `${stack}_${network}`]),
      ...job.secrets.flatMap((one) => ['--secret', `source=${fullName(stack, one)},target=${one.name}`]),
      ...files.flatMap((file) => ['--config', file]),
      ...Object.entries(job.env).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]),
      ...[...(job.options ?? []), job.image, ...job.command],
    ])
    const ended = await untilEnded(docker, name, job.withinMs)
    const log = await docker(['service', 'logs', '--raw', '--tail', '40', name]).catch(() => '')
    return { ...ended, log: log.trim() }
  } finally {
    await clearUp()
  }
}

/** Each try is a task of its own. */
async function untilEnded(
  docker: SwarmRun['docker']['docker'],
  name: string,
  withinMs: number,
): Promise<Omit<Ended, 'log'>> {
  for (const deadline = Date.now() + withinMs; ; await sleep(500)) {
    const format = '{{.CurrentState}}|{{.Error}}'
    const listed = (await docker(['service', 'ps', '--no-trunc', '--format', format, name])).split('\n')
    const tasks = listed.filter(Boolean).map((line) => {
      const [state = '', words = ''] = line.split('|')
      return { state: state.split(' ')[0] ?? '', words }
    })
    const complete = tasks.find(({ state }) => state === 'Complete')
    if (complete !== undefined) return { state: 'Complete', words: complete.words }
    const [failed, ...before] = tasks.filter(({ state }) => ['Failed', 'Rejected'].includes(state))
    if (failed !== undefined && before.length >= retries) {
      return { state: failed.state === 'Failed' ? 'Failed' : 'Rejected', words: failed.words }
    }
    if (Date.now() > deadline) {
      return { state: 'Pending', words: `no end after ${withinMs / 60_000} min: ${listed[0] ?? ''}` }
    }
  }
}
