import { refused, takeArrived } from '../../telegram/arriving.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { addText, fill, goOn, maxFiles, maxPlace, type TicketDraft } from './draft.ts'

/** What a message did to the draft, and so what is answered. */
export type Taken =
  /** The question of the step is asked, after a word about what was added beside it. */
  | { kind: 'ask'; draft: TicketDraft; added?: 'text' | 'files' }
  /** Another file of an album, or the rest of a text that was refused: answered already. */
  | { kind: 'silent'; draft: TicketDraft }
  /** A file came without a word of what is wrong. */
  | { kind: 'ask_words'; draft: TicketDraft }
  | { kind: 'files_full'; draft: TicketDraft }
  | { kind: 'text_too_long'; draft: TicketDraft; length: number }
  | { kind: 'place_too_long'; draft: TicketDraft; length: number }
  /** The name of the one on whose behalf. */
  | { kind: 'author_search'; draft: TicketDraft }
  /** A sticker, a poll, a contact. */
  | { kind: 'not_understood'; draft: TicketDraft }

/**
 * Takes a message into the draft, whatever the step: files are always kept, and words that answer no question belong to
 * the description, because people write what is wrong before they are asked.
 */
export function takeMessage(before: TicketDraft, message: Incoming): Taken {
  const arrived = takeArrived(before, message, maxFiles)
  const { draft } = arrived
  switch (arrived.kind) {
    case 'words': {
      const taken = takeText(draft, message.messageId, arrived)
      return arrived.isFull && taken.kind === 'ask' ? { kind: 'files_full', draft: taken.draft } : taken
    }
    case 'file':
      if (draft.step === 'description' && draft.parts.length === 0) return { kind: 'ask_words', draft }
      return { kind: 'ask', draft, added: 'files' }
    case 'files_full':
    case 'silent':
    case 'not_understood':
      return arrived
    default:
      return arrived satisfies never
  }
}

function takeText(
  draft: TicketDraft,
  messageId: number,
  { text, isCaption }: { text: string; isCaption: boolean },
): Taken {
  if (draft.step === 'author' && !isCaption) {
    return { kind: 'author_search', draft: { ...draft, authorSearch: text.slice(0, maxPlace) } }
  }
  if (draft.step === 'place' && !isCaption) {
    const { length } = [...text]
    return length > maxPlace
      ? { kind: 'place_too_long', draft: refused(draft, messageId), length }
      : { kind: 'ask', draft: fill(draft, { place: text, placeMessageId: messageId }) }
  }
  const added = addText(draft, { messageId, text })
  if (added.kind === 'too_long') {
    return { kind: 'text_too_long', draft: refused(draft, messageId), length: added.length }
  }
  return draft.step === 'description'
    ? { kind: 'ask', draft: goOn(added.draft) }
    : { kind: 'ask', draft: added.draft, added: 'text' }
}
