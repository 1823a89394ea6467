import { refused } from '../../telegram/arriving.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { type TakenInto, takeIntoDraft, type Words } from '../../telegram/take-into-draft.ts'
import { addText, fill, goOn, maxFiles, maxPlace, type TicketDraft } from './draft.ts'

/** What a message did to the draft, and so what is answered. */
export type Taken =
  | TakenInto<TicketDraft>
  | { kind: 'place_too_long'; draft: TicketDraft; length: number }
  /** The name of the one on whose behalf. */
  | { kind: 'author_search'; draft: TicketDraft }

/**
 * Takes a message into the draft. Words that answer no question belong to the description, because people write what is
 * wrong before they are asked.
 */
export function takeMessage(before: TicketDraft, message: Incoming): Taken {
  return takeIntoDraft(before, message, {
    maxFiles,
    isAtText: ({ step }) => step === 'description',
    answer,
    addText,
    goOn,
  })
}

function answer(draft: TicketDraft, { messageId, text }: Words): Taken | undefined {
  if (draft.step === 'author') {
    return { kind: 'author_search', draft: { ...draft, authorSearch: text.slice(0, maxPlace) } }
  }
  if (draft.step !== 'place') return undefined
  const { length } = [...text]
  return length > maxPlace
    ? { kind: 'place_too_long', draft: refused(draft, messageId), length }
    : { kind: 'ask', draft: fill(draft, { place: text, placeMessageId: messageId }) }
}
