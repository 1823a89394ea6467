import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findProgram } from '../processes/find-program.ts'
import { aptInstall } from './apt-install.ts'
import type { Outcome } from './outcome.ts'

type Options = { root: string; mayInstall: boolean; say: (line: string) => void; signal: AbortSignal }
type Check = { command: readonly string[] } | { missing: string }

/** Runs what `npm run check` is made of, one by one, and shellcheck; prints the output of those that fail. */
export async function runChecks(options: Options): Promise<Outcome> {
  const outcome = { passed: 0, failed: 0, skipped: 0 }
  for (const check of [...npmChecks(options.root), shellcheck(options)]) {
    if ('missing' in check) {
      outcome.skipped++
      options.say(`  skipped  ${check.missing}`)
      continue
    }
    const started = Date.now()
    const failure = await run(check.command, options)
    const line = `${check.command.slice(0, 3).join(' ')} (${((Date.now() - started) / 1000).toFixed(1)} s)`
    if (failure === undefined) outcome.passed++
    else outcome.failed++
    options.say(failure === undefined ? `  ok       ${line}` : `  FAILED   ${line}\n${failure}`)
  }
  return outcome
}

/** The parts of the script "check" in package.json, so that it stays the one place that says what is checked. */
function npmChecks(root: string): Check[] {
  const script = /"check": "([^"]+)"/.exec(readFileSync(join(root, 'package.json'), 'utf8'))?.[1]
  if (script === undefined) throw new Error('package.json has no script "check"')
  return script.split(' && ').map((command) => ({ command: command.split(' ') }))
}

function shellcheck(options: Options): Check {
  const installed = findProgram('shellcheck') !== undefined
  const refusal = installed || !options.mayInstall ? 'not on PATH' : aptInstall(['shellcheck'], options.say)
  if (findProgram('shellcheck') === undefined)
    return { missing: `shellcheck: ${refusal ?? 'apt-get brought none'}` }
  const scripts = shellScripts(options.root)
  return { command: ['shellcheck', '--external-sources', '--severity=style', ...scripts] }
}

/** Every shell script that git knows, or would when asked to add everything; without git, those there are. */
export function shellScripts(root: string): string[] {
  const patterns = ['*.sh', '.ci/run']
  const command = [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
    '--',
    ...patterns,
  ]
  const { status, stdout } = spawnSync('git', command, { cwd: root, encoding: 'utf8' })
  const found = status === 0 ? stdout.split('\n') : globSync(['*/**/*.sh', '.ci/run'], { cwd: root })
  // git still lists what was deleted and not yet committed
  return found.filter((path) => path !== '' && !path.includes('node_modules') && existsSync(join(root, path)))
}

/** Nothing when it ended well, else what it printed. */
async function run(command: readonly string[], { root, signal }: Options): Promise<string | undefined> {
  const [program = '', ...args] = command
  const PATH = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      resolve(code === 0 ? undefined : Buffer.concat(output).toString().trimEnd()),
    )
  })
}
