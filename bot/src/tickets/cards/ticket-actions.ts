import type { Language } from '../../platform/language.ts'
import { type Button, inRows } from '../../telegram/keyboard.ts'
import { type Actor, type Rules, refusalOf, type Ticket } from '../ticket.ts'
import { actionButtons, type ButtonAction, type TicketPress } from '../ticket-buttons.ts'
import { ticketViewTexts } from './ticket-view-texts.ts'

/** What is wanted most comes first, what ends a ticket without work comes last. */
const order = [
  'take',
  'answer',
  'confirm',
  'reject',
  'reopen',
  'resolve',
  'ask',
  'comment',
  'note',
  'hand_over',
  'return_to_queue',
  'change_urgency',
  'change_category',
  'link_duplicate',
  'cancel',
] as const satisfies readonly ButtonAction[]

/** The actions that are open to a person, in the order in which they are shown. */
export function actionsOf(ticket: Ticket, person: Actor, rules: Rules): ButtonAction[] {
  const open = order.filter((action) => refusalOf(ticket, action, person, rules) === undefined)
  // while the ticket waits for its author, what he adds is the answer
  return open.includes('answer') ? open.filter((action) => action !== 'comment') : open
}

/** The actions as buttons, two in a row; what a new ticket waits for has a row of its own. */
export function actionRows(
  press: TicketPress,
  actions: readonly ButtonAction[],
  language: Language,
): Button[][] {
  const words = ticketViewTexts[language].actions
  const buttons = actions.map((action) => ({
    text: words[action],
    data: actionButtons[action].pack(press),
  }))
  const alone = actions[0] === 'take' ? 1 : 0
  return [...inRows(buttons.slice(0, alone), 1), ...inRows(buttons.slice(alone), 2)]
}
