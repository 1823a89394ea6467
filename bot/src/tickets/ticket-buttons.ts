import { z } from 'zod'
import { type CallbackData, callbackData, idField, ordinalField } from '../telegram/callback-data.ts'
import type { Button } from '../telegram/keyboard.ts'
import type { TicketAction } from './ticket.ts'

/** Shows a ticket as the one who presses may see it. */
export const openButton = callbackData('open', { ticketId: idField })

/** Actions that a button on a ticket begins; those that need words ask for them first. */
const buttonActions = [
  'take',
  'ask',
  'answer',
  'comment',
  'note',
  'change_category',
  'change_urgency',
  'hand_over',
  'return_to_queue',
  'resolve',
  'link_duplicate',
  'cancel',
  'confirm',
  'reject',
  'reopen',
] as const satisfies readonly TicketAction[]
export type ButtonAction = (typeof buttonActions)[number]

export interface TicketPress {
  ticketId: number
  /** With a verdict: on which resolution of the ticket, from 1, so that an old button does not judge the next. */
  resolutionNo?: number | undefined
}

const onTicket = { ticketId: idField }
const onResolution = { ...onTicket, resolutionNo: ordinalField }

/** A kind of button per action, so that metrics tell them apart. */
export const actionButtons = Object.fromEntries(
  buttonActions.map((action) => {
    const isVerdict = action === 'confirm' || action === 'reject'
    return [action, callbackData(`t_${action}`, isVerdict ? onResolution : onTicket)]
  }),
) as Record<ButtonAction, CallbackData<TicketPress>>

export const rateButton = callbackData('rate', {
  ticketId: idField,
  stars: z.coerce.number().int().min(1).max(5),
})

/** The files of a ticket, sent to the one who presses. */
export const filesButton = callbackData('files', { ticketId: idField })

/** What was done to a ticket and what was said about it. */
export const historyButton = callbackData('history', { ticketId: idField })

export const starButtons = (ticketId: number): Button[] =>
  [1, 2, 3, 4, 5].map((stars) => ({ text: `${stars} ⭐`, data: rateButton.pack({ ticketId, stars }) }))
