import { z } from 'zod'
import { callbackData, draftField } from '../../telegram/callback-data.ts'
import { schoolDayKinds } from '../school-day.ts'
import { hoursField } from './hours-choice.ts'

/** All of these carry the id of their dialogue, so that an old one never drives a new dialogue. */
const dialogueId = draftField

export const dayKindButton = callbackData('cal_kind', {
  dialogueId,
  kind: z.enum([...schoolDayKinds, 'usual']),
})
export const dayHoursButton = callbackData('cal_dh', { dialogueId, hours: hoursField })
/** One of the suggested names, by its number. */
export const dayNameButton = callbackData('cal_name', {
  dialogueId,
  number: z.coerce.number().int().min(0).max(9),
})
export const saveDaysButton = callbackData('cal_save', { dialogueId })
