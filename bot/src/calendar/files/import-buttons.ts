import { z } from 'zod'
import { callbackData, draftField } from '../../telegram/callback-data.ts'

/** Sends a file to fill in. */
export const exampleFileButton = callbackData('cal_example', {})
/** Decides on one file: an older one has another id. */
export const decideImportButton = callbackData('cal_take', {
  importId: draftField,
  answer: z.enum(['yes', 'no']),
})
