import type { AuditEntry } from '../people/audit.ts'
import { recordAudit } from '../people/audit-store.ts'
import type { Tx } from '../platform/postgres.ts'

/** There is one calendar. */
const subject = { subjectKind: 'calendar', subjectId: 1 } as const

export function recordCalendarAudit(
  tx: Tx,
  entry: Pick<AuditEntry, 'actorId' | 'action' | 'details'>,
  at: Date,
): Promise<void> {
  return recordAudit(tx, { ...entry, ...subject }, at)
}
