import type { Incoming } from '../../telegram/incoming.ts'
import { addFile, addText, fill, goOn, maxPlace, type TicketDraft } from './draft.ts'

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
  const { attachment, text } = message
  if (isRestOfRefused(before, message)) {
    return { kind: 'silent', draft: { ...before, refusedMessageId: message.messageId } }
  }
  if (attachment === undefined && text === undefined) return { kind: 'not_understood', draft: before }

  const seen = startAlbum(before, message)
  const withFile = attachment ? addFile(seen.draft, attachment) : seen.draft
  const draft = withFile ?? seen.draft
  if (text !== undefined) return takeText(draft, message.messageId, text, attachment !== undefined)

  if (withFile === undefined) {
    if (draft.album?.fullTold) return { kind: 'silent', draft }
    const album = draft.album && { ...draft.album, fullTold: true }
    return { kind: 'files_full', draft: { ...draft, ...(album ? { album } : {}) } }
  }
  if (seen.isRest) return { kind: 'silent', draft }
  if (draft.step === 'description' && draft.parts.length === 0) return { kind: 'ask_words', draft }
  return { kind: 'ask', draft, added: 'files' }
}

function takeText(draft: TicketDraft, messageId: number, text: string, isCaption: boolean): Taken {
  if (draft.step === 'author' && !isCaption) {
    return { kind: 'author_search', draft: { ...draft, authorSearch: text.slice(0, maxPlace) } }
  }
  if (draft.step === 'place' && !isCaption) {
    const { length } = [...text]
    return length > maxPlace
      ? { kind: 'place_too_long', draft: { ...draft, refusedMessageId: messageId }, length }
      : { kind: 'ask', draft: fill(draft, { place: text, placeMessageId: messageId }) }
  }
  const added = addText(draft, { messageId, text })
  if (added.kind === 'too_long') {
    return { kind: 'text_too_long', draft: { ...draft, refusedMessageId: messageId }, length: added.length }
  }
  return draft.step === 'description'
    ? { kind: 'ask', draft: goOn(added.draft) }
    : { kind: 'ask', draft: added.draft, added: 'text' }
}

/** Telegram's apps cut a long text into messages with ids in a row; the answer to the first would have the next id. */
function isRestOfRefused(draft: TicketDraft, { messageId, text, attachment }: Incoming): boolean {
  return text !== undefined && attachment === undefined && draft.refusedMessageId === messageId - 1
}

function startAlbum(draft: TicketDraft, { mediaGroupId }: Incoming): { draft: TicketDraft; isRest: boolean } {
  if (mediaGroupId === undefined) return { draft: { ...draft, album: undefined }, isRest: false }
  if (draft.album?.id === mediaGroupId) return { draft, isRest: true }
  return { draft: { ...draft, album: { id: mediaGroupId, fullTold: false } }, isRest: false }
}
