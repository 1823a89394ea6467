import { z } from 'zod'
import { attachmentShape } from '../../telegram/incoming.ts'
import { fsmState, type Session } from '../../telegram/session.ts'

/** Actions that need words of the specialist. */
export const wordActions = ['ask', 'comment', 'note', 'resolve'] as const
export type WordAction = (typeof wordActions)[number]

/** Actions that need a choice between buttons. */
export const choiceActions = ['change_category', 'change_urgency', 'hand_over', 'return_to_queue'] as const
export type ChoiceAction = (typeof choiceActions)[number]

/** What goes with an action is being typed; files may come before the words. */
export const wordsDialogue = fsmState(
  'ticket_words',
  z.object({
    ticketId: z.number(),
    action: z.enum(wordActions),
    text: z.string().optional(),
    files: z.array(attachmentShape),
  }),
)
export type WordsDraft = z.infer<typeof wordsDialogue.schema>

export const choiceDialogue = fsmState(
  'ticket_choice',
  z.object({ ticketId: z.number(), action: z.enum(choiceActions) }),
)

/** The number of the ticket that this one repeats is being typed. */
export const duplicateDialogue = fsmState('ticket_duplicate', z.object({ ticketId: z.number() }))

/** Whether somebody is in one of these dialogues: no button of theirs touches another one. */
export function isWorkDialogue(session: Session): boolean {
  return [wordsDialogue, choiceDialogue, duplicateDialogue].some(({ name }) => name === session.active)
}
