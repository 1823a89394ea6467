import { hostname } from 'node:os'
import { sizeOf } from '../backup/list-lines.ts'
import { reach } from '../steps/failpoint.ts'
import { nameBeside } from './database-names.ts'
import { type Exchanged, exchange, startAgain } from './exchanged-database.ts'
import { clearLeftovers } from './leftovers.ts'
import { type LiveDatabase, readLive } from './live-database.ts'
import { dropNewDatabase } from './new-database.ts'
import { prepareCopy } from './prepared-copy.ts'
import type { RestoreRun, Target } from './restore-run.ts'
import type { RestoreSource } from './restore-source.ts'
import { warnOfReturnedAccess } from './returned-access.ts'
import { removeMigrateRuns } from './schema-state.ts'
import { readStanding } from './standing.ts'
import { tellPeople } from './told-people.ts'
import { whatIsLost } from './what-is-lost.ts'

/** Says what will be lost. */
export async function showLoss(run: RestoreRun, target: Target, source: RestoreSource): Promise<void> {
  const { server, project, setup } = run
  const live = await readLive(server, target.database)
  const now =
    target.part === 'schoolbot' && live.exists && live.fault === undefined && !live.isEmpty
      ? await readStanding(server, target.database)
      : { fault: live.fault ?? 'what is in it is not compared' }
  const lines = whatIsLost({ host: hostname(), project: project.name, live, now, source, at: run.at })
  for (const line of lines) setup.say(line)
}

/** Puts a copy in the place of a database of the installation; any failure before leaves that as it was. */
export async function restoreDatabase(run: RestoreRun, target: Target, source: RestoreSource): Promise<void> {
  const { server, setup, docker, project } = run
  const begun = Date.now()
  await clearLeftovers(server, target.database, setup.say)
  await removeMigrateRuns(docker, project.name)
  const live = await readLive(server, target.database)
  const copy = await prepareCopy(run, target, { source, live })
  const kept = nameBeside(target.database, 'replaced', run.at)
  let exchanged: Exchanged
  try {
    const by = `backup ${source.name}`
    exchanged = await exchange(run, target, { live, fresh: copy.name, kept, by, backFrom: undefined })
  } catch (error) {
    await dropNewDatabase(server, copy.name).catch(() => undefined)
    throw error
  }
  const refused = exchanged.refusedSeconds.toFixed(2)
  setup.say(`${target.database} is restored from ${source.name}: connections were refused for ${refused} s`)
  await sayWhatIsKept(run, { live, kept, keptUntil: exchanged.keptUntil })
  const isKept = live.exists && !live.isEmpty
  const wayBack = isKept ? '; back to the database before: ./scripts/restore.sh --undo' : ''
  await startAgain(run, target, { ...exchanged, wayBack })
  reach('restore: healthy')
  setup.say(`All in all it took ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  if (target.part === 'schoolbot' && isKept) {
    await warnOfReturnedAccess(server, { present: live.name, replaced: kept }, setup.say)
    await tellPeople(setup, server, { replaced: kept, takenAt: source.takenAt, newest: copy.newest })
  }
}

/** An empty one is not worth keeping. */
async function sayWhatIsKept(
  { server, setup }: RestoreRun,
  { live, kept, keptUntil }: { live: LiveDatabase; kept: string; keptUntil: Date },
): Promise<void> {
  if (!live.exists) return
  if (live.isEmpty) {
    await server.sql('postgres', 'drop database if exists :"kept" with (force)', { kept })
    return
  }
  const bytes = await server.sql('postgres', "select pg_database_size(:'kept')", { kept }).catch(() => '')
  const size = bytes.trim() === '' ? '' : ` (${sizeOf(Number(bytes))})`
  setup.say(
    `The database before is kept as ${kept}${size} until ${keptUntil.toISOString().slice(0, 10)}: ./scripts/restore.sh --undo brings it back`,
  )
}
