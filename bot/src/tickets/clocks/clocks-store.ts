import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../../platform/postgres.ts'
import type { Status } from '../ticket.ts'
import { clockActions, type TicketClocks, warningShare } from './clocks.ts'

/** A reading, called `k` in the query, as one column; `clocksOf` makes clocks of it. */
export const clocksColumn =
  raw(`json_build_object('ticketId', k.ticket_id, 'status', k.status, 'takenAt', k.taken_at,
  'response', json_build_object('used', k.response_used, 'target', k.response_target, 'dueAt', k.response_due_at),
  'resolution', json_build_object('used', k.resolution_used, 'target', k.resolution_target, 'dueAt', k.resolution_due_at)
  ) as clocks`)

/** Clocks as JSON has them: instants are texts. */
export interface ClocksJson {
  ticketId: number
  status: Status
  takenAt: string | null
  response: ClockJson
  resolution: ClockJson
}

interface ClockJson {
  used: number
  target: number | null
  dueAt: string | null
}

export function clocksOf({ ticketId, status, takenAt, response, resolution }: ClocksJson): TicketClocks {
  const clock = ({ used, target, dueAt }: ClockJson) => ({ used, target, dueAt: instant(dueAt) })
  return {
    ...{ ticketId, status, takenAt: instant(takenAt) },
    response: clock(response),
    resolution: clock(resolution),
  }
}

const instant = (text: string | null) => (text === null ? null : new Date(text))

/** The clocks of a ticket; undefined when there is no such ticket. */
export async function findClocks(db: Db, ticketId: number, at: Date): Promise<TicketClocks | undefined> {
  const row = await db.maybeOne<{ clocks: ClocksJson }>(sql`
    select ${clocksColumn} from ticket_clock(${ticketId}, ${at}) as k`)
  return row && clocksOf(row.clocks)
}

/** Open tickets of which a clock is near its target or past it, and this was not said yet: see `dueClockActions`. */
export async function listTicketsOfLateClocks(db: Db, at: Date): Promise<number[]> {
  const rows = await db.many<{ ticketId: number }>(sql`
    select k.ticket_id as "ticketId"
    from ticket_clocks(${at}) as k
    where exists (
      select from (values
        ('warn_response', 'breach_response', k.response_used, k.response_target, k.taken_at is null),
        ('warn_resolution', 'breach_resolution', k.resolution_used, k.resolution_target,
          k.status <> 'waiting_for_author' or k.resolution_used > k.resolution_target)
      ) as clock (warn, breach, used, target, counts)
      where clock.counts and clock.used >= ${warningShare}::float8 * clock.target and not exists (
        select from ticket_event e where e.ticket_id = k.ticket_id
          and (e.kind = clock.breach or e.kind = clock.warn and clock.used <= clock.target)
      )
    )
    order by k.ticket_id`)
  return rows.map(({ ticketId }) => ticketId)
}

/** What was said about the clocks of a ticket. */
export async function listSaidOfClocks(tx: Tx, ticketId: number): Promise<string[]> {
  const rows = await tx.many<{ kind: string }>(sql`
    select distinct kind from ticket_event
    where ticket_id = ${ticketId} and kind = any(${[...clockActions]}::text[])`)
  return rows.map(({ kind }) => kind)
}
