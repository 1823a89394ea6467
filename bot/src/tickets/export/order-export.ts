import { recordAudit } from '../../people/audit-store.ts'
import { may, type Person } from '../../people/person.ts'
import { formatLocalDate } from '../../platform/format-date.ts'
import type { Tx } from '../../platform/postgres.ts'
import { queue } from '../../telegram/outbox.ts'
import { type ExportOrder, type OwedExport, owedExportKind } from './export-order.ts'

/** Orders an export: the worker makes it and sends it to the person. False when the person may not have it. */
export async function orderExport(tx: Tx, person: Person, order: ExportOrder, now: Date): Promise<boolean> {
  if (!may(person, 'export_tickets')) return false
  const payload: OwedExport = { personId: person.id, ...order }
  await queue(tx, [{ chatId: person.telegramId, kind: owedExportKind, payload }])
  const { period, format } = order
  const details = { from: formatLocalDate(period.from), to: formatLocalDate(period.to), format }
  await recordAudit(
    tx,
    {
      actorId: person.id,
      action: 'person.exported_tickets',
      subjectKind: 'person',
      subjectId: person.id,
      details,
    },
    now,
  )
  return true
}
