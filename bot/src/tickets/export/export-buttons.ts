import { z } from 'zod'
import { callbackData, draftField } from '../../telegram/callback-data.ts'
import { exportFormats } from './export-order.ts'
import { namedPeriods } from './export-period.ts'

export const exportPeriodButton = callbackData('exp_period', { period: z.enum([...namedPeriods, 'own']) })

/** Makes the export that is being talked about; an older one has another id. */
export const exportFormatButton = callbackData('exp_make', {
  exportId: draftField,
  format: z.enum(exportFormats),
})

export const exportBackButton = callbackData('exp_back', {})
