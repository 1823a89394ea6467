import sql, { raw } from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { Invite } from './invite.ts'

const columns = raw(
  `id, role, created_by as "createdBy", expires_at as "expiresAt", max_uses as "maxUses", used, revoked_at as "revokedAt"`,
)

export type NewInvite = Pick<Invite, 'role' | 'createdBy' | 'expiresAt' | 'maxUses'> & {
  codeHash: string
  now: Date
}

export function insertInvite(tx: Tx, invite: NewInvite): Promise<Invite> {
  return tx.one<Invite>(sql`
    insert into invite (code_hash, role, created_by, created_at, expires_at, max_uses)
    values (${invite.codeHash}, ${invite.role}, ${invite.createdBy}, ${invite.now}, ${invite.expiresAt}, ${invite.maxUses})
    returning ${columns}`)
}

export function findInviteByHash(db: Db, codeHash: string): Promise<Invite | undefined> {
  return db.maybeOne<Invite>(sql`select ${columns} from invite where code_hash = ${codeHash}`)
}

/** Takes one use of a live invite; undefined when there is none left. Of two people on the last use one gets it. */
export function useInvite(tx: Tx, codeHash: string, now: Date): Promise<Invite | undefined> {
  return tx.maybeOne<Invite>(sql`
    update invite set used = used + 1
    where code_hash = ${codeHash} and revoked_at is null and expires_at > ${now} and used < max_uses
    returning ${columns}`)
}

/** Newest first. */
export function listLiveInvites(db: Db, now: Date, limit: number): Promise<Invite[]> {
  return db.many<Invite>(sql`
    select ${columns} from invite
    where revoked_at is null and expires_at > ${now} and used < max_uses
    order by id desc limit ${limit}`)
}

/** The invite, now revoked; undefined when there is none, or it was revoked before. */
export function revokeInviteRow(tx: Tx, id: number, now: Date): Promise<Invite | undefined> {
  return tx.maybeOne<Invite>(sql`
    update invite set revoked_at = ${now} where id = ${id} and revoked_at is null returning ${columns}`)
}
