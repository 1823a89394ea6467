import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { cpus } from 'node:os'
import { json } from 'node:stream/consumers'
import type { SchoolWithBackups } from '../test/stack/school-with-backups.ts'

/** Processor time (seconds) of a service over all its containers, and memory (MB) of the largest of them. */
interface Taken {
  containers: number
  cpu: number
  memory: number
}

/** What everything has taken since it began, of processor time in seconds. */
export interface Reading {
  at: number
  services: Map<string, Taken>
  /** Those who play Telegram and its people: no school has them. */
  sandbox: number
  people: number
  /** All processors of the machine. */
  idle: number
}

/** What was taken between two readings by as many updates as there were. */
export interface Cost {
  who: string
  cores: string
  /** Where updates came. */
  'ms an update'?: string
  MB?: number
}

const ticksPerSecond = 100

export async function readTaken(school: SchoolWithBackups): Promise<Reading> {
  const listed = await school.compose('ps', '--format', '{{.ID}} {{.Service}}')
  const services = new Map<string, Taken>()
  await Promise.all(
    listed
      .trim()
      .split('\n')
      .map(async (line) => {
        const [id = '', service = ''] = line.split(' ')
        const { cpu, memory } = await statsOf(id)
        const sum = services.get(service) ?? { containers: 0, cpu: 0, memory: 0 }
        services.set(service, {
          containers: sum.containers + 1,
          cpu: sum.cpu + cpu,
          memory: Math.max(sum.memory, memory),
        })
      }),
  )
  const own = process.cpuUsage()
  return {
    at: performance.now() / 1000,
    services,
    sandbox: processTime(school.sandboxPid),
    people: (own.user + own.system) / 1e6,
    idle: cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1000,
  }
}

/** The containers must have been the same all the while. */
export function costsOf(before: Reading, after: Reading, updates = 0): Cost[] {
  const seconds = after.at - before.at
  const cost = (who: string, cpu: number): Cost => ({
    who,
    cores: (cpu / seconds).toFixed(2),
    ...(updates > 0 && { 'ms an update': ((cpu * 1000) / updates).toFixed(2) }),
  })
  const services = [...after.services].map(([name, { containers, cpu, memory }]) => ({
    ...cost(`${name} x ${containers}`, cpu - (before.services.get(name)?.cpu ?? 0)),
    MB: Math.round(memory),
  }))
  return [
    ...services.sort((a, b) => Number(b.cores) - Number(a.cores)),
    cost('(sandbox)', after.sandbox - before.sandbox),
    cost('(its people)', after.people - before.people),
    cost('(idle)', after.idle - before.idle),
  ]
}

/** As `docker stats` has them, but as sums: that shows the share of a moment. */
async function statsOf(id: string): Promise<{ cpu: number; memory: number }> {
  const { cpu_stats, memory_stats } = await askEngine(`/containers/${id}/stats?stream=false&one-shot=true`)
  const { inactive_file, total_inactive_file } = memory_stats.stats
  return {
    cpu: cpu_stats.cpu_usage.total_usage / 1e9,
    memory: (memory_stats.usage - (inactive_file ?? total_inactive_file ?? 0)) / 2 ** 20,
  }
}

/** A part of what the engine answers. */
interface Stats {
  cpu_stats: { cpu_usage: { total_usage: number } }
  /** Of pages of files that nobody has used lately: with cgroup 2, or with 1. */
  memory_stats: { usage: number; stats: { inactive_file?: number; total_inactive_file?: number } }
}

async function askEngine(path: string): Promise<Stats> {
  const socketPath = (process.env['DOCKER_HOST'] || 'unix:///var/run/docker.sock').replace('unix://', '')
  const asking = request({ socketPath, path }).end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  return (await json(response)) as Stats
}

/** Of a process of Linux, with what the kernel did for it. */
function processTime(pid: number): number {
  const [, fields = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
  const [user, system] = fields.split(' ').slice(11, 13).map(Number)
  return ((user ?? 0) + (system ?? 0)) / ticksPerSecond
}
