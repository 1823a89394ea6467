import { z } from 'zod'
import { fsmState } from '../telegram/session.ts'

/** Somebody is writing how he wants to be called. */
export const ownName = fsmState('own_name', z.object({}), { outlivesRole: true })
