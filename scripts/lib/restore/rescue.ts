import { listBackups, newestWhole } from '../backup/backup-list.ts'
import { backupsFolder } from '../backup/backup-run.ts'
import { readManifest } from '../backup/manifest.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { startScratchServer } from '../postgres/scratch-server.ts'
import { InterruptedError } from '../processes/pipeline.ts'
import { UsageError } from '../steps/exit-code.ts'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import { confirmFor } from './asked-restore.ts'
import { begunWork } from './begun-work.ts'
import type { Chosen } from './chosen-backup.ts'
import { readLive } from './live-database.ts'
import { openMoment } from './moment-source.ts'
import { isNothing, startAll } from './new-server-data.ts'
import type { Unsealing } from './opened-file.ts'
import { openSource } from './opened-source.ts'
import { reachPostgres } from './reached-postgres.ts'
import { beginWithEmptyPostgres } from './rescued-postgres.ts'
import { type Opened, type Target, targetOf } from './restore-run.ts'
import type { RestoreSource } from './restore-source.ts'
import { restoreDatabase } from './restored-database.ts'
import { stopService } from './stopped-programs.ts'

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
  const { docker, setup, options, interruption } = opened
  const { database } = targetOf('schoolbot', setup.env)
  const work = begunWork(setup.root, 'rescue')
  const works = await postgresWorks(opened)
  if (works && work.earlier() === undefined) {
    throw new UsageError(
      'Postgres works: restore without --rescue, which keeps the present database beside, as it is',
    )
  }
  await using moment = await momentOf(opened)
  const wanted = [
    ...(moment === undefined ? [] : [{ part: 'schoolbot' as const, open: async () => moment.source }]),
    ...partsOf(opened, chosen, unsealing),
  ]
  await tryAll(opened, wanted)
  const parts = wanted.map(({ part }) => part).join(' and ')
  setup.say(
    works
      ? `A rescue of ${work.earlier()} was broken off: of ${parts} it goes on with what is empty still`
      : `All that Postgres has now is put aside, and ${parts} restored: what is in no backup will be missing`,
  )
  if (options.dryRun) return
  await confirmFor(opened, database, works ? 'go on' : 'begin with an empty Postgres')
  // they would find an empty database
  for (const { part } of wanted) await stopService(docker, targetOf(part, setup.env).service)
  interruption.stopHere()
  if (!works) {
    work.begin(chosen?.name ?? options.at ?? 'the newest backup')
    reach('rescue: begun')
    await interruption.carryThrough(() => beginWithEmptyPostgres(opened))
  }
  const server = await reachPostgres(docker, setup, { mayStart: true })
  for (const { part, open } of wanted) {
    const target = targetOf(part, setup.env)
    if (works && !(await readLive(server, target.database)).isEmpty) continue
    await restoreDatabase({ ...opened, server }, target, await open(server))
    if (part === 'schoolbot') reach('rescue: school')
  }
  reach('rescue: restored')
  await startAll(opened)
  reach('rescue: started')
  work.end()
  setup.say('All that was to be rescued is restored, and everything is started')
}

/**
 * Whether Postgres starts and answers: healthy data are never put aside, and who works with them is not stopped. A database
 * that cannot be read is no reason either, for the others can.
 */
async function postgresWorks({ docker, setup, options }: Opened): Promise<boolean> {
  try {
    await (await reachPostgres(docker, setup, { mayStart: !options.dryRun })).sql('postgres', 'select 1')
    return true
  } catch (error) {
    if (!(error instanceof StepError) || error instanceof InterruptedError) throw error
    // another Postgres than ours is not for us to rescue
    if (!setup.isPresent('postgres')) throw error
    const log = await setup.compose(['logs', '--no-log-prefix', '--tail', '5', 'postgres']).catch(() => '')
    setup.say(`Postgres does not start. The last that it said:`)
    for (const line of log.trim().split('\n')) setup.say(`  ${line}`)
    return false
  }
}

async function momentOf(opened: Opened) {
  if (opened.options.at === undefined) return undefined
  const { source, dispose } = await openMoment(opened, opened.options.at)
  return { source, [Symbol.asyncDispose]: async () => dispose() }
}

/** Of the backup that was chosen; beside a moment of the archive, which has the school alone, of the newest one. */
function partsOf(
  { setup, at, interruption }: Opened,
  chosen: Chosen | undefined,
  unsealing: Unsealing,
): Wanted[] {
  const open = (backup: Chosen, part: Target['part']): Wanted => ({
    part,
    open: (server) => openSource(backup, part, { server, unsealing, signal: interruption.signal }),
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
