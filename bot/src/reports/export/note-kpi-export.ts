import sql from 'sql-template-tag'
import { recordAudit } from '../../people/audit-store.ts'
import type { Tx } from '../../platform/postgres.ts'

const action = 'person.exported_kpi'

/** A file of figures that was made for somebody. */
export interface MadeKpiExport {
  personId: number
  /** The entry of the outbox that owes it. */
  entryId: number
  /** Whose figures, as buttons say it. */
  subject: string
  format: string
  /** Its days, as in 01.11.2026. */
  from: string
  to: string
  rows: number
}

/** Notes that figures leave the bot, before they are sent; a file that is made again for another try is noted once. */
export async function noteKpiExport(tx: Tx, made: MadeKpiExport, now: Date): Promise<void> {
  const { personId, entryId, ...details } = made
  const subject = { subjectKind: 'person', subjectId: personId } as const
  const { isNoted } = await tx.one<{ isNoted: boolean }>(sql`
    select exists (
      select from audit_event
      where subject_kind = ${subject.subjectKind} and subject_id = ${personId} and action = ${action}
        and details ->> 'entry' = ${String(entryId)}
    ) as "isNoted"`)
  if (isNoted) return
  await recordAudit(
    tx,
    { actorId: personId, action, ...subject, details: { ...details, entry: entryId } },
    now,
  )
}
