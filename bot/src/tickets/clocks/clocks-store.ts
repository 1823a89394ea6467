import sql, { raw } from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import { type ClockAction, type TicketClocks, warningShare } from './clocks.ts'

const columns = raw(`c.ticket_id as "ticketId", c.status,
  json_build_object('used', c.response_used, 'target', c.response_target, 'dueAt', c.response_due_at) as response,
  json_build_object('used', c.resolution_used, 'target', c.resolution_target, 'dueAt', c.resolution_due_at) as resolution`)

interface ClocksRow extends Omit<TicketClocks, 'response' | 'resolution'> {
  response: ClockJson
  resolution: ClockJson
}

interface ClockJson {
  used: number
  target: number | null
  dueAt: string | null
}

const clockActions: readonly ClockAction[] = [
  'warn_response',
  'warn_resolution',
  'breach_response',
  'breach_resolution',
]

/** The clocks of a ticket; undefined when there is no such ticket. */
export async function findClocks(db: Db, ticketId: number, at: Date): Promise<TicketClocks | undefined> {
  const row = await db.maybeOne<ClocksRow>(sql`
    select ${columns} from ticket_clock(${ticketId}, ${at}) as c`)
  return row && clocksOf(row)
}

/** The clocks of these tickets, by number. */
export async function listClocks(
  db: Db,
  ticketIds: readonly number[],
  at: Date,
): Promise<Map<number, TicketClocks>> {
  const rows = await db.many<ClocksRow>(sql`
    select ${columns} from unnest(${[...ticketIds]}::integer[]) as t (id)
    cross join lateral ticket_clock(t.id, ${at}) as c`)
  return new Map(rows.map((row) => [row.ticketId, clocksOf(row)]))
}

/** Open tickets of which a clock is near its target or past it, and this was not said yet. */
export async function listTicketsOfLateClocks(db: Db, at: Date): Promise<number[]> {
  const rows = await db.many<{ ticketId: number }>(sql`
    select c.ticket_id as "ticketId"
    from ticket_clocks(${at}) as c
    where (
      c.response_due_at is not null and c.response_used >= ${warningShare}::float8 * c.response_target
      and not exists (
        select from ticket_event e where e.ticket_id = c.ticket_id
          and (e.kind = 'breach_response' or e.kind = 'warn_response' and c.response_used < c.response_target)
      )
    ) or (
      c.resolution_due_at is not null and c.resolution_used >= ${warningShare}::float8 * c.resolution_target
      and not exists (
        select from ticket_event e where e.ticket_id = c.ticket_id
          and (e.kind = 'breach_resolution' or e.kind = 'warn_resolution' and c.resolution_used < c.resolution_target)
      )
    )
    order by c.ticket_id`)
  return rows.map(({ ticketId }) => ticketId)
}

/** What was said about the clocks of a ticket. */
export async function listSaidOfClocks(db: Db, ticketId: number): Promise<string[]> {
  const rows = await db.many<{ kind: string }>(sql`
    select distinct kind from ticket_event
    where ticket_id = ${ticketId} and kind = any(${[...clockActions]}::text[])`)
  return rows.map(({ kind }) => kind)
}

function clocksOf({ response, resolution, ...row }: ClocksRow): TicketClocks {
  const clock = ({ dueAt, ...rest }: ClockJson) => ({
    ...rest,
    dueAt: dueAt === null ? null : new Date(dueAt),
  })
  return { ...row, response: clock(response), resolution: clock(resolution) }
}
