import { isNoted, recordAudit } from '../../people/audit-store.ts'
import type { Tx } from '../../platform/postgres.ts'

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
  const { personId, entryId: entry, ...details } = made
  const subject = { action: 'person.exported_kpi', subjectKind: 'person', subjectId: personId } as const
  if (await isNoted(tx, { ...subject, details: { entry } })) return
  await recordAudit(tx, { actorId: personId, ...subject, details: { ...details, entry } }, now)
}
