import sql from 'sql-template-tag'
import type { Db, Tx } from '../platform/postgres.ts'
import type { AuditEntry, AuditRecord, AuditSubject } from './audit.ts'

/** Notes who changed what, in the transaction of the change. Changes of tickets have `ticket_event` instead. */
export async function recordAudit(tx: Tx, entry: AuditEntry, at: Date): Promise<void> {
  await tx.run(sql`
    insert into audit_event (at, actor_id, action, subject_kind, subject_id, details)
    values (${at}, ${entry.actorId}, ${entry.action}, ${entry.subjectKind}, ${entry.subjectId}, ${JSON.stringify(entry.details ?? {})})`)
}

/** What was done to a subject, newest first. */
export function listAudit(db: Db, kind: AuditSubject, id: number, limit: number): Promise<AuditRecord[]> {
  return db.many<AuditRecord>(sql`
    select e.at, p.name as "actorName", e.action, e.details
    from audit_event e left join person p on p.id = e.actor_id
    where e.subject_kind = ${kind} and e.subject_id = ${id}
    order by e.id desc limit ${limit}`)
}

/** Whether something was noted of a subject already, with details that have all these. */
export async function isNoted(
  db: Db,
  { action, subjectKind, subjectId, details = {} }: Omit<AuditEntry, 'actorId'> & { subjectId: number },
): Promise<boolean> {
  const { noted } = await db.one<{ noted: boolean }>(sql`
    select exists (
      select from audit_event
      where subject_kind = ${subjectKind} and subject_id = ${subjectId} and action = ${action}
        and details @> ${JSON.stringify(details)}::jsonb
    ) as noted`)
  return noted
}
