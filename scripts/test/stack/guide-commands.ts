import { type ExecFileException, execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { guides } from '../docs/guides.ts'
import { codeBlocks } from '../docs/markdown.ts'
import { composeFiles, engineEnv, root } from './engine.ts'
import { projectPrefix } from './leftovers.ts'
import type { Stack } from './stack.ts'

/** The commands of the operator's guide that only look: the blocks `sh`, without those marked `sh by-hand`. */
export function guideCommands(): string[] {
  const blocks = codeBlocks(guides[0].text).filter(({ info }) => info === 'sh')
  const lines = blocks.flatMap(({ text }) =>
    text
      .replaceAll(/(\\|(?<=\|))\n\s*/g, ' ')
      .trim()
      .split('\n'),
  )
  return [...new Set(lines)]
}

export interface Ran {
  exitCode: number
  /** stdout, and after it stderr. */
  output: string
}

/** Runs a command as an operator would in the folder of the project, but of the stack under test. */
export async function runAsOperator(stack: Stack, command: string): Promise<Ran> {
  const folder = dirname(stack.certs)
  const env = {
    ...engineEnv,
    COMPOSE_PROJECT_NAME: `${projectPrefix}${process.pid}`,
    COMPOSE_ENV_FILES: join(folder, 'env'),
    COMPOSE_FILE: composeFiles.filter((word) => word !== '-f').join(':'),
  }
  const options = { cwd: root, env, timeout: 60_000 }
  return new Promise((resolve) => {
    const adapted = forStack(stack, folder, command)
    const child = execFile('bash', ['-c', adapted], options, (error, stdout, stderr) =>
      resolve({ exitCode: exitCodeOf(error), output: stdout + stderr }),
    )
    child.stdin?.end()
  })
}

/** The guide has the ports, the folder and the name of an installation; within containers nothing differs. */
function forStack(stack: Stack, folder: string, command: string): string {
  const here = command
    .replaceAll(' secrets/', ` ${folder}/secrets/`)
    .replaceAll(' .env |', ` ${folder}/env |`)
    .replaceAll('https://api.telegram.org', stack.sandbox.url)
    .replaceAll('project=schoolbot', `project=${projectPrefix}${process.pid}`)
  if (here.startsWith('docker compose exec')) return here
  return here
    .replaceAll('localhost:9090', new URL(stack.prometheusUrl).host)
    .replaceAll('localhost:9093', new URL(stack.alertmanagerUrl).host)
}

function exitCodeOf(error: ExecFileException | null): number {
  if (error === null) return 0
  return typeof error.code === 'number' ? error.code : -1
}
