import { type ExecFileException, execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { guides } from '../docs/guides.ts'
import { codeBlocks } from '../docs/markdown.ts'
import { partOf, readRunbooks } from '../docs/runbooks.ts'
import { composeFiles, engineEnv, root } from './engine.ts'
import { projectName } from './leftovers.ts'
import type { Stack } from './stack.ts'

/** The commands of the operator's guide that only look: the blocks `sh`, without those marked `sh by-hand`. */
export function guideCommands(): string[] {
  return lookingCommands(guides[0].text)
}

/** The commands of the runbooks that ask a part of the stack, and fail when it does not understand them. */
export function runbookCommands(): string[] {
  const asks = /^(docker compose (exec|run)|curl) [^|]*$/
  const withinQuotes = /'[^']*'|"[^"]*"/g
  const all = readRunbooks('en').flatMap((runbook) => lookingCommands(partOf(runbook, 2)))
  return [...new Set(all)].filter((command) => asks.test(command.replaceAll(withinQuotes, '')))
}

function lookingCommands(text: string): string[] {
  const blocks = codeBlocks(text).filter(({ info }) => info === 'sh')
  const lines = blocks.flatMap((block) =>
    block.text
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
  const { folder } = stack
  const env = {
    ...engineEnv,
    COMPOSE_PROJECT_NAME: projectName,
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

/** Which variable of .env moves the port that the guide names. */
const ports: readonly (readonly [port: string, variable: string])[] = [
  ['3000', 'GRAFANA_PORT'],
  ['8080', 'BOT_PORT'],
  ['9000', 'GLITCHTIP_PORT'],
  ['9090', 'PROMETHEUS_PORT'],
  ['9093', 'ALERTMANAGER_PORT'],
]

/** The guide has the ports, the folder and the name of an installation; within containers nothing differs. */
function forStack(stack: Stack, folder: string, command: string): string {
  const here = command
    .replaceAll(' secrets/', ` ${folder}/secrets/`)
    .replaceAll(' .env |', ` ${folder}/env |`)
    .replaceAll('https://api.telegram.org', stack.sandbox.url)
    .replaceAll('project=schoolbot', `project=${projectName}`)
  if (here.startsWith('docker compose exec')) return here
  const env = parseEnv(readFileSync(join(folder, 'env'), 'utf8'))
  return ports.reduce(
    (text, [port, variable]) => text.replaceAll(`localhost:${port}`, `127.0.0.1:${env[variable]}`),
    here,
  )
}

function exitCodeOf(error: ExecFileException | null): number {
  if (error === null) return 0
  return typeof error.code === 'number' ? error.code : -1
}
