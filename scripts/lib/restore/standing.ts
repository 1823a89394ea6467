import { type PostgresServer, readJson } from '../postgres/postgres-server.ts'
import { InterruptedError } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'

/** How far a school has come: what is compared before something is lost. */
export interface Standing {
  /** Moments, ISO 8601; null when there is none. */
  lastUpdate: string | null
  lastTicket: string | null
  lastTask: string | null
  rows: Record<string, number>
}

/** What people ask after; the others belong to these. */
export const countedTables = ['ticket', 'task', 'person', 'audit_event']

const standing = `
  select json_build_object(
    'lastUpdate', (select max(received_at) from public.telegram_update),
    'lastTicket', (select max(created_at) from public.ticket),
    'lastTask', (select max(created_at) from public.task),
    'rows', json_build_object(${countedTables
      .map((table) => `'${table}', (select count(*) from public.${table})`)
      .join(', ')}))`

/** Undefined where it cannot be read: a damaged or an older database must not stop a rescue. */
export async function readStanding(
  server: PostgresServer,
  database: string,
): Promise<{ standing: Standing } | { fault: string }> {
  try {
    return { standing: await readJson<Standing>(server, database, standing) }
  } catch (error) {
    if (!(error instanceof StepError) || error instanceof InterruptedError) throw error
    return { fault: error.message.replace(/^psql: /, '') }
  }
}
