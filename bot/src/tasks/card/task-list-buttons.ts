import { z } from 'zod'
import { callbackData, idField, pageField } from '../../telegram/callback-data.ts'

/** The lists of orders; the last three are what a line of another list opens to. */
export const taskListViews = [
  'mine',
  'given',
  'overdue',
  'people',
  'states',
  'person',
  'status',
  'batch',
] as const
export type TaskListView = (typeof taskListViews)[number]

/** Where somebody is in the lists. It is kept in the buttons, so that an old list goes on as it was. */
const place = {
  view: z.enum(taskListViews),
  /** The person, the batch, or the place of the status among all; 0 where the list needs none. */
  of: z.coerce.number().int().min(0).max(2_147_483_647),
  only: z.enum(['open', 'done']),
  page: pageField,
  /** The page of the list that this one was opened from. */
  outer: pageField,
}

/** Shows a list. */
export const taskListButton = callbackData('task_list', place)
export type TaskPlace = NonNullable<ReturnType<typeof taskListButton.unpack>>

/** Opens an order from a list, so that its card knows the way back. */
export const taskFromListButton = callbackData('task_from', { taskId: idField, ...place })

/** From a card back to the list; a card has one of these at most. */
export const taskBackButton = callbackData('task_back', place)
