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

const parts = ['containers', 'healthz', 'targets'] as const

/** What is scraped every 15 s under a name that stays. */
const scraped = 'up{job!~"bot|probe|certificate|bot_health|cadvisor"}'
const targetsDown = `${scraped} == 0 or {__name__=~"pg_up|redis_up|nginx_up"} == 0`
/** Of before a restart of Prometheus. */
const notSeenAnew = `time() - timestamp(${scraped}) > 20`

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

/** Waits, touching nothing, until all is as before at the same time; fails with what is not. */
export async function waitUntilHealed(stack: Stack, withinSeconds: number): Promise<Healing> {
  const began = performance.now()
  const well: Partial<Healing> = {}
  for (; ; await sleep(500)) {
    const [containers, healthz, targets] = await Promise.all([
      sickContainers(stack),
      healthzOf(stack).then((status) => (status === 200 ? [] : [`/healthz ${status}`])),
      lostTargets(stack),
    ])
    const seconds = (performance.now() - began) / 1000
    const found = { containers, healthz, targets }
    for (const part of parts) {
      const sick = found[part]
      if (sick.length > 0) delete well[part]
      else well[part] ??= seconds
    }
    if (isWhole(well)) return well
    const sick = [...containers, ...healthz, ...targets].join(', ')
    if (seconds > withinSeconds) throw new Error(`not healed after ${withinSeconds} s: ${sick}`)
  }
}

const isWhole = (well: Partial<Healing>): well is Healing =>
  well.containers !== undefined && well.healthz !== undefined && well.targets !== undefined

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
    query(stack, `${targetsDown} or ${notSeenAnew}`),
    query(stack, 'count(timestamp(up{job="bot"}) > time() - 20 and up{job="bot"} == 1)'),
  ])
  if (down === undefined || seen === undefined) return ['Prometheus']
  return seen[0] === String(replicas) ? down : [`replicas: ${seen[0] ?? 0}`, ...down]
}
