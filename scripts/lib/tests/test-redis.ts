import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../processes/find-program.ts'
import { startListening } from '../processes/listening-process.ts'
import { startProcess } from '../processes/owned-process.ts'
import { aptInstall } from './apt-install.ts'

export type TestRedis = {
  url: string
  /** For the reader of the test run. */
  source: string
  stop: () => Promise<void>
}

const IMAGE = 'redis:8'
const ANSWER_WITHIN_MS = 10_000
const PULL_WITHIN_MS = 120_000

/**
 * An empty Redis for tests: a given one, a server on PATH, a container, or the package of Debian.
 * When there is none, the reason that the tests in need of it are skipped.
 */
export async function startTestRedis(options: {
  givenUrl: string | undefined
  mayInstall: boolean
  say: (line: string) => void
}): Promise<TestRedis | { missing: string }> {
  if (options.givenUrl !== undefined && options.givenUrl !== '') {
    return { url: options.givenUrl, source: 'as given', stop: () => Promise.resolve() }
  }
  const program = findRedis()
  if (program !== undefined) return startProgram(program)
  const container = startContainer()
  if (container !== undefined) return container
  const refusal = options.mayInstall
    ? aptInstall(['redis-server'], options.say)
    : 'and nothing may be installed now'
  const installed = findRedis()
  if (installed !== undefined) return startProgram(installed)
  return {
    missing: `no redis-server, no valkey-server, no Docker engine; ${refusal ?? 'apt-get brought none'}`,
  }
}

const findRedis = () => findProgram('redis-server', 'valkey-server')

async function startProgram(command: string): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'schoolbot-redis-'))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  try {
    const { server, port } = await startListening({
      name: 'Redis',
      readyLine: 'Ready to accept connections',
      readyWithinMs: 15_000,
      start: (chosen) => {
        const args = [
          '--port',
          String(chosen),
          '--bind',
          '127.0.0.1',
          '--save',
          '',
          '--appendonly',
          'no',
          '--dir',
          folder,
        ]
        return startProcess({ command, args, env: { PATH: process.env['PATH'] } })
      },
    })
    const stop = async () => {
      await server.stop('SIGTERM', 2_000)
      removeFolder()
    }
    return { url: `redis://127.0.0.1:${port}`, source: command, stop }
  } catch (error) {
    removeFolder()
    throw error
  }
}

function startContainer(): TestRedis | undefined {
  if (findProgram('docker') === undefined) return undefined
  if (docker(ANSWER_WITHIN_MS, 'version', '--format', '{{.Server.Version}}') === undefined) return undefined
  const id = docker(
    PULL_WITHIN_MS,
    'run',
    '--detach',
    '--rm',
    '--publish',
    '127.0.0.1::6379',
    IMAGE,
    'redis-server',
    '--save',
    '',
  )
  if (id === undefined) return undefined
  const address = docker(ANSWER_WITHIN_MS, 'port', id, '6379/tcp')?.split('\n')[0]
  const stop = () => Promise.resolve(void docker(ANSWER_WITHIN_MS, 'rm', '--force', id))
  if (address !== undefined) return { url: `redis://${address}`, source: `a container of ${IMAGE}`, stop }
  void stop()
  return undefined
}

/** What docker printed, or nothing when it failed or took too long. */
function docker(timeout: number, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('docker', args, { encoding: 'utf8', timeout })
  return status === 0 ? stdout.trim() : undefined
}
