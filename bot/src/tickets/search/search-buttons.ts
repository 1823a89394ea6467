import { callbackData, draftField, pageField } from '../../telegram/callback-data.ts'

/** Another page of a search that the person still has open. */
export const searchPageButton = callbackData('find_page', { searchId: draftField, page: pageField })

/** Asks for other words. */
export const searchAgainButton = callbackData('find_again', {})
