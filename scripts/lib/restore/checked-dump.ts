import { type PostgresServer, readJson } from '../postgres/postgres-server.ts'
import { type Program, runPipeline } from '../processes/pipeline.ts'
import { VerificationError } from '../steps/exit-code.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import { type ArchiveContents, contentsOf, unfit } from './archive-contents.ts'
import type { PlainSummary } from './plain-sql.ts'
import { nodeProgram } from './restore-source.ts'

interface Dump {
  file: string
  opening: readonly Program[]
  format: 'custom' | 'plain'
}

/** Reads a dump to its end without using anything of it; throws when the database cannot be made of it. */
export async function checkDump(
  dump: Dump,
  database: 'schoolbot' | 'glitchtip',
  server: PostgresServer,
): Promise<void> {
  const ourVersion = await readJson<string>(
    server,
    'postgres',
    `select to_json(current_setting('server_version'))`,
  )
  const contents = await (dump.format === 'custom' ? lookIntoArchive : lookIntoSql)(dump, server)
  const unfitness = unfit(contents, { database, ourVersion })
  if (unfitness === undefined) return
  const words = `${dump.file} cannot be restored: ${unfitness.words}`
  throw unfitness.because === 'version' ? new PreflightError(words) : new VerificationError(words)
}

async function lookIntoArchive(dump: Dump, server: PostgresServer): Promise<ArchiveContents> {
  // it would stop reading, and whoever writes to it would fail
  const list = 'pg_restore --list; code=$?; cat > /dev/null; exit $code'
  const listed = await read(dump, server.program('pg_restore', ['sh', '-c', list]))
  // the table of contents stands first: whether the rest is whole only a reading of it says
  await read(dump, server.program('pg_restore', ['pg_restore', '--file=/dev/null']))
  return contentsOf(listed)
}

async function lookIntoSql(dump: Dump): Promise<ArchiveContents> {
  const look = nodeProgram('the look into the SQL', 'plain-sql-program.ts', ['look'])
  const summary: PlainSummary = JSON.parse(await read(dump, look))
  if (!summary.complete) {
    throw new VerificationError(
      `${dump.file} cannot be restored: it is cut, for the last line that pg_dump writes is not there`,
    )
  }
  return summary
}

async function read({ file, opening }: Dump, reader: Program): Promise<string> {
  try {
    return (await runPipeline([...opening, reader], { from: { file } })).printed
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw dumpFailure(file, error.message)
  }
}

function dumpFailure(file: string, complaint: string): StepError {
  const version = /unsupported version \(([\d.]+)\) in file header/.exec(complaint)?.[1]
  if (version !== undefined) {
    return new PreflightError(
      `${file} cannot be restored: a newer pg_dump made it (format ${version}) than Postgres here can read: set the image of postgres in docker-compose.yml to the newer one, on a new volume, and start again`,
    )
  }
  const last = complaint.trim().split('\n').at(-1)?.trim() ?? ''
  return new VerificationError(`${file} cannot be restored: it is damaged or cut (${last})`)
}
