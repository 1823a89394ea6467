import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export type UnixUser = { uid: number; gid: number }

export type ProcessOptions = {
  command: string
  args: readonly string[]
  cwd?: string
  env?: NodeJS.ProcessEnv
  user?: UnixUser | undefined
  /** Sent by the kernel when this process dies without saying so. Linux only. */
  onParentDeath?: NodeJS.Signals
  /**
   * Begun anew with each start. A file and not a pipe, because a program that outlives us by a moment
   * must still be able to write: pino waits for ever at a broken pipe.
   */
  logFile?: string
}

export type OwnedProcess = {
  pid: number
  /** Resolves, and never rejects, with what the process ended with: "exit code 1", "signal SIGKILL". */
  ended: Promise<string>
  hasEnded: () => boolean
  lastLines: () => string[]
  /** Asks with the signal and insists with SIGKILL when the time is up. */
  stop: (signal: NodeJS.Signals, graceMs: number) => Promise<string>
}

const KEPT_LINES = 30

/**
 * Starts a process that lives no longer than we do. It leads a process group of its own,
 * so that Ctrl-C in a terminal reaches us alone and we choose the order of stopping.
 */
export async function startProcess(options: ProcessOptions): Promise<OwnedProcess> {
  const [command, ...args] = [
    ...diesWithParent(options.onParentDeath ?? 'SIGTERM'),
    options.command,
    ...options.args,
  ]
  const log = options.logFile === undefined ? undefined : openSync(options.logFile, 'w')
  const child = spawn(command ?? options.command, args, {
    cwd: options.cwd,
    env: options.env,
    ...options.user,
    detached: true,
    stdio: ['ignore', log ?? 'pipe', log ?? 'pipe'],
  })
  if (log !== undefined) closeSync(log)
  const { logFile } = options
  const lastLines = logFile === undefined ? keepLines(child) : () => tailOf(logFile)
  let hasEnded = false
  const ended = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => {
      hasEnded = true
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`)
    })
  })
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => resolve(child.pid ?? 0))
  })

  async function stop(signal: NodeJS.Signals, graceMs: number): Promise<string> {
    if (hasEnded) return ended
    child.kill(signal)
    const insist = setTimeout(() => child.kill('SIGKILL'), graceMs)
    return ended.finally(() => clearTimeout(insist))
  }
  return { pid, ended, hasEnded: () => hasEnded, lastLines, stop }
}

function keepLines(child: ChildProcess): () => string[] {
  const kept: string[] = []
  for (const input of [child.stdout, child.stderr]) {
    if (input === null) continue
    createInterface({ input }).on('line', (line) => {
      kept.push(line)
      if (kept.length > KEPT_LINES) kept.shift()
    })
  }
  return () => [...kept]
}

const tailOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-KEPT_LINES)

/** util-linux can ask the kernel for a signal at the parent's death; elsewhere the next start cleans up. */
function diesWithParent(signal: NodeJS.Signals): string[] {
  if (process.platform !== 'linux') return []
  const prefix = ['--pdeathsig', signal.replace('SIG', ''), '--']
  const works = spawnSync('setpriv', [...prefix, 'true'], { stdio: 'ignore' }).status === 0
  return works ? ['setpriv', ...prefix] : []
}
