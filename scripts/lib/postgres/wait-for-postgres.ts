import { setTimeout as sleep } from 'node:timers/promises'
import type { StreamingDocker } from '../compose/docker.ts'
import { InterruptedError } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'
import { findPostgres, type PostgresServer, sessionName } from './postgres-server.ts'
import { letIn } from './statements.ts'

/**
 * The installation's Postgres when it answers: after a start of the machine the engine starts it without waiting for
 * anybody. One that was stopped stays so, and is not waited for long. Sessions that a killed run left at work are ended, and
 * into `databases` that a broken exchange has shut people are let in again: whoever calls holds the lock.
 */
export async function waitForPostgres(
  docker: StreamingDocker,
  databases: readonly string[],
  say: (line: string) => void,
): Promise<PostgresServer> {
  const begun = Date.now()
  for (;;) {
    const server = await findPostgres(docker).catch(asFault)
    const isThere = !(server instanceof StepError)
    const fault = isThere ? await endLeftovers(server, databases).then(() => undefined, asFault) : server
    if (isThere && fault === undefined) return server
    if (fault !== undefined && Date.now() - begun > (isThere ? 120_000 : 20_000)) throw fault
    say('Waiting for Postgres')
    await sleep(1_000)
  }
}

function asFault(error: unknown): StepError {
  if (error instanceof StepError && !(error instanceof InterruptedError)) return error
  throw error
}

const endLeftovers = (server: PostgresServer, databases: readonly string[]) =>
  server.sql(
    'postgres',
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = '${sessionName}' and pid <> pg_backend_pid();
    ${letIn(databases)}`,
  )
