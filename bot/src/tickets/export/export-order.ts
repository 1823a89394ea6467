import { z } from 'zod'
import { languages } from '../../platform/language.ts'
import { exportPeriodShape } from './export-period.ts'

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What somebody wants to have as a file. */
const exportOrderShape = z.object({
  period: exportPeriodShape,
  format: z.enum(exportFormats),
  language: z.enum(languages),
})
export type ExportOrder = z.infer<typeof exportOrderShape>

/** Entry of the outbox: makes an export and sends it. */
export const exportPayload = exportOrderShape.extend({ personId: z.number() })
export type OwedExport = z.infer<typeof exportPayload>

export const owedExportKind = 'ticket-export'
