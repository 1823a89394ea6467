import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ComposeProject } from '../compose/compose-project.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import { type DatabaseFacts, readFacts } from '../postgres/database-facts.ts'
import { schoolDatabase } from '../postgres/database-names.ts'
import { requireRoom } from '../postgres/docker-room.ts'
import { findPostgres, readJson } from '../postgres/postgres-server.ts'
import { runPipeline } from '../processes/pipeline.ts'
import { UsageError, VerificationError } from '../steps/exit-code.ts'
import type { Setup } from '../steps/step.ts'
import { StepError } from '../steps/step.ts'
import { findArchive } from './archive-place.ts'
import { type Start, startsFor } from './reachable.ts'
import { systemOf, untilArchived } from './receiver.ts'
import { mustAnswer, type RecoveryServer, startRecoveryServer } from './recovery-server.ts'
import { isRealEnd, type LogTail, type ReplayEnd } from './replay-end.ts'
import { shownMoment } from './shown-moment.ts'
import { segmentBytes } from './wal-position.ts'

/** How much larger than its base backup a cluster may be, with what is replayed in it. */
const unpacked = 8

interface Options {
  docker: StreamingDocker
  project: ComposeProject
  setup: Setup
  /** The moment that is wanted: what was committed until then is in it. */
  at: Date
  say: (line: string) => void
}

/** The school's database as it was at a moment. */
export interface Recovered {
  /** A dump in custom format, in a folder of its own that `dispose` removes. */
  file: string
  facts: DatabaseFacts
  /** What it took on the disk of the server. */
  databaseBytes: number
  /** When the last transaction was committed that it holds. */
  reached: Date
  dispose: () => void
}

/**
 * Rebuilds a moment in a throwaway Postgres; production is not touched, and need not run. Throws a UsageError or a
 * PreflightError for a moment that cannot be had, and a VerificationError when the archive is damaged before it.
 */
export async function recoverAt(options: Options): Promise<Recovered> {
  const { docker, project, setup, at, say } = options
  const timezone = setup.env['SCHOOL_TIMEZONE'] || 'Europe/Moscow'
  const show = (moment: Date) => `${shownMoment(moment, timezone)} (${timezone})`
  if (at > new Date()) throw new UsageError(`${show(at)} is still to come`)
  const present = await catchUp(options)
  const place = await findArchive(docker)
  const starts = startsFor(await place.list(), { at, timezone, present })
  const faults: string[] = []
  for (const start of starts) {
    const { cluster, base } = start
    say(`Replaying what changed from the base backup of ${show(new Date(base.doneAt))} on`)
    await using replay = await startRecoveryServer(docker, project, { place, system: cluster.system })
    await requireRoom(replay.server, { bytes: base.bytes * unpacked, what: 'a replay of the archive' })
    const fault = await unpackChecked(replay, start)
    if (fault !== undefined) {
      faults.push(fault)
      say(`${fault}: trying the one before`)
      continue
    }
    const end = await replayTo(replay, start, options)
    await mustAnswer(replay, end)
    const reached = end.lastCommit ?? new Date(base.doneAt)
    const inTime = end.kind === 'target reached'
    say(`${inTime ? 'Rebuilt: the' : 'Nothing is archived after it: the'} last change is of ${show(reached)}`)
    const { root, env } = setup
    return { ...(await dump(replay, { root, database: schoolDatabase(env) })), reached }
  }
  throw new VerificationError(`no base backup can be used: ${faults.join('; ')}`)
}

/** The running cluster, once its last changes are archived; undefined without one. */
async function catchUp({ docker, say }: Options): Promise<string | undefined> {
  try {
    const server = await findPostgres(docker)
    const behind = await untilArchived(server, 10_000)
    if (behind !== undefined) say(`The archive may lack the last changes: ${behind.words}`)
    return await systemOf(server)
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    say(`The archive is taken as it is, for Postgres does not answer`)
    return undefined
  }
}

/** What is wrong with a base backup; undefined when it was unpacked. */
async function unpackChecked(replay: RecoveryServer, { base }: Start): Promise<string | undefined> {
  const [sum = ''] = (await replay.shell('sha256sum < "/archive/$1"', [base.path])).split(' ')
  if (sum !== base.sha256) return `the base backup ${base.path} is damaged`
  await replay.unpack(base.path)
  return undefined
}

async function replayTo(replay: RecoveryServer, start: Start, { at, setup }: Options): Promise<ReplayEnd> {
  const timezone = setup.env['SCHOOL_TIMEZONE'] || 'Europe/Moscow'
  const end = await replay.replay(at)
  if (end.kind === 'target reached') return end
  if (end.kind !== 'log ended') throw new StepError(`the archive cannot be replayed: ${end.words}`)
  if (!isRealEnd(end.stoppedAt, await tailOf(replay, start, end.stoppedAt))) {
    const until = shownMoment(end.lastCommit ?? new Date(start.base.doneAt), timezone)
    throw new VerificationError(
      `the archive is damaged before the moment that is wanted: the last that can be had is ${until} (${timezone})`,
    )
  }
  // the school was quiet from its last change until then
  return { ...(await replay.replay(undefined)), lastCommit: end.lastCommit }
}

/** The last segment with anything in it: a new one is empty at first. */
async function tailOf(
  replay: RecoveryServer,
  { cluster, thread }: Start,
  stoppedAt: bigint | undefined,
): Promise<LogTail> {
  const script = `set -e
    sh /var/lib/postgresql/restore.sh "$1" "$2" /var/lib/postgresql/tail
    perl -0777 -ne 's/\\0+\\z//; print length, " ", length >= $ENV{at} + 4 ? unpack("V", substr($_, $ENV{at}, 4)) : 0' /var/lib/postgresql/tail`
  for (const file of thread.files.toReversed()) {
    const begin = BigInt(file.number) * BigInt(segmentBytes)
    const offset = stoppedAt === undefined ? 0n : stoppedAt - begin
    const inIt = offset >= 0n && offset < segmentBytes
    const name = file.path.split('/').at(-1)?.slice(0, 24) ?? ''
    const printed = await replay.shell(`export at=${inIt ? offset : 0}; ${script}`, [cluster.system, name])
    const [length = 0, recordLength = 0] = printed.split(' ').map(Number)
    if (length > 0) return { begin, length, recordLength: inIt ? recordLength : 0 }
  }
  return { begin: 0n, length: 0, recordLength: 0 }
}

async function dump(
  { server }: RecoveryServer,
  { root, database }: { root: string; database: string },
): Promise<Omit<Recovered, 'reached'>> {
  const facts = await readFacts((statement) => readJson(server, database, statement))
  const databaseBytes = Number(await server.sql(database, 'select pg_database_size(current_database())'))
  // of one name: what a killed run left there in the clear goes with the next
  const folder = join(root, '.cache', 'moment')
  const dispose = () => rmSync(folder, { recursive: true, force: true })
  dispose()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    const file = join(folder, 'schoolbot.dump')
    const command = ['pg_dump', '--format=custom', '--compress=zstd:3', `--dbname=${database}`]
    await runPipeline([server.program('pg_dump', command)], { to: file })
    return { file, facts, databaseBytes, dispose }
  } catch (error) {
    dispose()
    throw error
  }
}
