import { z } from 'zod'
import { callbackData, idField, pageField } from '../../telegram/callback-data.ts'

/** Which people are shown: all who could be allowed, or those who are. */
const filterField = z.enum(['directed', 'givers'])
export type GiversFilter = z.infer<typeof filterField>

export const giversListButton = callbackData('givers', { filter: filterField, page: pageField })
export const giversSearchButton = callbackData('givers_search', {})
/** A page of what was last searched for: the words are in the session, a button must not carry them. */
export const giversFoundButton = callbackData('givers_found', { page: pageField })

/** Gives or takes the permission, and shows the list again where it was pressed. */
export const setGiverButton = callbackData('giver', {
  id: idField,
  to: z.enum(['allowed', 'withdrawn']),
  list: z.enum([...filterField.options, 'found']),
  page: pageField,
})
