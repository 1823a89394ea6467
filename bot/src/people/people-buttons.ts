import { z } from 'zod'
import { callbackData, idField, pageField } from '../telegram/callback-data.ts'
import { peopleFilters } from './people-filter.ts'
import { roles } from './person.ts'

export const peopleListButton = callbackData('people', { filter: z.enum(peopleFilters), page: pageField })
export const peopleSearchButton = callbackData('people-search', {})
/** A page of what was last searched for: the words are in the session, a button must not carry them. */
export const peopleFoundButton = callbackData('people-found', { page: pageField })

export const personButton = callbackData('person', { id: idField })
export const chooseRoleButton = callbackData('person-roles', { id: idField })
export const setRoleButton = callbackData('person-role', { id: idField, role: z.enum(roles) })
export const setAccessButton = callbackData('person-access', {
  id: idField,
  to: z.enum(['active', 'blocked']),
})
export const renamePersonButton = callbackData('person-name', { id: idField })
export const historyButton = callbackData('person-history', { id: idField })

/** 0: nobody. */
const receiverField = z.coerce.number().int().min(0).max(2_147_483_647)
export const offboardButton = callbackData('offboard', { id: idField, page: pageField })
export const offboardSearchButton = callbackData('offboard-search', { id: idField })
/** A page of the receivers that were last searched for. */
export const offboardFoundButton = callbackData('offboard-found', { page: pageField })
export const receiverButton = callbackData('offboard-to', { id: idField, to: receiverField })
export const confirmOffboardButton = callbackData('offboard-yes', { id: idField, to: receiverField })
