import { spawn } from 'node:child_process'
import { lastWords, type Program } from '../processes/pipeline.ts'
import { type ComposeOptions, StepError } from '../steps/step.ts'

export interface Docker {
  /** Returns what it printed; throws a StepError with its last words. */
  docker(args: readonly string[], options?: ComposeOptions): Promise<string>
  compose(args: readonly string[], options?: ComposeOptions): Promise<string>
}

export interface StreamingDocker extends Docker {
  /** Docker as a program of a pipeline, for what is large or takes long; `name` is what a failure is told with. */
  program(name: string, args: readonly string[], env?: Readonly<Record<string, string>>): Program
}

/** Before every command of Compose. */
export const composeArgs = ['compose', '--ansi=never', '--progress=quiet'] as const

/** What takes no longer is needed to clear up, and is not ended by a signal. */
const shortMs = 300_000

/**
 * Docker as the operator would call it in the checkout: his variables choose the engine, the files, the project. `signal`
 * ends programs and long commands, and not the short ones, which are needed to clear up. Who gives one ends them by it
 * alone: a Ctrl-C does not reach them beside.
 */
export function createDocker(
  root: string,
  processEnv: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): StreamingDocker {
  const docker = (args: readonly string[], options: ComposeOptions = {}) =>
    run(args, { ...options, root, env: { ...processEnv, ...options.env }, signal })
  return {
    docker,
    compose: (args, options) => docker([...composeArgs, ...args], options),
    program: (name, args, env) => ({
      name,
      command: ['docker', ...args],
      cwd: root,
      env: { ...processEnv, ...env },
      signal,
    }),
  }
}

interface RunOptions extends Omit<ComposeOptions, 'env'> {
  root: string
  env: NodeJS.ProcessEnv
  signal: AbortSignal | undefined
}

async function run(
  args: readonly string[],
  { root, env, input, withinMs = 120_000, signal }: RunOptions,
): Promise<string> {
  const ending = withinMs > shortMs ? signal : undefined
  ending?.throwIfAborted()
  const child = spawn('docker', args, {
    ...{ cwd: root, env, detached: signal !== undefined },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const end = () => child.kill()
  ending?.addEventListener('abort', end)
  const tooLong = setTimeout(() => child.kill(), withinMs)
  let printed = ''
  let complaints = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = `${complaints}${text}`.slice(-20_000)
  })
  // a program that ends without reading is told by its exit code
  child.stdin.on('error', () => undefined).end(input ?? '')
  const printing = new Promise<string>((resolve, reject) => {
    const name = `docker ${args
      .filter((arg) => /^[a-z]+$/.test(arg))
      .slice(0, 2)
      .join(' ')}`
    child.once('error', (error) => reject(new StepError(`${name}: ${error.message}`)))
    child.once('close', (code) => {
      clearTimeout(tooLong)
      ending?.removeEventListener('abort', end)
      if (code === 0) resolve(printed)
      else if (child.killed) reject(new StepError(`${name} took more than ${withinMs / 1000} s`))
      else
        reject(
          new StepError(
            `${name}: ${lastWords(complaints.trim() || printed) || `ended with exit code ${code}`}`,
          ),
        )
    })
  })
  return printing.finally(() => ending?.throwIfAborted())
}
