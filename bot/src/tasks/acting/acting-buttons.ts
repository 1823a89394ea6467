import { callbackData, draftField, idField, pageField } from '../../telegram/callback-data.ts'

/*
 * Buttons of the dialogues about an order. Each carries the id of its dialogue and works only while that is open; then
 * it shows its order.
 */
const dialogue = { draft: draftField, taskId: idField }

/** Leaves the dialogue. */
export const leaveActingButton = callbackData('ta_leave', dialogue)

/** Sends the words and files gathered so far. */
export const sendGatheredButton = callbackData('ta_send', dialogue)

/** Sends the ready report: what was ordered is done. */
export const readyReportButton = callbackData('ta_done', dialogue)

/** Goes on without a reason. */
export const skipReasonButton = callbackData('ta_skip', dialogue)

/** Back from the reason to the deadline that is wanted. */
export const otherDeadlineButton = callbackData('ta_when', dialogue)

/** Cancels, after the question whether to do so. */
export const cancelSurelyButton = callbackData('ta_cancel', dialogue)

/** Gives the order to this person. */
export const toDoerButton = callbackData('ta_to', { ...dialogue, personId: idField })

/** Another page of those who could get the order. */
export const doersPageButton = callbackData('ta_doers', { ...dialogue, page: pageField })

/** Everybody again, after a search. */
export const allDoersButton = callbackData('ta_all', dialogue)
