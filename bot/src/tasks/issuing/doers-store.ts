import sql from 'sql-template-tag'
import type { Db } from '../../platform/postgres.ts'
import type { Doer } from './doer.ts'

const maxLately = 6
/** A few orders to a whole staff do not push out those to single people. */
const maxGiven = 300

/**
 * Everybody who can be given an order by this person, and that is not he himself: who gives the order checks the work.
 * First those to whom he gave one lately, then by name. Orders to a whole staff say nothing about whom he turns to.
 */
export function listDoers(db: Db, giverId: number): Promise<Doer[]> {
  return db.many<Doer>(sql`
    with given as (
      select id, responsible_id, batch_id from task where creator_id = ${giverId} order by id desc limit ${maxGiven}
    ), lately as (
      select responsible_id as person_id, max(id) as last
      from (select *, count(*) over (partition by batch_id) as together from given) as counted
      where together <= 5 and responsible_id is not null group by responsible_id order by last desc limit ${maxLately}
    )
    select p.id, p.name, p.role, p.unreachable_since is not null as "isUnreachable"
    from person p left join lately on lately.person_id = p.id
    where p.status = 'active' and p.id <> ${giverId}
    order by lately.last desc nulls last, p.name, p.id`)
}

export async function listNames(db: Db, ids: readonly number[]): Promise<string[]> {
  const rows = await db.many<{ name: string }>(sql`
    select name from person where id = any(${[...ids]}::integer[]) order by name, id`)
  return rows.map(({ name }) => name)
}

/** The numbers of the orders that this person gave by the draft with this short id. */
export async function listNumbersOfShortDraft(db: Db, creatorId: number, short: string): Promise<number[]> {
  const from = `${short}-0000-0000-0000-000000000000`
  const to = `${short}-ffff-ffff-ffff-ffffffffffff`
  const rows = await db.many<{ id: number }>(sql`
    select t.id from task_batch b join task t on t.batch_id = b.id
    where b.draft_id between ${from}::uuid and ${to}::uuid and b.creator_id = ${creatorId} order by t.id`)
  return rows.map(({ id }) => id)
}
