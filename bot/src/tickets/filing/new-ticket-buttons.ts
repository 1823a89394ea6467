import { z } from 'zod'
import { callbackData, draftField, idField, pageField } from '../../telegram/callback-data.ts'
import { urgencies } from '../ticket.ts'
import { draftSteps } from './draft.ts'

/* Every button carries the short id of its draft, so that it never drives another one. */

export const categoryButton = callbackData('d_cat', { draft: draftField, categoryId: idField })

/** A place by its position in the draft's list: what people typed does not fit a button. */
export const placeButton = callbackData('d_place', {
  draft: draftField,
  index: z.coerce.number().int().min(0).max(20),
})

export const urgencyButton = callbackData('d_urg', { draft: draftField, urgency: z.enum(urgencies) })

/** Moves that mean something at one step only; pressed again elsewhere they do nothing. */
export const moveButton = callbackData('d_move', {
  draft: draftField,
  from: z.enum(draftSteps),
  move: z.enum(['back', 'keep', 'no_text', 'drop_files']),
})

export const editButton = callbackData('d_edit', { draft: draftField, step: z.enum(draftSteps) })

/** Sends what the check card shows: the draft at this revision. */
export const sendButton = callbackData('d_send', {
  draft: draftField,
  revision: z.coerce.number().int().min(0),
})

export const dropButton = callbackData('d_drop', { draft: draftField })
export const continueButton = callbackData('d_continue', { draft: draftField })
export const anewButton = callbackData('d_anew', { draft: draftField })

export const authorButton = callbackData('d_author', { draft: draftField, personId: idField })
export const peoplePageButton = callbackData('d_people', { draft: draftField, page: pageField })
