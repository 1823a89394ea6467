import sql, { raw } from 'sql-template-tag'
import type { Language } from '../platform/language.ts'
import type { Db, Tx } from '../platform/postgres.ts'
import type { Person, Role } from './person.ts'

const columns = raw(
  `id, telegram_id as "telegramId", name, role, language, status, unreachable_since as "unreachableSince",
  gives_tasks as "givesTasks"`,
)

export function findPersonByTelegramId(db: Db, telegramId: number): Promise<Person | undefined> {
  return db.maybeOne<Person>(sql`select ${columns} from person where telegram_id = ${telegramId}`)
}

export function findPerson(db: Db, id: number): Promise<Person | undefined> {
  return db.maybeOne<Person>(sql`select ${columns} from person where id = ${id}`)
}

/** Reads somebody and keeps him as he is until the end of the transaction: a change of him waits. */
export function keepPerson(tx: Tx, id: number): Promise<Person | undefined> {
  return tx.maybeOne<Person>(sql`select ${columns} from person where id = ${id} for share`)
}

/** Reads several people and keeps them as they are, always in the same order. */
export function keepPeople(tx: Tx, ids: readonly number[]): Promise<Person[]> {
  return tx.many<Person>(sql`
    select ${columns} from person where id = any(${[...ids]}::integer[]) order by id for share`)
}

/**
 * Locks the row, so that two changes of one person come one after the other. Rows that refer to the person may be
 * written meanwhile: nobody's ticket waits for a change of his role.
 */
export function lockPerson(tx: Tx, id: number): Promise<Person | undefined> {
  return tx.maybeOne<Person>(sql`select ${columns} from person where id = ${id} for no key update`)
}

/** Locks several people, always in the same order: of two who act on each other one comes first. */
export function lockPeople(tx: Tx, ids: readonly number[]): Promise<Person[]> {
  return tx.many<Person>(sql`
    select ${columns} from person where id = any(${[...ids]}::integer[]) order by id for no key update`)
}

/** Locks all active admins, always in the same order: of two admins who act on each other one comes first. */
export function lockActiveAdmins(tx: Tx): Promise<Person[]> {
  return tx.many<Person>(sql`
    select ${columns} from person where role = 'admin' and status = 'active' order by id for no key update`)
}

/** All active directors, the longest-serving first, kept as they are until the end of the transaction. */
export function keepDirectors(tx: Tx): Promise<Person[]> {
  return tx.many<Person>(sql`
    select ${columns} from person where role = 'director' and status = 'active' order by created_at, id for share`)
}

export function listPeopleByRole(db: Db, wanted: readonly Role[]): Promise<Person[]> {
  return db.many<Person>(sql`
    select ${columns} from person where status = 'active' and role = any(${[...wanted]}::text[]) order by name, id`)
}

export interface NewPerson {
  telegramId: number
  name: string
  role: Role
  language: Language
}

/** Lets somebody in; who was here before, under the same Telegram account, comes back as active with the new role. */
export function admitPerson(tx: Tx, person: NewPerson): Promise<Person> {
  return tx.one<Person>(sql`
    insert into person (telegram_id, name, role, language)
    values (${person.telegramId}, ${person.name}, ${person.role}, ${person.language})
    on conflict (telegram_id) do update
      set role = excluded.role, status = 'active', unreachable_since = null
    returning ${columns}`)
}

export interface PersonChanges {
  name?: string
  role?: Role
  language?: Language
  status?: Person['status']
  givesTasks?: boolean
}

/** What is left out stays as it is. */
export function updatePerson(tx: Tx, id: number, changes: PersonChanges): Promise<Person> {
  return tx.one<Person>(sql`
    update person set
      name = coalesce(${changes.name ?? null}, name),
      role = coalesce(${changes.role ?? null}, role),
      language = coalesce(${changes.language ?? null}, language),
      status = coalesce(${changes.status ?? null}, status),
      gives_tasks = coalesce(${changes.givesTasks ?? null}, gives_tasks)
    where id = ${id}
    returning ${columns}`)
}

/** When Telegram stopped letting us write to somebody, or null when it does again. True when that is news. */
export async function setUnreachable(tx: Tx, telegramId: number, since: Date | null): Promise<boolean> {
  const changed = await tx.run(sql`
    update person set unreachable_since = ${since}
    where telegram_id = ${telegramId} and (unreachable_since is null) <> (${since}::timestamptz is null)`)
  return changed > 0
}
