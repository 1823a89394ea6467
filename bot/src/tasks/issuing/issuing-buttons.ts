import { z } from 'zod'
import { roles } from '../../people/person.ts'
import { callbackData, draftField, idField, pageField } from '../../telegram/callback-data.ts'
import { importances } from '../task.ts'
import { orderSteps } from './order-draft.ts'

/* Every button carries the short id of its draft, so that it never drives another one. */

/** `only`: nobody but him. The others say what shall be, not what changes, so that a double tap is one. */
const how = z.enum(['only', 'tick', 'untick'])

/** Chooses a person at the step `of`. */
export const doerButton = callbackData('give_who', {
  draft: draftField,
  of: z.enum(['people', 'responsible', 'helpers']),
  how,
  personId: idField,
  page: pageField,
})

/** Chooses everybody of a role. */
export const groupButton = callbackData('give_role', {
  draft: draftField,
  of: z.enum(['people', 'helpers']),
  how,
  role: z.enum(roles),
  page: pageField,
})

export const doersPageButton = callbackData('give_page', {
  draft: draftField,
  of: z.enum(['people', 'responsible', 'helpers']),
  page: pageField,
})

export const orderMoves = [
  'back',
  // the text stays as it is; the files alone say it; the files go
  'keep',
  'no_text',
  'drop_files',
  // several people are chosen; those who are ticked are taken; all are shown, whatever was looked for
  'several',
  'done',
  'all',
  // an order to each; one for all
  'each',
  'together',
] as const
export type OrderMove = (typeof orderMoves)[number]

/** Moves that mean something at one step only; pressed again elsewhere they do nothing. */
export const orderMoveButton = callbackData('give_move', {
  draft: draftField,
  from: z.enum(orderSteps),
  move: z.enum(orderMoves),
})

export const editOrderButton = callbackData('give_edit', {
  draft: draftField,
  step: z.enum(['text', 'people', 'deadline', 'helpers']),
})

export const importanceButton = callbackData('give_imp', {
  draft: draftField,
  importance: z.enum(importances),
})

/** Sends what the check card shows: the draft at this revision. */
export const sendOrderButton = callbackData('give_send', {
  draft: draftField,
  revision: z.coerce.number().int().min(0),
})

export const dropOrderButton = callbackData('give_drop', { draft: draftField })
export const resumeOrderButton = callbackData('give_on', { draft: draftField })
export const anewOrderButton = callbackData('give_anew', { draft: draftField })
