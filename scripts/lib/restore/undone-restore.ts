import { hostname } from 'node:os'
import { removeMigrateRuns } from '../compose/migrate-runs.ts'
import { nameBeside } from '../postgres/database-names.ts'
import { type KeptDatabase, listKept, ofOneRestore } from '../postgres/kept-databases.ts'
import { NothingToDo, UsageError } from '../steps/exit-code.ts'
import { sizeOf } from '../words/sizes-and-ages.ts'
import { confirmFor } from './asked-restore.ts'
import { exchange, startAgain } from './exchanged-database.ts'
import { clearLeftovers } from './leftovers.ts'
import { type LiveDatabase, readLive } from './live-database.ts'
import type { RestoreRun, Target } from './restore-run.ts'
import { migrateNew } from './schema-state.ts'
import { readStanding } from './standing.ts'
import { momentWords } from './what-is-lost.ts'

/** Brings back what the last restore replaced, or a kept database by its name; any failure before leaves all as it was. */
export async function undoRestore(run: RestoreRun, target: Target): Promise<void> {
  const { server, setup, options, interruption } = run
  const { database } = target
  if (!options.dryRun) await clearLeftovers(server, database, setup.say)
  const back = databaseToBringBack(await listKept(server, database), database, options.file)
  const live = await readLive(server, database)
  await showWhatComesBack(run, back, live)
  if (options.dryRun) return
  await confirmFor(run, database, `bring ${back.name} back`)
  if (target.part === 'schoolbot') {
    // the bot may be a newer one by now, or an older
    await removeMigrateRuns(run.docker, run.project.name)
    await migrateNew(setup, server, { name: back.name, what: back.name })
  }
  await interruption.carryThrough(() => bringBack(run, target, { back, live }))
}

/** Throws when there is none, or none of that name. */
export function databaseToBringBack(
  kept: readonly KeptDatabase[],
  database: string,
  name: string | undefined,
): KeptDatabase {
  if (name === undefined) {
    const back = ofOneRestore(kept).at(-1)
    if (back !== undefined) return back
    throw new NothingToDo(
      `there is nothing to undo: no database that a restore of ${database} replaced is kept${named(kept)}`,
    )
  }
  const back = kept.find((one) => one.name === name)
  if (back !== undefined) return back
  throw new UsageError(`no database ${name} is kept that was ${database}${named(kept)}`)
}

const named = (kept: readonly KeptDatabase[]) =>
  kept.length === 0 ? '' : `; by its name --undo brings back ${kept.map(({ name }) => name).join(', ')}`

async function bringBack(
  run: RestoreRun,
  target: Target,
  { back, live }: { back: KeptDatabase; live: LiveDatabase },
): Promise<void> {
  const { setup } = run
  const { database, part } = target
  const kept = nameBeside(database, 'undone', run.at)
  const { refusedSeconds, stoppedAt, note } = await exchange(run, target, {
    ...{ live, fresh: back.name, kept, by: `${back.name}, by --undo` },
    backFrom: { outboxUpTo: back.outboxUpTo },
  })
  setup.say(`${database} is back: connections were refused for ${refusedSeconds.toFixed(2)} s`)
  const again = `./scripts/restore.sh --undo ${kept}${part === 'schoolbot' ? '' : ` --only ${part}`}`
  if (live.exists) {
    const until = note.keptUntil.slice(0, 10)
    setup.say(
      `What was undone is kept as ${kept} (${sizeOf(live.bytes)}) until ${until}: ${again} brings it back`,
    )
  }
  await startAgain(run, target, { stoppedAt, wayBack: live.exists ? `; the way back: ${again}` : '' })
}

async function showWhatComesBack(
  { server, setup, project }: RestoreRun,
  back: KeptDatabase,
  live: LiveDatabase,
): Promise<void> {
  const [now, then] = await Promise.all([readStanding(server, live.name), readStanding(server, back.name)])
  setup.say(`Server ${hostname()}, project ${project.name}, database ${live.name}`)
  const until = back.until === undefined ? '' : `, kept until ${back.until.toISOString().slice(0, 10)}`
  setup.say(`Comes back: ${back.name} (${sizeOf(back.bytes)}${until}), replaced at ${momentWords(back.at)}`)
  if ('standing' in now && 'standing' in then) {
    const line = (name: string) =>
      `${now.standing.rows[name]} ${name} rows now, ${then.standing.rows[name]} in it`
    setup.say(`  ${['ticket', 'task', 'person'].map(line).join('; ')}`)
  }
  setup.say('All that was done since that moment will be gone; it is kept beside.')
}
