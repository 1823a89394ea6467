import { z } from 'zod'
import { arrivingShape } from '../../telegram/arriving.ts'
import { fsmState } from '../../telegram/session.ts'
import { importances } from '../task.ts'

/** What the giver is asked, in this order. */
export const orderFields = ['text', 'people', 'deadline'] as const
export type OrderField = (typeof orderFields)[number]

/**
 * What is asked just now. `split`: of several people, whether each gets an order of his own; `responsible`: who answers
 * for the one they share; `helpers`: who helps the only doer.
 */
export const orderSteps = [...orderFields, 'split', 'responsible', 'helpers', 'check'] as const
export type OrderStep = (typeof orderSteps)[number]

export const maxText = 4000
export const maxFiles = 20
export const maxPeople = 100

/** A message that is part of the text; editing it edits the text. */
const part = z.object({ messageId: z.number(), text: z.string() })

const draftSchema = z.object({
  draftId: z.uuid(),
  step: z.enum(orderSteps),
  /** Rises with every change but files, so that an old check card cannot send what it does not show. */
  revision: z.number().int(),
  parts: z.array(part),
  withoutText: z.boolean(),
  ...arrivingShape,
  /** An order to each of them. */
  doerIds: z.array(z.number()),
  /** They help the only doer; without a doer they wait for one to be chosen among them. */
  helperIds: z.array(z.number()),
  /** Those ticked so far where several are chosen: «done» takes them over, «back» forgets them. */
  ticked: z.array(z.number()).optional(),
  /** The name that was looked for. */
  search: z.string().optional(),
  deadline: z.coerce.date().optional(),
  /** The day whose times are on the screen. */
  deadlineDay: z.object({ year: z.number(), month: z.number(), day: z.number() }).optional(),
  importance: z.enum(importances),
  /** The words of a new order that came while this one was unfinished. */
  nextText: z.string().optional(),
})
export type OrderDraft = z.infer<typeof draftSchema>

/** The dialogue of a new order. */
export const orderState = fsmState('new_order', draftSchema, {
  resumable: true,
  // each step asks whether he may give orders, which is no matter of the role alone
  outlivesRole: true,
  which: ({ draftId }) => draftId,
})

export function newOrder(draftId: string): OrderDraft {
  const nothing = { parts: [], withoutText: false, files: [], doerIds: [], helperIds: [] }
  return { draftId, step: 'text', revision: 0, importance: 'normal', ...nothing }
}

/** Whether there is anything in it that would be a pity to lose. */
export function isBegun(draft: OrderDraft): boolean {
  return orderFields.some((field) => isFilled(draft, field)) || draft.files.length > 0
}

/** What buttons carry of the draft's id. */
export function shortId({ draftId }: OrderDraft): string {
  return draftId.slice(0, 8)
}

export function isFilled(draft: OrderDraft, field: OrderField): boolean {
  switch (field) {
    case 'text':
      return draft.parts.length > 0 || (draft.withoutText && draft.files.length > 0)
    case 'people':
      return draft.doerIds.length > 0
    case 'deadline':
      return draft.deadline !== undefined
    default:
      return field satisfies never
  }
}

export function isComplete(draft: OrderDraft): boolean {
  return orderFields.every((field) => isFilled(draft, field))
}

/** Goes to the first field that is still empty, or to the check. */
export function goOn(draft: OrderDraft): OrderDraft {
  const empty = orderFields.find((field) => !isFilled(draft, field)) ?? 'check'
  // the one who was responsible has gone, those who were to help him have not
  const step = empty === 'people' && draft.helperIds.length > 0 ? 'responsible' : empty
  return { ...draft, step, ticked: undefined, search: undefined, deadlineDay: undefined }
}

/** Puts a value in and goes on. */
export function fillOrder(
  draft: OrderDraft,
  values: Partial<Pick<OrderDraft, 'doerIds' | 'helperIds' | 'deadline' | 'importance' | 'withoutText'>>,
): OrderDraft {
  const filled = { ...draft, ...values, revision: draft.revision + 1 }
  // who answers for an order does not help himself
  const helperIds = filled.helperIds.filter((id) => !filled.doerIds.includes(id))
  return goOn({ ...filled, helperIds })
}

/** Goes back: to the check when all is filled in, else to the question before. */
export function goBack(draft: OrderDraft): OrderDraft {
  const { step, doerIds, ticked } = draft
  // from ticking several to the list where one press is enough
  if (step === 'people' && ticked && everyoneOf(draft).length === 0) return toPeople(draft)
  if (step === 'split') return toPeople(draft)
  if (isComplete(draft)) return goOn(draft)
  if (step === 'people' || step === 'text') return { ...goOn(draft), step: 'text' }
  if (step === 'responsible' && doerIds.length > 1) return { ...draft, step: 'split' }
  if (step === 'responsible' || step === 'deadline') return toPeople(draft)
  return goOn(draft)
}

/** Asks whom the order is for; who was chosen before is ticked. */
export function toPeople(draft: OrderDraft): OrderDraft {
  const chosen = everyoneOf(draft)
  return { ...goOn(draft), step: 'people', ticked: chosen.length > 1 ? chosen : undefined }
}

/** All whom the order concerns, as they were chosen. */
export function everyoneOf({ doerIds, helperIds }: OrderDraft): number[] {
  return [...doerIds, ...helperIds]
}
