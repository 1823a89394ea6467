import { z } from 'zod'
import { languages } from '../../platform/language.ts'
import { kpiFormats } from '../kpi-buttons.ts'
import { periodKinds } from '../kpi-period.ts'
import { hasTasks, type KpiSubject, unpackSubject } from '../kpi-subject.ts'

/** The tables of an export: the figures, and the rows behind them. */
export const kpiTableNames = ['task_summary', 'ticket_summary', 'tasks', 'tickets'] as const
export type KpiTableName = (typeof kpiTableNames)[number]

/** What somebody wants to have as a file. */
const kpiExportShape = z.object({
  subject: z.string().refine((packed) => unpackSubject(packed) !== undefined),
  kind: z.enum(periodKinds),
  day: z.number(),
  format: z.enum(kpiFormats),
  language: z.enum(languages),
})
export type KpiExportOrder = z.infer<typeof kpiExportShape>

/** Entry of the outbox: makes a file of these tables and sends it. CSV has one table to a file. */
export const kpiExportPayload = kpiExportShape.extend({
  personId: z.number(),
  tables: z.array(z.enum(kpiTableNames)).min(1),
  /** The moment that the figures are of: that of the order, however late the file is made. */
  at: z.iso.datetime(),
})
export type OwedKpiExport = z.infer<typeof kpiExportPayload>

export const owedKpiExportKind = 'kpi-export'

/** Which tables there are for a subject: a category has no orders. */
export function tablesOf(subject: KpiSubject): KpiTableName[] {
  return kpiTableNames.filter((name) => hasTasks(subject) || name === 'ticket_summary' || name === 'tickets')
}
