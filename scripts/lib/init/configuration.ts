import { statSync } from 'node:fs'
import { changedFiles } from '../compose/changed-files.ts'
import { type Container, readContainers } from '../compose/containers.ts'
import type { Docker } from '../compose/docker.ts'
import { shownPath } from '../settings/shown-path.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'
import { changedSince } from './changed-settings.ts'
import { fileReaders } from './file-readers.ts'
import { letReadAnew, type Reload } from './file-reload.ts'
import { asOnThisMachine, tryFiles } from './file-trial.ts'
import { letNginxRead, unreadByNginx } from './nginx-files.ts'
import { isSecret, restartAndWait } from './outdated.ts'

/** A running service and what of its files it has not read: they are sound, or the words say what is wrong. */
type Unread = { container: Container; files: string[] } & ({ printed: string } | { complaint: string })

/** What runs has read the files of today. A file that is wrong stops nothing: the service goes on with what it has. */
export function createConfigurationStep(setup: Setup, docker: Docker): Step {
  async function look(): Promise<Finding> {
    return findingOf(await readUnread())
  }

  async function readUnread(): Promise<Unread[]> {
    const found = (await readContainers(docker)).map(async (container) => readUnreadOf(container))
    return (await Promise.all(found)).filter((unread) => unread !== undefined)
  }

  async function readUnreadOf(container: Container): Promise<Unread | undefined> {
    const { service, state, binds, startedAt } = container
    const reader = fileReaders[service]
    if (reader === undefined || !['running', 'restarting'].includes(state)) return undefined
    const mounted = binds.filter((bind) => !isSecret(bind) && (reader.reads?.test(bind.target) ?? true))
    const changed = (since: Date) => mounted.flatMap(({ source }) => changedFiles(source, since))
    // one that starts again and again may do so for a file that was wrong before
    const since = state === 'running' ? startedAt : new Date(0)
    if (changed(since).length === 0) return undefined
    const readAt = state === 'running' ? await reader.reload?.readAt(setup) : undefined
    const files = changed(readAt ?? since)
    if (files.length === 0) return undefined
    const trial = await tryFiles(setup, reader, container)
    // what was tried with the settings of today is not for one of older settings: `up` makes that anew, on these files
    if (!('complaint' in trial) && (await changedSince(setup, [container])).length > 0) return undefined
    if ('untried' in trial) throw new StepError(trial.untried)
    // Docker starts it again
    if ('printed' in trial && state === 'restarting') return undefined
    if ('printed' in trial && service === 'nginx') {
      const { different, later } = await unreadByNginx(setup, container, trial.printed)
      const unread = [...different.map((name) => asOnThisMachine(setup, reader, container, name)), ...later]
      return unread.length === 0 ? undefined : { container, files: unread, ...trial }
    }
    return { container, files, ...trial }
  }

  function findingOf(all: readonly Unread[]): Finding {
    const words = all.map((unread) =>
      'complaint' in unread
        ? `${unread.container.service} ${whatItDoes(unread.container)} ${unread.complaint}`
        : `${unread.container.service} has not read ${named(unread.files)}`,
    )
    if (all.length === 0) return { state: 'ready', words: 'what runs has read the files of today' }
    const isSound = all.some((unread) => 'printed' in unread)
    return { state: isSound ? 'missing' : 'failed', words: words.join('; ') }
  }

  const whatItDoes = ({ state }: Container) =>
    state === 'running' ? 'goes on with its older files, put right' : 'does not start, put right'

  function named(files: readonly string[]): string {
    const names = [
      ...new Set(files.map((file) => (file.startsWith('/') ? shownPath(setup.root, file) : file))),
    ].sort()
    return names.length > 3
      ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
      : names.join(', ')
  }

  async function make(): Promise<Finding> {
    for (const unread of await readUnread()) {
      if ('complaint' in unread) continue
      const { container, files } = unread
      const reload = fileReaders[container.service]?.reload
      if (container.service === 'nginx') await letNginxRead(setup, docker, unread)
      else if (reload === undefined || needsStart(reload, container, files)) {
        await restartAndWait(setup, docker, container)
      } else await letReadAnew(setup, container.service, reload)
    }
    return look()
  }

  /** A file that was mounted by itself and replaced since is seen by a new start only. */
  const needsStart = ({ notFor }: Reload, { binds }: Container, files: readonly string[]) =>
    files.some(
      (file) =>
        notFor?.test(file) || binds.some(({ source }) => source === file && statSync(source).isFile()),
    )

  return { name: 'Configuration', look, make }
}
