import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { engineEnv } from './engine.ts'

const prefix = 'schoolbot-test-'

/** Of whatever this process makes. A later process of the same number has another name: its start is part of it. */
export const projectName = `${prefix}${process.pid}-${startOf(process.pid) ?? 0}`

const KINDS = [
  { list: ['ps', '--all'], remove: ['rm', '--force', '--volumes'] },
  { list: ['network', 'ls'], remove: ['network', 'rm', '--force'] },
  { list: ['volume', 'ls'], remove: ['volume', 'rm', '--force'] },
]

/** Removes what test runs left behind that were killed before they could. */
export async function removeLeftovers(): Promise<void> {
  for (const { list, remove } of KINDS) await removeAll(remove, () => leftoversOf(list))
  await removeAll(['image', 'rm', '--force'], leftoverImages)
}

/** Another test run may be at the same work: what is gone by now was removed too. */
async function removeAll(remove: readonly string[], find: () => Promise<string[]>): Promise<void> {
  const found = await find()
  if (found.length === 0) return
  try {
    await docker(...remove, ...found)
  } catch (error) {
    const left = await find()
    if (left.length > 0) throw error
  }
}

/** What Compose and what image tests write the project into. */
const LABELS = ['com.docker.compose.project', 'schoolbot.image-tests']

async function leftoversOf(list: readonly string[]): Promise<string[]> {
  return (await Promise.all(LABELS.map((label) => leftoversWith(label, list)))).flat()
}

async function leftoversWith(label: string, list: readonly string[]): Promise<string[]> {
  const id = list[0] === 'volume' ? '{{.Name}}' : '{{.ID}}'
  const format = `${id} {{.Label "${label}"}}`
  const lines = await docker(...list, '--filter', `label=${label}`, '--format', format)
  return lines.filter(([, project = '']) => isLeftover(project)).map(([name = '']) => name)
}

async function leftoverImages(): Promise<string[]> {
  const images = await docker('image', 'ls', '--format', '{{.Tag}} {{.Repository}}:{{.Tag}}', 'schoolbot/*')
  return images.filter(([tag = '']) => isLeftover(ofRelease(tag))).map(([, image = '']) => image)
}

/** The project, of the tag of a release of one, which deploy.sh keeps, and of what image tests make. */
const ofRelease = (tag: string) => tag.replace(/-(\d{8}-\d{6}Z|shipped|broken)$/, '')

/** What docker printed: the words of each line. */
async function docker(...args: string[]): Promise<string[][]> {
  const { stdout } = await promisify(execFile)('docker', args, { env: engineEnv, timeout: 60_000 })
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split(' ')]))
}

function isLeftover(project: string): boolean {
  const [, pid, start] = new RegExp(`^${prefix}(\\d+)(?:-(\\d+))?$`).exec(project) ?? []
  if (pid === undefined) return false
  // the start is 0 where it cannot be known
  if (Number(start)) return startOf(Number(pid)) !== start
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** When a process began, in ticks since the machine did: of Linux alone. Nothing when there is none. */
function startOf(pid: number): string | undefined {
  try {
    // its name, which may hold anything, stands in parentheses before
    const [, fields = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return fields.split(' ')[19]
  } catch {
    return undefined
  }
}
