import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Long for a slow machine: what takes longer hangs. */
const readyWithinMs = 45_000

/** The bot in a process of its own, as production runs it. */
export interface BotProcess extends AsyncDisposable {
  readonly child: ChildProcess
  /** Lines of stdout and stderr so far. */
  readonly lines: string[]
  /** Resolves at the line that says `ready`; rejects when the process ends before. */
  ready(): Promise<void>
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; ms: number }>
  readonly ended: Promise<number | null>
}

/** `input` is what it reads from stdin. */
export function spawnBot(env: Record<string, string>, args: string[] = [], input?: string): BotProcess {
  // no inherited variables but the ones node needs: a stray TELEGRAM_TOKEN must not reach a test
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  // it may end without having read it
  child.stdin?.on('error', () => undefined).end(input)
  const lines: string[] = []
  const ready = Promise.withResolvers<void>()
  ready.promise.catch(() => undefined)
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (line.includes('"msg":"ready"')) ready.resolve()
    })
  }
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    ready.reject(new Error(`the bot ended with ${code}:\n${lines.slice(-20).join('\n')}`))
    return code ?? null
  })
  async function end(signal: NodeJS.Signals) {
    const started = performance.now()
    child.kill(signal)
    return { code: await ended, ms: performance.now() - started }
  }
  return {
    child,
    lines,
    async ready() {
      const timer = setTimeout(() => {
        ready.reject(new Error(`not ready after ${readyWithinMs} ms:\n${lines.slice(-20).join('\n')}`))
      }, readyWithinMs)
      await ready.promise.finally(() => clearTimeout(timer))
    },
    ended,
    end,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await end('SIGKILL')
    },
  }
}
