import { callbackData, draftField, idField, pageField } from '../../telegram/callback-data.ts'

/* Buttons of the dialogues about an order. Each carries the id of its dialogue, and works only while that is open. */

/** Leaves the dialogue. */
export const leaveActingButton = callbackData('ta_leave', { draft: draftField })

/** Sends the words and files gathered so far. */
export const sendGatheredButton = callbackData('ta_send', { draft: draftField })

/** Sends the ready report: what was ordered is done. */
export const readyReportButton = callbackData('ta_done', { draft: draftField })

/** Goes on without a reason. */
export const skipReasonButton = callbackData('ta_skip', { draft: draftField })

/** Back from the reason to the deadline that is wanted. */
export const otherDeadlineButton = callbackData('ta_when', { draft: draftField })

/** Cancels, after the question whether to do so. */
export const cancelSurelyButton = callbackData('ta_cancel', { draft: draftField })

/** Gives the order to this person. */
export const toDoerButton = callbackData('ta_to', { draft: draftField, personId: idField })

/** Another page of those who could get the order. */
export const doersPageButton = callbackData('ta_doers', { draft: draftField, page: pageField })

/** Everybody again, after a search. */
export const allDoersButton = callbackData('ta_all', { draft: draftField })
