import { callbackData } from '../../telegram/callback-data.ts'

/** The card again, as things stand now. */
export const refreshStatusButton = callbackData('status', {})
