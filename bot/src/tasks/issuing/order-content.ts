import { goOn, maxText, type OrderDraft } from './order-draft.ts'

export type Added = { kind: 'added'; draft: OrderDraft } | { kind: 'too_long'; length: number }

/** What is to be done; empty when there are only files, or nothing yet. */
export function textOf({ parts }: Pick<OrderDraft, 'parts'>): string {
  return parts.map(({ text }) => text).join('\n\n')
}

/** Adds a message to the text; at its own step it takes the place of what was there. */
export function addText(draft: OrderDraft, message: { messageId: number; text: string }): Added {
  return withParts(draft, draft.step === 'text' ? [message] : [...draft.parts, message])
}

/** Takes over an edit of a message that is part of the text; undefined when it is none. */
export function editText(draft: OrderDraft, message: { messageId: number; text: string }): Added | undefined {
  if (!draft.parts.some(({ messageId }) => messageId === message.messageId)) return undefined
  return withParts(
    draft,
    draft.parts.map((old) => (old.messageId === message.messageId ? message : old)),
  )
}

function withParts(draft: OrderDraft, parts: OrderDraft['parts']): Added {
  const { length } = [...textOf({ parts })]
  if (length > maxText) return { kind: 'too_long', length }
  return { kind: 'added', draft: { ...draft, parts, withoutText: false, revision: draft.revision + 1 } }
}

export function dropFiles(draft: OrderDraft): OrderDraft {
  const left = { ...draft, files: [], withoutText: false, revision: draft.revision + 1 }
  // without a word and without files there is nothing to look at for the last time
  return draft.step === 'check' ? goOn(left) : left
}
