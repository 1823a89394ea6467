import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import { isOwedKind, queue } from '../../telegram/outbox.ts'
import { maySeeFigures, unpackSubject } from '../kpi-subject.ts'
import { type KpiExportOrder, type OwedKpiExport, owedKpiExportKind, tablesOf } from './kpi-export-order.ts'

export type KpiExportOrdered =
  | { kind: 'ordered' }
  | { kind: 'not_allowed' }
  /** What he asked for before is not made yet: a file may take seconds of all figures, and one at a time is enough. */
  | { kind: 'under_way' }

/** Orders the figures as files: the worker makes them and sends them. */
export async function orderKpiExport(
  tx: Tx,
  person: Person,
  order: KpiExportOrder,
  now: Date,
): Promise<KpiExportOrdered> {
  const subject = unpackSubject(order.subject)
  if (subject === undefined || !maySeeFigures(person, subject)) return { kind: 'not_allowed' }
  if (await isOwedKind(tx, person.telegramId, owedKpiExportKind)) return { kind: 'under_way' }
  const tables = tablesOf(subject)
  const files = order.format === 'xlsx' ? [tables] : tables.map((name) => [name])
  await queue(
    tx,
    files.map((tables) => {
      const payload: OwedKpiExport = { ...order, tables, personId: person.id, at: now.toISOString() }
      return { chatId: person.telegramId, kind: owedKpiExportKind, payload }
    }),
  )
  return { kind: 'ordered' }
}
