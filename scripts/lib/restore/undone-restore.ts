import { hostname } from 'node:os'
import { sizeOf } from '../backup/list-lines.ts'
import { NothingToDo } from '../steps/exit-code.ts'
import { confirm } from './confirmation.ts'
import { nameBeside } from './database-names.ts'
import { exchange, startAgain } from './exchanged-database.ts'
import { type KeptDatabase, listKept } from './kept-databases.ts'
import { clearLeftovers } from './leftovers.ts'
import { type LiveDatabase, readLive } from './live-database.ts'
import type { RestoreRun, Target } from './restore-run.ts'
import { readStanding } from './standing.ts'
import { momentWords } from './what-is-lost.ts'

/** Brings back the database that the last restore replaced. */
export async function undoRestore(run: RestoreRun, target: Target): Promise<void> {
  const { server, setup, terminal, options } = run
  const { database } = target
  if (!options.dryRun) await clearLeftovers(server, database, setup.say)
  const back = (await listKept(server, database)).find(({ fate }) => fate === 'replaced')
  if (back === undefined) {
    throw new NothingToDo(
      `there is nothing to undo: no database that a restore of ${database} replaced is kept`,
    )
  }
  const live = await readLive(server, database)
  await showWhatComesBack(run, back, live)
  if (options.dryRun) return
  const what = `bring ${back.name} back`
  await confirm({ terminal, yes: options.yes, environment: setup.env['ENVIRONMENT'], word: database, what })
  const kept = nameBeside(database, 'undone', run.at)
  const by = `${back.name}, by --undo`
  const { refusedSeconds, stoppedAt, keptUntil } = await exchange(run, target, {
    ...{ live, fresh: back.name, kept, by },
    backFrom: { outboxUpTo: back.outboxUpTo },
  })
  setup.say(`${database} is back: connections were refused for ${refusedSeconds.toFixed(2)} s`)
  if (live.exists) {
    const until = keptUntil.toISOString().slice(0, 10)
    setup.say(`What was undone is kept as ${kept} (${sizeOf(live.bytes)}) until ${until}`)
  }
  await startAgain(run, target, { stoppedAt, wayBack: '' })
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
