import type { Container } from '../compose/containers.ts'
import { shownPath } from '../settings/shown-path.ts'
import { type Setup, StepError } from '../steps/step.ts'
import { type FileReader, fileReaders } from './file-readers.ts'
import { isSecret } from './outdated.ts'

/** What a service says of the files that it would read at its next start: all that it printed, or its complaint. */
export type Trial = { printed: string } | { complaint: string } | { untried: string }

/** In a container of its own, so that the running one need not be touched for a file that is wrong. */
export async function tryFiles(setup: Setup, reader: FileReader, container: Container): Promise<Trial> {
  if (reader.trial === undefined) return { printed: '' }
  try {
    return {
      printed: await setup.compose(['run', '--rm', '--no-deps', '-T', '--pull=never', ...reader.trial]),
    }
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    if (ofTheEngine.test(error.message)) return { untried: error.message }
    const complaint = complaintIn(error.message)
    const translated = asOnThisMachine(setup, reader, container, complaint)
    if (translated !== complaint) return { complaint: translated }
    // not every program says which file it means
    const [file] = container.binds.filter((bind) => !isSecret(bind))
    return { complaint: `${file === undefined ? '' : `${shownPath(setup.root, file.source)}: `}${complaint}` }
  }
}

/** What must be started again is left alone, when it would not come up. */
export async function refuseWrongFiles(setup: Setup, containers: readonly Container[]): Promise<void> {
  const services = new Map(containers.map((container) => [container.service, container]))
  for (const [service, container] of services) {
    const reader = fileReaders[service]
    const trial = reader && (await tryFiles(setup, reader, container))
    if (trial === undefined || !('complaint' in trial)) continue
    throw new StepError(
      `${service} must be started again and would not come up: put right ${trial.complaint}`,
    )
  }
}

/** Nothing was tried: its image is not here yet, or the engine is busy with something else. */
const ofTheEngine = /no such image|response from daemon|docker daemon|took more than|pull access/i

/** The lines that say what is wrong, in one. */
function complaintIn(message: string): string {
  const lines = message.replace(/^docker compose \w+: /, '').split('\n')
  const telling = lines.filter((line) => tellingLine.test(line) && !saysNothing.test(line))
  const wanted = (telling.length > 0 ? telling : lines).map((line) => line.replace(ornaments, '').trim())
  return wanted
    .filter((line) => line !== '')
    .join(' ')
    .slice(0, 400)
}

const saysNothing = /test failed$|failed to validate \d+ file|^\s*Checking '[^']*'\s*$/
const tellingLine = /emerg|FAILED|\berr(or)?\b|\.ya?ml\b.*\d|\.sh: |directive|in \/etc\//i
const ornaments =
  /^\s*(nginx: )?(\d{4}\/\d\d\/\d\d [\d:]+ )?\[emerg\] (\d+#\d+: )?|(Checking '[^']*' *)?FAILED: ?|time=\S+ level=\w+ source=\S+ msg=/g

/** Paths of the container as the operator knows them. */
export function asOnThisMachine(
  setup: Setup,
  reader: FileReader,
  { binds }: Container,
  text: string,
): string {
  const made = (reader.madeOf ?? []).reduce(
    (words, [pattern, source]) => words.replaceAll(pattern, source),
    text,
  )
  return binds
    .toSorted((a, b) => b.target.length - a.target.length)
    .reduce((words, { source, target }) => words.replaceAll(target, shownPath(setup.root, source)), made)
}
