import { z } from 'zod'
import { callbackData, draftField } from '../../telegram/callback-data.ts'
import { hoursField } from './hours-choice.ts'

/** Begins the dialogue about the hours of a weekday from 1, Monday; 0: of all from Monday to Friday. */
export const weekdayButton = callbackData('cal_wd', { weekday: z.coerce.number().int().min(0).max(7) })
export const weekHoursButton = callbackData('cal_wh', {
  dialogueId: draftField,
  hours: z.union([hoursField, z.literal('off')]),
})
