import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { queue } from '../../telegram/outbox.ts'
import { maySeeFigures, unpackSubject } from '../kpi-subject.ts'
import { type KpiExportOrder, type OwedKpiExport, owedKpiExportKind, tablesOf } from './kpi-export-order.ts'

/** Orders the figures as files: the worker makes them and sends them. False when the person may not have them. */
export async function orderKpiExport(
  tx: Tx,
  person: Person,
  order: KpiExportOrder,
  now: Date,
): Promise<boolean> {
  const subject = unpackSubject(order.subject)
  if (subject === undefined || !maySeeFigures(person, subject)) return false
  const tables = tablesOf(subject)
  const files = order.format === 'xlsx' ? [tables] : tables.map((name) => [name])
  await queue(
    tx,
    files.map((tables) => {
      const payload: OwedKpiExport = { ...order, tables, personId: person.id, at: now.toISOString() }
      return { chatId: person.telegramId, kind: owedKpiExportKind, payload }
    }),
  )
  return true
}
