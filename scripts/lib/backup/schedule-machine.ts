import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { findProgram } from '../processes/find-program.ts'
import { StepError } from '../steps/step.ts'
import type { Schedule, Weekday } from './schedule-plan.ts'

/** Where timers are to be, as far as it matters to them. */
export interface Machine {
  /** What programs are called with. */
  env: NodeJS.ProcessEnv
  isRoot: boolean
  runsSystemd: boolean
  unitsFolder: string
  /** The zone that its clock shows. */
  zone: string
  now: Date
}

export function thisMachine(env: NodeJS.ProcessEnv): Machine {
  return {
    env,
    isRoot: process.getuid?.() === 0,
    runsSystemd: existsSync('/run/systemd/system'),
    unitsFolder: '/etc/systemd/system',
    zone: machineZone(),
    now: new Date(),
  }
}

/** That of cron, whatever TZ says in this shell. */
function machineZone(): string {
  const file = '/etc/localtime'
  const [, zone] = (existsSync(file) ? realpathSync(file) : '').split('/zoneinfo/')
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Which of the operator's variables choose what backup.sh works on: a timer has no shell of his. */
const choosing =
  /^(DOCKER_(HOST|CONTEXT|CONFIG|TLS_VERIFY|CERT_PATH)|COMPOSE_(FILE|PROJECT_NAME|PROFILES|ENV_FILES|PATH_SEPARATOR))$/
const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** What is to be scheduled for an installation. */
export function scheduleOf(options: {
  checkout: string
  projectName: string
  at: string
  drill: Weekday
  timezone: string
  /** Of the shell alone: .env is read by backup.sh itself, as it is by then. */
  env: NodeJS.ProcessEnv
}): Schedule {
  const { env, checkout, ...rest } = options
  const programs = [findProgram('docker'), process.execPath].flatMap((path) => path ?? [])
  const folders = programs.map((path) => dirname(path)).filter((folder) => !folder.startsWith(checkout))
  const path = [...new Set([...usualPath.split(':'), ...folders])].join(':')
  const variables = Object.entries(env).flatMap(([name, value]) =>
    choosing.test(name) && value ? [[name, value] as const] : [],
  )
  return { ...rest, checkout, path, variables: Object.fromEntries(variables) }
}

export interface Called {
  code: number | null
  printed: string
  complaints: string
}

/** What the shell says for a program that is not there. */
export const notFound = 127

export function call({ env }: Machine, program: string, args: readonly string[], input = ''): Called {
  const { status, stdout, stderr, error } = spawnSync(program, args, { env, input, encoding: 'utf8' })
  if (error === undefined) return { code: status, printed: stdout, complaints: stderr }
  return { code: notFound, printed: '', complaints: `it cannot be called: ${error.message}` }
}

/** Throws a StepError with its words when it fails. */
export function mustCall(machine: Machine, program: string, args: readonly string[], input?: string): string {
  const { code, printed, complaints } = call(machine, program, args, input)
  if (code === 0) return printed
  throw new StepError(`${program} ${args[0] ?? ''}: ${complaints.trim() || `it ended with ${code}`}`)
}

/**
 * As whom root's timers run: as the owner of the checkout, who otherwise could not touch what they write there, when he
 * may use Docker; else as root.
 */
export function userOfTimers(machine: Machine, checkout: string): string {
  const { uid } = statSync(checkout)
  const groups = call(machine, 'id', ['-nG', String(uid)])
  if (uid === 0 || groups.code !== 0 || !groups.printed.trim().split(/\s+/).includes('docker')) return 'root'
  return call(machine, 'id', ['-nu', String(uid)]).printed.trim()
}
