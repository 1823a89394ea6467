import sql from 'sql-template-tag'
import type { Tx } from '../../platform/postgres.ts'
import type { Person } from '../person.ts'

/** What a note of a told person says, beside whose it is. */
const action = 'person.told_of_restore'

/**
 * Those of some Telegram accounts whom the database knows, kept as they are: of two who tell the same people one comes
 * first.
 */
export function lockPeopleByTelegramId(
  tx: Tx,
  telegramIds: readonly number[],
): Promise<Pick<Person, 'id' | 'telegramId' | 'language' | 'role' | 'status'>[]> {
  return tx.many(sql`
    select id, telegram_id as "telegramId", language, role, status
    from person where telegram_id = any(${[...telegramIds]}::bigint[]) order by id for no key update`)
}

/** Ids of people who were told already that the database was restored from the copy of this moment. */
export async function listTold(tx: Tx, personIds: readonly number[], takenAt: Date): Promise<Set<number>> {
  const told = await tx.many<{ id: number }>(sql`
    select subject_id as id from audit_event
    where subject_kind = 'person' and subject_id = any(${[...personIds]}::integer[]) and action = ${action}
      and details ->> 'taken_at' = ${takenAt.toISOString()}`)
  return new Set(told.map(({ id }) => id))
}

/** Notes of each that he is told; in the history of the person admins see why he wrote things twice. */
export async function noteTold(
  tx: Tx,
  personIds: readonly number[],
  takenAt: Date,
  now: Date,
): Promise<void> {
  await tx.run(sql`
    insert into audit_event (at, actor_id, action, subject_kind, subject_id, details)
    select ${now}, null, ${action}, 'person', id, jsonb_build_object('taken_at', ${takenAt.toISOString()}::text)
    from unnest(${[...personIds]}::integer[]) as id`)
}
