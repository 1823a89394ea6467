import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { arrivingShape } from '../../telegram/arriving.ts'
import { draftField } from '../../telegram/callback-data.ts'
import { fsmState, type Session } from '../../telegram/session.ts'

/** Which order a dialogue is about, and the id that its buttons carry. */
const base = { draft: draftField, taskId: z.number() }

/** Whoever has a part in an order has it in any role: each step reads anew whether this one still has. */
const outlivesRole = true

/** Actions that take words and files, gathered until they are sent. */
export const gatheringActions = ['report', 'comment', 'return'] as const
export type GatheringAction = (typeof gatheringActions)[number]

/** Words and files of a report, a comment or a remark are arriving. */
export const gatheringDialogue = fsmState(
  'task_words',
  z.object({
    ...base,
    action: z.enum(gatheringActions),
    /** With a remark: the report that it is about. */
    reportNo: z.number().optional(),
    text: z.string().optional(),
    ...arrivingShape,
  }),
  { outlivesRole, which: ({ draft }) => draft },
)
export type Gathering = z.infer<typeof gatheringDialogue.schema>

/** Actions that begin with a deadline. */
export const deadlineActions = ['ask_to_move', 'move'] as const
export type DeadlineAction = (typeof deadlineActions)[number]

/** Another deadline is being chosen. */
export const deadlineDialogue = fsmState(
  'task_deadline',
  z.object({
    ...base,
    action: z.enum(deadlineActions),
    /** The day whose times are on the screen. */
    day: z.object({ year: z.number(), month: z.number(), day: z.number() }).optional(),
  }),
  { outlivesRole },
)
export type DeadlineChoice = z.infer<typeof deadlineDialogue.schema>

const reasonBase = {
  ...base,
  refusedMessageId: arrivingShape.refusedMessageId,
}

/** A reason is being written: why another deadline is wanted, or not given, or why the order is cancelled. */
export const reasonDialogue = fsmState(
  'task_reason',
  z.discriminatedUnion('action', [
    z.object({ ...reasonBase, action: z.literal('ask_to_move'), wanted: z.coerce.date() }),
    z.object({ ...reasonBase, action: z.literal('refuse_move'), requestId: z.number().optional() }),
    z.object({ ...reasonBase, action: z.literal('cancel'), reason: z.string().optional() }),
  ]),
  { outlivesRole },
)
export type Reasoning = z.infer<typeof reasonDialogue.schema>

/** Somebody who takes the order over is being chosen. */
export const doerDialogue = fsmState(
  'task_doer',
  z.object({
    ...base,
    /** A part of the name that was typed. */
    search: z.string().optional(),
  }),
  { outlivesRole },
)
export type DoerChoice = z.infer<typeof doerDialogue.schema>

/** The id of a new dialogue, for its buttons. */
export function newDialogueId(): string {
  return randomUUID().slice(0, 8)
}

/** Whether somebody is in the dialogue with this id: no button touches another one. */
export function isActingIn(session: Session, draft: string): boolean {
  const open =
    session.get(gatheringDialogue) ??
    session.get(deadlineDialogue) ??
    session.get(reasonDialogue) ??
    session.get(doerDialogue)
  return open?.draft === draft
}
