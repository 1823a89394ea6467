import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Setup, StepError } from '../../lib/steps/step.ts'
import { root } from '../copied-checkout.ts'
import type { GlitchTipState } from './glitchtip-server.ts'

/** An installation whose GlitchTip is glitchtip-standin.py: our programs really run, on its models. */
export interface GlitchTipSetup extends Disposable {
  setup: Setup
  /** The file of the stand-in's tables. */
  state: string
  tables: () => GlitchTipState
  write: (state: GlitchTipState) => void
  said: string[]
  /** Every call of Compose. */
  calls: (readonly string[])[]
  env: Record<string, string>
  setSecret: (name: string, value: string) => void
  /** As `docker compose ps` lists it. */
  running: string[]
}

export function createGlitchTipSetup(options: { url?: string } = {}): GlitchTipSetup {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-glitchtip-'))
  const secretsDir = join(folder, 'secrets')
  mkdirSync(secretsDir)
  const state = join(folder, 'state.json')
  const made: Omit<GlitchTipSetup, 'setup'> = {
    state,
    tables: () => JSON.parse(readFileSync(state, 'utf8')),
    write: (tables) => writeFileSync(state, JSON.stringify(tables)),
    said: [],
    calls: [],
    env: {},
    setSecret: (name, value) => writeFileSync(join(secretsDir, name), value),
    running: ['postgres'],
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
  made.write({})
  made.setSecret('glitchtip_admin_password', 'the secret of the admin')
  const setup: Setup = {
    root,
    env: made.env,
    secretsDir,
    secret: (name) => readFileSync(join(secretsDir, name), 'utf8').trim(),
    compose: async (args, { input = '', env = {} } = {}) => {
      made.calls.push(args)
      if (args.join(' ') === 'ps --services --status running') return `${made.running.join('\n')}\n`
      const [command, passedOn] = readRun(args)
      if (command[0] === 'sh') return setUpDatabase(command, made)
      return runPython(state, input, Object.fromEntries(passedOn.map((name) => [name, env[name] ?? ''])))
    },
    isPresent: (service) => service === 'glitchtip',
    urlOf: () => options.url ?? 'http://127.0.0.1:1',
    say: (line) => made.said.push(line),
    setEnv: (name, value) => {
      made.env[name] ||= value
    },
    fetch: (url, init) => fetch(url, init),
  }
  return { ...made, setup }
}

/** What follows the service, and the variables that are handed on: as `docker compose run` reads its arguments. */
function readRun(args: readonly string[]): [string[], string[]] {
  const [run, ...rest] = args
  if (run !== 'run') throw new StepError(`docker compose: unknown command ${run}`)
  const names: string[] = []
  while (rest[0]?.startsWith('-')) {
    const flag = rest.shift() ?? ''
    if (flag.startsWith('--env=')) names.push(flag.slice('--env='.length))
    else if (!['--rm', '--no-deps', '-T', '--pull=never'].includes(flag)) {
      throw new StepError(`unknown flag: ${flag}`)
    }
  }
  if (rest.shift() !== 'glitchtip') throw new StepError('no such service')
  return [rest, names]
}

function setUpDatabase(command: readonly string[], made: Pick<GlitchTipSetup, 'tables' | 'write'>): string {
  for (const line of (command[2] ?? '').split('; ')) {
    const [python, manage, name] = line.split(' ')
    if (python !== 'python' || manage !== 'manage.py') throw new StepError(`sh: ${line}: not found`)
    if (name === 'migrate') made.write({ ...made.tables(), migrated: true })
    else if (name === 'createcachetable') made.write({ ...made.tables(), cacheTable: true })
    else throw new StepError(`Unknown command: ${name}`)
  }
  return ''
}

async function runPython(state: string, program: string, env: Record<string, string>): Promise<string> {
  const standin = join(import.meta.dirname, 'glitchtip-standin.py')
  const child = spawn('python3', ['-B', standin, state], { env: { PATH: process.env['PATH'], ...env } })
  child.stdin.end(program)
  const [printed, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  if (code !== 0) throw new StepError(complaints)
  return printed
}
