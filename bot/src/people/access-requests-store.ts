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
export function listPendingAccessRequests(
  db: Db,
  { after, limit }: { after: number; limit: number },
): Promise<AccessRequest[]> {
  return db.many<AccessRequest>(sql`
    select ${columns} from access_request where status = 'pending' and id > ${after} order by id limit ${limit}`)
}

/** How many wait, after the one of that id and up to that other, and the newest of them. */
export function pendingAccess(
  db: Db,
  { after = 0, upTo = 2_147_483_647 } = {},
): Promise<{ count: number; last: number | null }> {
  return db.one(sql`
    select count(*) as count, max(id) as last from access_request
    where status = 'pending' and id > ${after} and id <= ${upTo}`)
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

/** Refuses all that wait, up to that one. */
export function refusePendingUpTo(
  tx: Tx,
  { upTo, decidedBy, now }: { upTo: number; decidedBy: number; now: Date },
): Promise<AccessRequest[]> {
  return tx.many<AccessRequest>(sql`
    update access_request set status = 'refused', decided_by = ${decidedBy}, decided_at = ${now}
    where status = 'pending' and id <= ${upTo}
    returning ${columns}`)
}

/** Closes the oldest of those that wait since before then; nobody has decided about them. */
export function expirePendingBefore(
  tx: Tx,
  { before, now, limit }: { before: Date; now: Date; limit: number },
): Promise<AccessRequest[]> {
  return tx.many<AccessRequest>(sql`
    update access_request set status = 'refused', decided_at = ${now}
    where id in (
      select id from access_request where status = 'pending' and requested_at < ${before}
      order by requested_at limit ${limit} for update skip locked
    ) and status = 'pending'
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
