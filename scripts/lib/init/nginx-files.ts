import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { changedFiles } from '../compose/changed-files.ts'
import type { Container } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { type Setup, StepError } from '../steps/step.ts'
import { restartAndWait } from './outdated.ts'

/** What the running nginx has: the text of its files by their names in the container, and when it read them. */
interface RunningNginx {
  files: Map<string, string>
  readAt: Date
}

/** Files that a start would find with another text, and files that changed after they were read. */
interface UnreadFiles {
  different: string[]
  later: string[]
}

/** -T prints the files that a start would read now; the processes tell when they were read last, by a start or a HUP. */
const question =
  'nginx -T 2>/dev/null; echo "# processes"; cat /proc/uptime; cat /proc/[0-9]*/stat 2>/dev/null || true'

/**
 * What the running nginx does not know yet, of all that changed since its container started: it may have read some of it,
 * for a certificate is renewed with a HUP. `printed` is what a start on the files of today reads.
 */
export async function unreadByNginx(
  setup: Setup,
  container: Container,
  printed: string,
): Promise<UnreadFiles> {
  const running = await readRunning(setup)
  const wanted = sectionsIn(printed)
  const names = new Set([...running.files.keys(), ...wanted.keys()])
  const different = [...names].filter((name) => running.files.get(name) !== wanted.get(name))
  // read as they are, and not written anew at a start: the time tells
  const asTheyAre = container.binds.filter(({ target }) =>
    /^\/etc\/nginx\/(certs$|nginx\.conf$)/.test(target),
  )
  const later = asTheyAre.flatMap(({ source }) => changedFiles(source, running.readAt))
  return { different, later }
}

async function readRunning(setup: Setup): Promise<RunningNginx> {
  const printed = await setup.compose(['exec', '-T', 'nginx', 'sh', '-c', question])
  const [texts = '', processes = ''] = printed.split('# processes\n')
  const [uptime = '', ...stats] = processes.trim().split('\n')
  const youngest = Math.max(...stats.filter((line) => line.includes(' (nginx) ')).map(startedAt), 0)
  const ageMs = (Number(uptime.split(' ')[0]) - youngest) * 1000
  return { files: sectionsIn(texts), readAt: new Date(Date.now() - ageMs) }
}

/** Seconds after the machine's start, of a line of /proc/PID/stat: its 22nd field, in hundredths. */
const startedAt = (stat: string) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]) / 100

function sectionsIn(printed: string): Map<string, string> {
  const [, ...sections] = printed.split(/^# configuration file (.*):\n/m)
  const files = new Map<string, string>()
  for (let at = 0; at < sections.length; at += 2)
    files.set(sections[at] ?? '', (sections[at + 1] ?? '').trim())
  return files
}

/**
 * By a reload, in which no connection is lost. A file that was mounted by itself and replaced since is seen by a new
 * start only.
 */
export async function letNginxRead(
  setup: Setup,
  docker: Docker,
  { container, printed }: { container: Container; printed: string },
): Promise<void> {
  setup.say('Letting nginx read its files anew')
  const script = readFileSync(join(import.meta.dirname, 'nginx-reload.sh'), 'utf8')
  await setup.compose(['exec', '-T', 'nginx', 'sh', '-c', script])
  for (const deadline = Date.now() + 10_000; ; await sleep(300)) {
    const { different, later } = await unreadByNginx(setup, container, printed)
    if (different.length > 0) return restartAndWait(setup, docker, container)
    if (later.length === 0) return
    if (Date.now() > deadline) {
      throw new StepError('nginx goes on with its older files: docker compose logs nginx')
    }
  }
}
