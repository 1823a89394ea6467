import { spawn } from 'node:child_process'

export type ScriptRun = {
  pid: number
  /** All it has printed so far, on both streams. */
  output: () => string
  /** Resolves when the output matches; rejects when the script ends first. */
  untilPrints: (pattern: RegExp) => Promise<void>
  /** The exit code; null when a signal ended it. */
  ended: Promise<number | null>
  kill: (signal: NodeJS.Signals) => void
}

/** Starts a script with a closed stdin and an environment of its own, beside PATH and HOME. */
export function runScript(
  command: readonly string[],
  env: Record<string, string> = {},
  cwd = '/',
): ScriptRun {
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })

  async function untilPrints(pattern: RegExp): Promise<void> {
    const matches = new Promise<'printed'>((resolve) => {
      const look = () => pattern.test(printed) && resolve('printed')
      listeners.add(look)
      look()
    })
    if ((await Promise.race([matches, ended])) !== 'printed')
      throw new Error(`ended before ${pattern}:\n${printed}`)
  }
  return {
    pid: child.pid ?? 0,
    output: () => printed,
    untilPrints,
    ended,
    kill: (signal) => void child.kill(signal),
  }
}

/** Runs a script to its end, which a minute must be enough for. */
export async function runToEnd(
  command: readonly string[],
  env?: Record<string, string>,
  cwd?: string,
): Promise<{ code: number | null; output: string }> {
  const run = runScript(command, env, cwd)
  const tooLong = setTimeout(() => run.kill('SIGTERM'), 60_000)
  const code = await run.ended
  clearTimeout(tooLong)
  return { code, output: run.output() }
}
