import { hostname } from 'node:os'
import { removeMigrateRuns } from '../compose/migrate-runs.ts'
import { nameBeside } from '../postgres/database-names.ts'
import { type KeptDatabase, listKept, markDone, ofOneRestore } from '../postgres/kept-databases.ts'
import { reach } from '../steps/failpoint.ts'
import { sizeOf } from '../words/sizes-and-ages.ts'
import { exchange, startAgain } from './exchanged-database.ts'
import { clearLeftovers } from './leftovers.ts'
import { type LiveDatabase, readLive } from './live-database.ts'
import { dropNewDatabase } from './new-database.ts'
import { type PreparedCopy, prepareCopy } from './prepared-copy.ts'
import { type RestoreRun, steadyServer, type Target } from './restore-run.ts'
import type { RestoreSource } from './restore-source.ts'
import { warnOfReturnedAccess } from './returned-access.ts'
import { readStanding } from './standing.ts'
import { tellPeople } from './told-people.ts'
import { whatIsLost } from './what-is-lost.ts'

/** Says what will be lost. */
export async function showLoss(run: RestoreRun, target: Target, source: RestoreSource): Promise<void> {
  const { server, project, setup } = run
  const live = await readLive(server, target.database)
  const now =
    live.fault !== undefined
      ? { fault: live.fault }
      : target.part === 'schoolbot' && !live.isEmpty
        ? await readStanding(server, target.database)
        : undefined
  const lines = whatIsLost({ host: hostname(), project: project.name, live, now, source, at: run.at })
  for (const line of lines) setup.say(line)
}

/** Puts a copy in the place of a database of the installation; any failure before leaves that as it was. */
export async function restoreDatabase(run: RestoreRun, target: Target, source: RestoreSource): Promise<void> {
  const { server, setup, docker, project, interruption } = run
  const begun = Date.now()
  await clearLeftovers(server, target.database, setup.say)
  await removeMigrateRuns(docker, project.name)
  const live = await readLive(server, target.database)
  const copy = await prepareCopy(run, target, { source, live })
  try {
    await interruption.carryThrough(() => putInPlace(run, target, { source, live, copy }))
  } catch (error) {
    // of one that has become the present database there is nothing by that name
    await dropNewDatabase(steadyServer(run), copy.name, { withinSeconds: 20 }).catch(() => undefined)
    throw error
  }
  setup.say(`All in all it took ${((Date.now() - begun) / 1000).toFixed(1)} s`)
}

interface Prepared {
  source: RestoreSource
  live: LiveDatabase
  copy: PreparedCopy
}

async function putInPlace(run: RestoreRun, target: Target, { source, live, copy }: Prepared): Promise<void> {
  const { server, setup } = run
  const kept = nameBeside(target.database, 'replaced', run.at)
  const isKept = live.exists && !live.isEmpty
  const by = `backup ${source.name}`
  const exchanged = await exchange(run, target, { live, fresh: copy.name, kept, by, backFrom: undefined })
  const { note } = exchanged
  const refused = exchanged.refusedSeconds.toFixed(2)
  setup.say(`${target.database} is restored from ${source.name}: connections were refused for ${refused} s`)
  const replaced = isKept ? ofOneRestore(await listKept(server, target.database)) : []
  if (isKept) sayWhatIsKept(replaced, target, setup.say)
  // an empty one is not worth keeping
  else if (live.exists) await server.sql('postgres', 'drop database if exists :"kept" with (force)', { kept })
  const wayBack = isKept ? '; back to the database before: ./scripts/restore.sh --undo' : ''
  await startAgain(run, target, { ...exchanged, wayBack })
  reach('restore: healthy')
  if (!isKept) return
  if (target.part === 'schoolbot') {
    const names = replaced.map(({ name }) => name)
    const before = names.at(-1) ?? kept
    await warnOfReturnedAccess(server, { present: live.name, replaced: before }, setup.say)
    await tellPeople(setup, server, { replaced: names, takenAt: source.takenAt, newest: copy.newest })
  }
  await markDone(server, kept, note)
}

function sayWhatIsKept(
  replaced: readonly KeptDatabase[],
  { part }: Target,
  say: (line: string) => void,
): void {
  const undo = `./scripts/restore.sh --undo${part === 'schoolbot' ? '' : ` --only ${part}`}`
  const before = replaced.at(-1)
  for (const one of replaced) {
    const until = one.until === undefined ? '' : ` until ${one.until.toISOString().slice(0, 10)}`
    const what = one === before ? 'The database before' : 'What a run that was broken off had restored'
    const back = one === before ? undo : `${undo} ${one.name}`
    say(`${what} is kept as ${one.name} (${sizeOf(one.bytes)})${until}: ${back} brings it back`)
  }
}
