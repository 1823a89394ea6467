import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { Person } from './person.ts'

/** What a person's list of commands depends on, and the fingerprint of the one that a start owed him last. */
export interface MenuHolder
  extends Pick<Person, 'id' | 'telegramId' | 'name' | 'role' | 'givesTasks' | 'language'> {
  print: string | null
}

/** All who can be written to. */
export function listMenuHolders(db: Db): Promise<MenuHolder[]> {
  return db.many<MenuHolder>(sql`
    select id, telegram_id as "telegramId", name, role, gives_tasks as "givesTasks", language, command_menu as print
    from person where status = 'active' and unreachable_since is null order by id`)
}

/** Keeps fingerprints of lists of commands. */
export async function saveMenuPrints(
  tx: Tx,
  holders: readonly Pick<MenuHolder, 'id' | 'print'>[],
): Promise<void> {
  await tx.run(sql`
    update person set command_menu = holder.print
    from jsonb_to_recordset(${JSON.stringify(holders)}::jsonb) as holder (id integer, print text)
    where person.id = holder.id`)
}
