import { type PostgresServer, readJson } from '../postgres/postgres-server.ts'
import { literal } from '../postgres/statements.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { carriedTables, type Future, newStatements, oldFuture } from './carried.ts'

/**
 * Takes over into a new database what cannot be undone by restoring: numbers that people have seen, messages that they
 * got, messages of Telegram that are there. Nobody may be writing to either. Returns how far the queue of the new one
 * went. Throws when the present one cannot be read.
 */
export async function carryOver(
  server: PostgresServer,
  { present, fresh }: { present: string; fresh: string },
  say: (line: string) => void,
): Promise<number> {
  const [theirs, ours] = await Promise.all([
    readJson<Future>(server, present, oldFuture),
    readJson<Future>(server, fresh, oldFuture),
  ])
  const sameLine = theirs.lineage !== null && theirs.lineage === ours.lineage
  await server.sql(fresh, newStatements(theirs, { sameLine }).join('\n'))
  if (!sameLine) return ours.outboxUpTo
  const since = literal(String(Math.max(0, ours.lastTicketEvent - recentEvents)))
  const tables = carriedTables
    .filter(({ name }) => theirs.tables.includes(name) && ours.tables.includes(name))
    .flatMap(({ name, rows, insert }) => [
      name,
      `copy (${rows.replaceAll(':since', since)}) to stdout`,
      `create temp table carried as table public.${name} with no data`,
      insert,
    ])
  const command = ['bash', '-o', 'pipefail', '-c', carryTables, 'bash', present, fresh, ...tables]
  const { printed } = await runPipeline([server.program('the taking over', command)])
  for (const line of printed.split('\n').filter((text) => text !== '')) {
    say(`WARNING: not all could be taken over from the present database: ${line}`)
  }
  return ours.outboxUpTo
}

/** A card of a ticket is sent at once: that of an older event hangs where the copy knows it. */
const recentEvents = 1000

/** One after the other in one program, for people wait meanwhile; what fails is told by the name of the table. */
const carryTables = `
psql='psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set=VERBOSITY=terse'
present=$1 fresh=$2
shift 2
while test $# -gt 0; do
  words=$({ $psql --dbname="$present" --command="$2" |
    $psql --dbname="$fresh" --command="$3" --command='copy carried from stdin' --command="$4"; } 2>&1) ||
    printf '%s: %s\\n' "$1" "\${words%%$'\\n'*}"
  shift 4
done`

/**
 * The same for a database that comes back: of its messages the copy has delivered those that it had too, which are those
 * up to where its own queue went.
 */
export async function carryBack(
  server: PostgresServer,
  { present, fresh, outboxUpTo = 0 }: { present: string; fresh: string; outboxUpTo: number | undefined },
): Promise<undefined> {
  const theirs = await readJson<Future>(server, present, oldFuture)
  const statements = newStatements({ ...theirs, outboxUpTo, jobsUpTo: 0 }, { sameLine: true })
  await server.sql(fresh, statements.join('\n'))
}

/** Without the present database: numbers that nobody can have been given since. */
export async function leaveMargins(server: PostgresServer, fresh: string): Promise<void> {
  await server.sql(
    fresh,
    `select setval(format('%I.%I', schemaname, sequencename)::regclass, coalesce(last_value, 0) + ${margin})
      from pg_sequences where schemaname = 'public';
    delete from graphile_worker._private_jobs where task_id in (
      select id from graphile_worker._private_tasks where identifier <> 'deliver');`,
  )
}

const margin = 1000
