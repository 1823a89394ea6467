import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { engineEnv } from './engine.ts'

/** The number of the process that made the project comes after it. */
export const projectPrefix = 'schoolbot-test-'

const KINDS = [
  { list: ['ps', '--all'], remove: ['rm', '--force', '--volumes'] },
  { list: ['network', 'ls'], remove: ['network', 'rm'] },
  { list: ['volume', 'ls'], remove: ['volume', 'rm'] },
]

/** Removes what test runs left behind that were killed before they could. */
export async function removeLeftovers(): Promise<void> {
  const label = 'com.docker.compose.project'
  for (const { list, remove } of KINDS) {
    const id = list[0] === 'volume' ? '{{.Name}}' : '{{.ID}}'
    const lines = await docker(
      ...list,
      '--filter',
      `label=${label}`,
      '--format',
      `${id} {{.Label "${label}"}}`,
    )
    const dead = lines.filter(([, project = '']) => isLeftover(project)).map(([name = '']) => name)
    if (dead.length > 0) await docker(...remove, ...dead)
  }
  const images = await docker('image', 'ls', '--format', '{{.Tag}} {{.Repository}}:{{.Tag}}', 'schoolbot/bot')
  const dead = images.filter(([tag = '']) => isLeftover(tag)).map(([, image = '']) => image)
  if (dead.length > 0) await docker('image', 'rm', '--force', ...dead)
}

/** What docker printed: the words of each line. */
async function docker(...args: string[]): Promise<string[][]> {
  const { stdout } = await promisify(execFile)('docker', args, { env: engineEnv, timeout: 60_000 })
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split(' ')]))
}

function isLeftover(project: string): boolean {
  const pid = new RegExp(`^${projectPrefix}(\\d+)$`).exec(project)?.[1]
  if (pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
