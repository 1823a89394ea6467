import { z } from 'zod'
import { callbackData } from '../../telegram/callback-data.ts'
import { urgencies } from '../ticket.ts'

const urgency = z.enum(urgencies)
const clock = z.enum(['response', 'resolution'])

export const targetListButton = callbackData('targets', {})
/** The targets of an urgency. */
export const targetButton = callbackData('target', { urgency })
/** Asks for one of them. */
export const askTargetButton = callbackData('target_ask', { urgency, clock })
/** Sets it; 0: no target. It says all there is to say, so an old one still does what it says. */
export const setTargetButton = callbackData('target_set', {
  urgency,
  clock,
  hours: z.coerce.number().int().min(0).max(40),
})

export const offeredHours = [1, 2, 4, 8, 16, 24, 40] as const
