import { randomBytes } from 'node:crypto'
import { differences, readFacts } from '../postgres/database-facts.ts'
import { type PostgresServer, psqlCommand, readJson } from '../postgres/postgres-server.ts'
import { type Program, runPipeline } from '../processes/pipeline.ts'
import { VerificationError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'
import { nodeProgram, type RestoreSource } from './restore-source.ts'

/** Fills a new database from a source, whole or not at all, as the role that owns it and nothing else. */
export async function loadDatabase(
  server: PostgresServer,
  name: string,
  source: RestoreSource,
): Promise<void> {
  const readers =
    source.format === 'custom' ? [restoreCustom(server, name, source)] : restorePlain(server, name)
  try {
    await runPipeline([...source.opening, ...readers], { from: { file: source.file } })
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new VerificationError(`${source.name} could not be restored: ${firstComplaint(error.message)}`)
  }
  await server.sql(name, 'analyze')
}

/** Of several lines the one that says why; those after it follow from it. */
function firstComplaint(message: string): string {
  const lines = message.split('\n').map((line) => line.trim())
  return lines.find((line) => /error:/i.test(line)) ?? lines.join(' ')
}

function restoreCustom(server: PostgresServer, name: string, { origin }: RestoreSource): Program {
  // rights of another installation may name people who do not exist here
  const rights = origin === 'foreign' ? ['--no-acl'] : []
  return server.program('pg_restore', [
    ...['pg_restore', '--single-transaction', '--exit-on-error', '--no-owner', ...rights],
    ...[`--username=${name}`, `--dbname=${name}`],
  ])
}

/** psql takes no commands of its own in what follows a \restrict: \! would run a program. */
function restorePlain(server: PostgresServer, name: string): Program[] {
  const key = randomBytes(24).toString('hex')
  const options = ['--single-transaction', '--file=-', '--output=/dev/null', `--username=${name}`]
  return [
    nodeProgram('the reading of the SQL', 'plain-sql-program.ts', ['restrict', key]),
    server.program('psql', [...psqlCommand(name), ...options]),
  ]
}

/** Throws when the new database does not hold what was counted when the backup was made. */
export async function checkFacts(server: PostgresServer, name: string, source: RestoreSource): Promise<void> {
  if (source.facts === undefined) return
  const found = await readFacts((statement) => readJson(server, name, statement))
  const different = differences(source.facts, found)
  if (different.length === 0) return
  const [first, ...more] = different
  throw new VerificationError(
    `${source.name} does not hold what its manifest counts: ${first}${more.length > 0 ? `, and ${more.length} more` : ''}`,
  )
}
