import { z } from 'zod'
import { type CallbackData, callbackData, idField, ordinalField } from '../telegram/callback-data.ts'
import type { TaskAction } from './task.ts'

/** Shows an order as the one who presses may see it. */
export const openTaskButton = callbackData('task', { taskId: idField })

/** Actions that a button on an order begins; those that need words or a date ask for them first. */
export const taskButtonActions = [
  'acknowledge',
  'ask_to_move',
  'grant_move',
  'refuse_move',
  'move',
  'report',
  'accept',
  'return',
  'reassign',
  'comment',
  'cancel',
] as const satisfies readonly TaskAction[]
export type TaskButtonAction = (typeof taskButtonActions)[number]

export interface TaskPress {
  taskId: number
  /** With an answer to a request: which one, so that an old button does not answer the next. */
  requestId?: number | undefined
  /** With a decision about a report: which one of the order, from 1, so that an old button does not decide about the next. */
  reportNo?: number | undefined
}

const onTask = { taskId: idField }
const idOrNone = idField.or(z.literal('').transform(() => undefined))
const onReport = { ...onTask, reportNo: ordinalField }
const shapes: Partial<Record<TaskButtonAction, z.ZodRawShape>> = {
  grant_move: { ...onTask, requestId: idOrNone },
  refuse_move: { ...onTask, requestId: idOrNone },
  accept: onReport,
  return: onReport,
}

/** A kind of button per action, so that metrics tell them apart. */
export const taskActionButtons = Object.fromEntries(
  taskButtonActions.map((action) => [action, callbackData(`task_${action}`, shapes[action] ?? onTask)]),
) as Record<TaskButtonAction, CallbackData<TaskPress>>

/** What was done to an order and what was said about it. */
export const taskHistoryButton = callbackData('task_history', { taskId: idField })

/** The files of an order, sent to the one who presses. */
export const taskFilesButton = callbackData('task_files', { taskId: idField })
