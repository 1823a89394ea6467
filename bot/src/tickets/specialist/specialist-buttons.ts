import { z } from 'zod'
import { callbackData, idField, pageField } from '../../telegram/callback-data.ts'
import { urgencies } from '../ticket.ts'

/* Buttons of the dialogues of specialists. Each names its ticket, and works only while its dialogue is open. */

/** Leaves the dialogue. */
export const leaveButton = callbackData('w_leave', {})

/** Resolves with one of the ready remarks, by its place in the list. */
export const remarkButton = callbackData('w_remark', {
  ticketId: idField,
  remark: z.coerce.number().int().min(0).max(20),
})

/** Sends the words and files gathered so far. */
export const sendWordsButton = callbackData('w_send', { ticketId: idField })

export const toCategoryButton = callbackData('w_cat', { ticketId: idField, categoryId: idField })

export const toUrgencyButton = callbackData('w_urg', { ticketId: idField, urgency: z.enum(urgencies) })

export const toPersonButton = callbackData('w_to', { ticketId: idField, personId: idField })

/** Another page of those who could get the ticket. */
export const peoplePageButton = callbackData('w_people', { ticketId: idField, page: pageField })

export const toQueueButton = callbackData('w_queue', { ticketId: idField })

export const toOriginalButton = callbackData('w_dup', { ticketId: idField, originalId: idField })
