import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../../bot/test/until.ts'
import { healthzOf, query } from './chaos-watch.ts'
import { replicas, type Stack, serviceOf } from './stack.ts'

/** Seconds until each was as before. */
export interface Healing {
  containers: number
  healthz: number
  targets: number
}

const targetsDown =
  'up{job!~"probe|certificate|error_reports|cadvisor"} == 0 or {__name__=~"pg_up|redis_up|nginx_up"} == 0'

/** Waits until Prometheus has seen everything once, and knows what always fires here. */
export async function waitUntilWatched(stack: Stack): Promise<void> {
  await waitUntilHealed(stack, 100)
  await until('the rules have seen all replicas', () => replicasAreCounted(stack), {
    withinMs: 60_000,
    everyMs: 1_000,
  })
}

/** And that the rules have been evaluated since the slowest of what they ask for was first seen. */
async function replicasAreCounted(stack: Stack): Promise<boolean> {
  const counted = await query(stack, `max_over_time(job:bot_replicas_up:count[1m]) == ${replicas}`)
  const probed = await query(stack, 'count(probe_success{job="probe"} offset 20s) == 2')
  return counted?.length === 1 && probed?.length === 1
}

/** Waits, touching nothing, until all is as before; fails with what is not. */
export async function waitUntilHealed(stack: Stack, withinSeconds: number): Promise<Healing> {
  const began = performance.now()
  const look = {
    containers: () => sickContainers(stack),
    healthz: async () => ((await healthzOf(stack)) === 200 ? [] : ['/healthz']),
    targets: () => lostTargets(stack),
  }
  async function heal(part: keyof Healing): Promise<number> {
    for (;;) {
      const sick = await look[part]()
      const seconds = (performance.now() - began) / 1000
      if (sick.length === 0) return seconds
      if (seconds > withinSeconds) throw new Error(`not healed after ${withinSeconds} s: ${sick.join(', ')}`)
      await sleep(500)
    }
  }
  const [containers, healthz, targets] = await Promise.all([
    heal('containers'),
    heal('healthz'),
    heal('targets'),
  ])
  return { containers, healthz, targets }
}

async function sickContainers(stack: Stack): Promise<string[]> {
  const running = (await stack.containers()).filter((container) => serviceOf(container) !== 'migrate')
  return running.flatMap((container) => {
    const { Status, Health } = container.State
    const well = Status === 'running' && (Health === undefined || Health.Status === 'healthy')
    return well ? [] : [`${serviceOf(container)} ${Status} ${Health?.Status ?? ''}`]
  })
}

/** With the newest sample of each, for what Prometheus has not looked at is not known to be well. */
async function lostTargets(stack: Stack): Promise<string[]> {
  const [down, seen] = await Promise.all([
    query(stack, targetsDown),
    query(stack, 'count(timestamp(up{job="bot"}) > time() - 20 and up{job="bot"} == 1)'),
  ])
  if (down === undefined || seen === undefined) return ['Prometheus']
  return seen[0] === String(replicas) ? down : [`replicas: ${seen[0] ?? 0}`, ...down]
}
