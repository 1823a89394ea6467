import { z } from 'zod'
import { type CallbackData, callbackData, draftField } from '../../telegram/callback-data.ts'

/**
 * What a button of the picker does: back to the quick choice, a month, the times of a day, a moment, or nothing, as
 * headings and days that lie behind.
 */
export const deadlineMoves = ['quick', 'month', 'day', 'at', 'none'] as const
export type DeadlineMove = (typeof deadlineMoves)[number]

export interface DeadlinePress {
  /** The short id of the dialogue that asks. */
  draft: string
  move: DeadlineMove
  /** On the clocks of the school, as far as the move needs it: 202611, 20261127, 202611271500. */
  when: string
}

/** The kind of all buttons of one picker. Every dialogue that asks for a deadline has a prefix of its own. */
export function deadlineButton(prefix: string): CallbackData<DeadlinePress> {
  return callbackData(prefix, {
    draft: draftField,
    move: z.enum(deadlineMoves),
    when: z.string().regex(/^(\d{6}|\d{8}|\d{12})?$/),
  })
}
