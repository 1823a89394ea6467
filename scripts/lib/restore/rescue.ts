import { listBackups, newestWhole } from '../backup/backup-list.ts'
import { backupsFolder } from '../backup/backup-run.ts'
import { readManifest } from '../backup/manifest.ts'
import { findPostgres, type PostgresServer } from '../postgres/postgres-server.ts'
import { startScratchServer } from '../postgres/scratch-server.ts'
import { UsageError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'
import { confirmFor } from './asked-restore.ts'
import type { Chosen } from './chosen-backup.ts'
import { readLive } from './live-database.ts'
import { openMoment } from './moment-source.ts'
import { isNothing } from './new-server-data.ts'
import type { Unsealing } from './opened-file.ts'
import { openSource } from './opened-source.ts'
import { reachPostgres } from './reached-postgres.ts'
import { beginWithEmptyPostgres } from './rescued-postgres.ts'
import { type RestoreRun, type Target, targetOf } from './restore-run.ts'
import type { RestoreSource } from './restore-source.ts'
import { restoreDatabase } from './restored-database.ts'
import { stopService } from './stopped-programs.ts'

type Opened = Omit<RestoreRun, 'server'>

/** A database that is to come back, readable by whatever Postgres there is at the time. */
interface Wanted {
  part: Target['part']
  open(server: PostgresServer): Promise<RestoreSource>
}

/** Begins with an empty Postgres, and puts into it all that the backup has of databases, or the archive of a moment. */
export async function rescue(
  opened: Opened,
  chosen: Chosen | undefined,
  unsealing: Unsealing,
): Promise<void> {
  const { setup, options } = opened
  const { database } = targetOf('schoolbot', setup.env)
  const state = await stateOf(opened, database)
  if (state === 'works') {
    throw new UsageError('Postgres works, and its database can be read: restore without --rescue')
  }
  await using moment = await momentOf(opened)
  const wanted = [
    ...(moment === undefined ? [] : [{ part: 'schoolbot' as const, open: async () => moment.source }]),
    ...partsOf(opened, chosen, unsealing),
  ]
  await tryAll(opened, wanted)
  const parts = wanted.map(({ part }) => part).join(' and ')
  setup.say(
    `All that Postgres has now is put aside, and ${parts} restored: what is in no backup will be missing`,
  )
  if (options.dryRun) return
  await confirmFor(opened, database, 'begin with an empty Postgres')
  // they would find an empty database
  for (const { part } of wanted) await stopService(opened.docker, targetOf(part, setup.env).service)
  // a run that was broken off may have come so far
  if (state === 'broken') await beginWithEmptyPostgres(opened)
  const server = await reachPostgres(opened.docker, setup, { mayStart: true })
  for (const { part, open } of wanted) {
    await restoreDatabase({ ...opened, server }, targetOf(part, setup.env), await open(server))
  }
}

async function stateOf({ docker }: Opened, database: string): Promise<'works' | 'empty' | 'broken'> {
  try {
    const live = await readLive(await findPostgres(docker), database)
    if (live.fault !== undefined) return 'broken'
    return live.isEmpty ? 'empty' : 'works'
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    return 'broken'
  }
}

async function momentOf(opened: Opened) {
  if (opened.options.at === undefined) return undefined
  const { source, dispose } = await openMoment(opened, opened.options.at)
  return { source, [Symbol.asyncDispose]: async () => dispose() }
}

/** Of the backup that was chosen; beside a moment of the archive, which has the school alone, of the newest one. */
function partsOf({ setup, at }: Opened, chosen: Chosen | undefined, unsealing: Unsealing): Wanted[] {
  const open = (backup: Chosen, part: Target['part']): Wanted => ({
    part,
    open: (server) => openSource(backup, part, { server, unsealing }),
  })
  if (chosen?.kind === 'file') return [open(chosen, 'schoolbot')]
  const newest = chosen ?? newestWhole(listBackups(backupsFolder(setup.root, setup.env)), at)
  if (newest === undefined) return []
  const backup: Chosen = { kind: 'backup', path: newest.path, name: newest.name }
  const { databases } = readManifest(backup.path)
  return (['schoolbot', 'glitchtip'] as const)
    .filter((part) => !isNothing(databases[part]) && (chosen !== undefined || part === 'glitchtip'))
    .map((part) => open(backup, part))
}

/** What cannot be read is found out before anything is put aside. */
async function tryAll({ docker, project, setup }: Opened, wanted: readonly Wanted[]): Promise<void> {
  setup.say('Checking what is to be restored, in a Postgres of its own')
  await using server = await startScratchServer(docker, project)
  for (const { open } of wanted) await open(server)
}
