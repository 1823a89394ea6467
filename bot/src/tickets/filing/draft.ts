import { z } from 'zod'
import { arrivingShape } from '../../telegram/arriving.ts'
import { fsmState } from '../../telegram/session.ts'
import { urgencies } from '../ticket.ts'

/** The fields an author fills in, in the order in which he is asked. */
export const draftFields = ['category', 'place', 'description', 'urgency'] as const
export type DraftField = (typeof draftFields)[number]

/** What is asked just now; `author`: on whose behalf. */
export const draftSteps = [...draftFields, 'check', 'author'] as const

export const maxPlace = 100
export const maxText = 4000
export const maxFiles = 20

/** A message that is part of the description; editing it edits the description. */
const part = z.object({ messageId: z.number(), text: z.string() })

const draftSchema = z.object({
  draftId: z.uuid(),
  step: z.enum(draftSteps),
  /** Rises with every change but files, so that an old check card cannot send what it does not show. */
  revision: z.number().int(),
  categoryId: z.number().optional(),
  place: z.string().optional(),
  placeMessageId: z.number().optional(),
  /** What the buttons of places stand for; fixed once, so that an old button means what it says. */
  places: z.array(z.string()).optional(),
  parts: z.array(part),
  withoutText: z.boolean(),
  ...arrivingShape,
  urgency: z.enum(urgencies).optional(),
  /** On whose behalf, when not on one's own. */
  author: z.object({ id: z.number(), name: z.string() }).optional(),
  /** The name that was looked for at the step `author`. */
  authorSearch: z.string().optional(),
})
export type TicketDraft = z.infer<typeof draftSchema>

/** The dialogue of a new ticket. */
export const draftState = fsmState('new_ticket', draftSchema, {
  resumable: true,
  // whoever was let in files tickets
  outlivesRole: true,
  which: ({ draftId }) => draftId,
})

export function newDraft(draftId: string): TicketDraft {
  return { draftId, step: 'category', revision: 0, parts: [], withoutText: false, files: [] }
}

/** Whether there is anything in it that would be a pity to lose. */
export function isBegun(draft: TicketDraft): boolean {
  return draft.categoryId !== undefined || draft.parts.length > 0 || draft.files.length > 0
}

/** What buttons carry of the draft's id. */
export function shortId(draft: TicketDraft): string {
  return draft.draftId.slice(0, 8)
}

/** The text of the description; empty when there are only files or nothing yet. */
export function descriptionOf(draft: TicketDraft): string {
  return joinParts(draft.parts)
}

export function joinParts(parts: readonly { text: string }[]): string {
  return parts.map(({ text }) => text).join('\n\n')
}

export function isFilled(draft: TicketDraft, field: DraftField): boolean {
  switch (field) {
    case 'category':
      return draft.categoryId !== undefined
    case 'place':
      return draft.place !== undefined
    case 'description':
      return draft.parts.length > 0 || (draft.withoutText && draft.files.length > 0)
    case 'urgency':
      return draft.urgency !== undefined
    default:
      return field satisfies never
  }
}

/** Goes to the first field that is still empty, or to the check. */
export function goOn(draft: TicketDraft): TicketDraft {
  return { ...draft, step: draftFields.find((field) => !isFilled(draft, field)) ?? 'check' }
}

/** Goes back: to the check when all is filled in, else to the field before. */
export function goBack(draft: TicketDraft): TicketDraft {
  const onward = goOn(draft)
  if (onward.step === 'check') return onward
  const at = draftFields.findIndex((field) => field === draft.step)
  return { ...draft, step: draftFields[Math.max(0, at - 1)] ?? 'category' }
}

/** Puts a value in and goes on. */
export function fill(
  draft: TicketDraft,
  values: Partial<Pick<TicketDraft, 'categoryId' | 'place' | 'placeMessageId' | 'urgency' | 'author'>>,
): TicketDraft {
  return goOn({ ...draft, ...values, revision: draft.revision + 1 })
}

export type Added = { kind: 'added'; draft: TicketDraft } | { kind: 'too_long'; length: number }

/** Adds a message to the description; at its own step it takes the place of what was there. */
export function addText(draft: TicketDraft, message: { messageId: number; text: string }): Added {
  const parts = draft.step === 'description' ? [message] : [...draft.parts, message]
  return withParts(draft, parts)
}

/** Takes over an edit of a message that is part of the draft; undefined when it is none. */
export function editMessage(
  draft: TicketDraft,
  message: { messageId: number; text: string },
): Added | { kind: 'place_too_long'; length: number } | undefined {
  const revision = draft.revision + 1
  if (draft.placeMessageId === message.messageId) {
    const { length } = [...message.text]
    if (length > maxPlace) return { kind: 'place_too_long', length }
    return { kind: 'added', draft: { ...draft, place: message.text, revision } }
  }
  if (!draft.parts.some(({ messageId }) => messageId === message.messageId)) return undefined
  return withParts(
    draft,
    draft.parts.map((old) => (old.messageId === message.messageId ? message : old)),
  )
}

function withParts(draft: TicketDraft, parts: TicketDraft['parts']): Added {
  const changed = { ...draft, parts, withoutText: false, revision: draft.revision + 1 }
  const { length } = [...descriptionOf(changed)]
  return length > maxText ? { kind: 'too_long', length } : { kind: 'added', draft: changed }
}

export function dropFiles(draft: TicketDraft): TicketDraft {
  return { ...draft, files: [], withoutText: false, revision: draft.revision + 1 }
}
