import { z } from 'zod'
import { fsmState } from '../../telegram/session.ts'
import { urgencies } from '../ticket.ts'

/** An admin was asked for a target: he may type it instead of pressing one. */
export const targetDialogue = fsmState(
  'target',
  z.object({ urgency: z.enum(urgencies), clock: z.enum(['response', 'resolution']) }),
)
