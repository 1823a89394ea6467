import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { AccessRequest } from './access-request.ts'
import type { Role } from './person.ts'

const columns = raw(
  `id, telegram_id as "telegramId", name, username, language, status, requested_at as "requestedAt",
   decided_by as "decidedBy", decided_at as "decidedAt", role`,
)

export type NewAccessRequest = Pick<AccessRequest, 'telegramId' | 'name' | 'username' | 'language'> & {
  now: Date
}

/** Undefined when the person has one pending already. */
export function insertAccessRequest(tx: Tx, request: NewAccessRequest): Promise<AccessRequest | undefined> {
  return tx.maybeOne<AccessRequest>(sql`
    insert into access_request (telegram_id, name, username, language, requested_at)
    values (${request.telegramId}, ${request.name}, ${request.username}, ${request.language}, ${request.now})
    on conflict (telegram_id) where status = 'pending' do nothing
    returning ${columns}`)
}

export function findAccessRequest(db: Db, id: number): Promise<AccessRequest | undefined> {
  return db.maybeOne<AccessRequest>(sql`select ${columns} from access_request where id = ${id}`)
}

/** The newest of a person, whatever became of it. */
export function findLastAccessRequest(db: Db, telegramId: number): Promise<AccessRequest | undefined> {
  return db.maybeOne<AccessRequest>(sql`
    select ${columns} from access_request where telegram_id = ${telegramId} order by id desc limit 1`)
}

export function lockAccessRequest(tx: Tx, id: number): Promise<AccessRequest | undefined> {
  return tx.maybeOne<AccessRequest>(sql`select ${columns} from access_request where id = ${id} for update`)
}

/** Oldest first: who waits longest is answered first. */
export function listPendingAccessRequests(db: Db, limit: number): Promise<AccessRequest[]> {
  return db.many<AccessRequest>(sql`
    select ${columns} from access_request where status = 'pending' order by id limit ${limit}`)
}

export interface AccessOutcome {
  status: 'approved' | 'refused'
  decidedBy: number | null
  /** Null when nobody was let in by it. */
  role: Role | null
  now: Date
}

export function closeAccessRequest(tx: Tx, id: number, outcome: AccessOutcome): Promise<AccessRequest> {
  return tx.one<AccessRequest>(sql`
    update access_request
    set status = ${outcome.status}, decided_by = ${outcome.decidedBy}, decided_at = ${outcome.now},
      role = ${outcome.role}
    where id = ${id}
    returning ${columns}`)
}

/** Closes what a person has pending because he came in another way. */
export function closePendingAccessRequest(
  tx: Tx,
  telegramId: number,
  now: Date,
): Promise<AccessRequest | undefined> {
  return tx.maybeOne<AccessRequest>(sql`
    update access_request set status = 'approved', decided_at = ${now}
    where telegram_id = ${telegramId} and status = 'pending'
    returning ${columns}`)
}
