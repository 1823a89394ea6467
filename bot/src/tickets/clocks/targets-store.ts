import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../../platform/postgres.ts'
import { type Urgency, urgencies } from '../ticket.ts'
import type { TicketTarget } from './targets.ts'

const columns = raw('urgency, response_seconds as response, resolution_seconds as resolution')

/** The targets of all urgencies, from the most urgent. */
export function listTargets(db: Db): Promise<TicketTarget[]> {
  return db.many<TicketTarget>(sql`
    select ${columns} from ticket_target order by array_position(${[...urgencies]}::text[], urgency)`)
}

export function getTarget(db: Db, urgency: Urgency): Promise<TicketTarget> {
  return db.one<TicketTarget>(sql`select ${columns} from ticket_target where urgency = ${urgency}`)
}

/** Locks the targets of an urgency: of two who change them at once, the second sees what the first did. */
export function lockTarget(tx: Tx, urgency: Urgency): Promise<TicketTarget> {
  return tx.one<TicketTarget>(sql`
    select ${columns} from ticket_target where urgency = ${urgency} for update`)
}

export async function saveTarget(tx: Tx, { urgency, response, resolution }: TicketTarget): Promise<void> {
  await tx.run(sql`
    update ticket_target set response_seconds = ${response}, resolution_seconds = ${resolution}
    where urgency = ${urgency}`)
}
