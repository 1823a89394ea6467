import { setTimeout as sleep } from 'node:timers/promises'
import type { Docker } from '../compose/docker.ts'
import { StepError } from '../steps/step.ts'

/** A service of the stack as Swarm has it now. */
export interface SwarmService {
  /** Without the name of the stack. */
  name: string
  image: string
  running: number
  wanted: number
  /** Of the last update: undefined when there never was one. */
  update: { state: string; message: string; begunAt: Date } | undefined
}

export async function readServices({ docker }: Docker, stack: string): Promise<SwarmService[]> {
  const filter = `label=com.docker.stack.namespace=${stack}`
  const format = '{{.ID}} {{.Name}} {{.Replicas}}'
  const lines = (await docker(['service', 'ls', '--filter', filter, '--format', format]))
    .split('\n')
    .filter(Boolean)
  if (lines.length === 0) return []
  const inspected: Inspected[] = JSON.parse(
    await docker(['service', 'inspect', ...lines.map((line) => line.split(' ')[0] ?? '')]),
  )
  return inspected.map(({ ID, Spec, UpdateStatus }) => {
    const line = lines.find((one) => ID.startsWith(one.split(' ')[0] ?? ''))
    const [, running = '0', wanted = '0'] = / (\d+)\/(\d+)/.exec(line ?? '') ?? []
    return {
      name: Spec.Name.slice(stack.length + 1),
      image: Spec.TaskTemplate.ContainerSpec.Image,
      ...{ running: Number(running), wanted: Number(wanted) },
      update: UpdateStatus && {
        ...{ state: UpdateStatus.State, message: UpdateStatus.Message },
        begunAt: new Date(UpdateStatus.StartedAt),
      },
    }
  })
}

interface Inspected {
  ID: string
  Spec: { Name: string; TaskTemplate: { ContainerSpec: { Image: string } } }
  UpdateStatus?: { State: string; Message: string; StartedAt: string }
}

/** Waits until one service has all its tasks, or is scaled to none. */
export async function untilThere(docker: Docker, stack: string, service: string): Promise<void> {
  for (const deadline = Date.now() + 180_000; ; await sleep(500)) {
    const found = (await readServices(docker, stack)).find(({ name }) => name === service)
    if (found === undefined || found.running >= found.wanted) return
    if (Date.now() > deadline) {
      throw new StepError(`${service} does not come: ${await complaintOf(docker, stack, found)}`)
    }
  }
}

/** What came of an update. */
export type Settled = { words: 'settled' } | { words: 'rolled back'; why: string }

const isOver = (state: string | undefined) => state === undefined || /completed|paused/.test(state)

/**
 * Waits until every service has all its tasks and no update is under way. A service that Swarm took back, or that it paused
 * because taking back failed too, is told with what its tasks said.
 */
export async function untilSettled(
  docker: Docker,
  stack: string,
  { since, withinMs, say }: { since: Date; withinMs: number; say: (line: string) => void },
): Promise<Settled> {
  let said = ''
  let wasSettled = false
  for (const deadline = Date.now() + withinMs; ; await sleep(1000)) {
    const services = await readServices(docker, stack)
    const behind = services.filter(
      ({ running, wanted, update }) => running !== wanted || !isOver(update?.state),
    )
    // between taking an update and beginning it Swarm says nothing of it
    if (behind.length === 0 && !wasSettled) {
      wasSettled = true
      continue
    }
    wasSettled = behind.length === 0
    if (wasSettled) {
      const back = services.find(
        ({ update }) => update && update.begunAt >= since && /rollback|paused/.test(update.state),
      )
      if (back === undefined) return { words: 'settled' }
      return { words: 'rolled back', why: `${back.name}: ${await complaintOf(docker, stack, back)}` }
    }
    const words = behind
      .map(
        ({ name, running, wanted, update }) =>
          `${name} ${running}/${wanted}${update ? ` (${update.state})` : ''}`,
      )
      .join(', ')
    if (words !== said) say(`Waiting for ${words}`)
    said = words
    if (Date.now() > deadline) {
      const [first] = behind
      const why = first && (await complaintOf(docker, stack, first))
      throw new StepError(`not settled after ${withinMs / 60_000} min: ${words}; ${why}`)
    }
  }
}

async function complaintOf(
  { docker }: Docker,
  stack: string,
  { name, update }: SwarmService,
): Promise<string> {
  const format = '{{.CurrentState}} {{.Error}}'
  const tasks = await docker(['service', 'ps', '--no-trunc', '--format', format, `${stack}_${name}`])
  const failed = tasks.split('\n').find((line) => /^(Failed|Rejected|Pending)/.test(line))
  return [update?.message, failed].filter(Boolean).join('; ') || 'see docker service ps'
}
