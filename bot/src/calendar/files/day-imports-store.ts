import sql from 'sql-template-tag'
import type { Db, Tx } from '../../platform/postgres.ts'
import type { RangeChange } from '../day-change.ts'

/** A file that was read and waits for the word of who sent it. */
export interface DayImport {
  personId: number
  /** Of this file: the buttons under its question have it too. */
  importId: string
  fileName: string
  changes: RangeChange[]
  /** Fingerprint of the calendar for which the question was asked. */
  seen: string
}

/** Each person has one import at a time: a new file takes the place of the one before. */
export async function keepImport(
  db: Db,
  { personId, importId, fileName, changes, seen }: DayImport,
): Promise<void> {
  await db.run(sql`
    insert into day_import (person_id, import_id, file_name, changes, seen)
    values (${personId}, ${importId}, ${fileName}, ${JSON.stringify(changes)}, ${seen})
    on conflict (person_id) do update set import_id = excluded.import_id, file_name = excluded.file_name,
      changes = excluded.changes, seen = excluded.seen, created_at = now()`)
}

export function lockImport(tx: Tx, personId: number, importId: string): Promise<DayImport | undefined> {
  return tx.maybeOne<DayImport>(sql`
    select person_id as "personId", import_id as "importId", file_name as "fileName", changes, seen
    from day_import where person_id = ${personId} and import_id = ${importId} for update`)
}

export async function removeImport(tx: Tx, personId: number): Promise<void> {
  await tx.run(sql`delete from day_import where person_id = ${personId}`)
}
