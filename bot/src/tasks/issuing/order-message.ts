import type { Incoming } from '../../telegram/incoming.ts'
import { addFile, addText } from './order-content.ts'
import { goOn, type OrderDraft } from './order-draft.ts'

/** What a message did to the draft, and so what is answered. */
export type Taken =
  /** The question of the step is asked, after a word about what was added beside it. */
  | { kind: 'ask'; draft: OrderDraft; added?: 'text' | 'files' }
  /** Another file of an album, or the rest of a text that was refused: answered already. */
  | { kind: 'silent'; draft: OrderDraft }
  /** A file came without a word of what is to be done. */
  | { kind: 'ask_words'; draft: OrderDraft }
  | { kind: 'files_full'; draft: OrderDraft }
  | { kind: 'text_too_long'; draft: OrderDraft; length: number }
  /** Names where people are asked for, and a date where the deadline is. */
  | { kind: 'answer'; draft: OrderDraft; text: string }
  /** Words where only buttons answer. */
  | { kind: 'press_instead'; draft: OrderDraft }
  /** A sticker, a poll, a contact. */
  | { kind: 'not_understood'; draft: OrderDraft }

/** Who says «да» to the check card wants it sent, not written below the order. */
const consent = /^(?:да|ок|окей|отправ(?:ь|ьте|ить|ляй|ляйте)|верно|yes|ok|okay|send(?: it)?)[.!]*$/i

/**
 * Takes a message into the draft, whatever the step: files are always kept, and captions and words at the check belong
 * to the text.
 */
export function takeMessage(before: OrderDraft, message: Incoming): Taken {
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
    return {
      kind: 'files_full',
      draft: { ...draft, album: draft.album && { ...draft.album, fullTold: true } },
    }
  }
  if (seen.isRest) return { kind: 'silent', draft }
  if (draft.step === 'text' && draft.parts.length === 0) return { kind: 'ask_words', draft }
  return { kind: 'ask', draft, added: 'files' }
}

function takeText(draft: OrderDraft, messageId: number, text: string, isCaption: boolean): Taken {
  if (!isCaption && draft.step === 'split') return { kind: 'press_instead', draft }
  if (!isCaption && draft.step === 'check' && consent.test(text)) return { kind: 'press_instead', draft }
  if (!isCaption && draft.step !== 'text' && draft.step !== 'check') return { kind: 'answer', draft, text }
  const added = addText(draft, { messageId, text })
  if (added.kind === 'too_long') {
    return { kind: 'text_too_long', draft: { ...draft, refusedMessageId: messageId }, length: added.length }
  }
  return draft.step === 'text'
    ? { kind: 'ask', draft: goOn(added.draft) }
    : { kind: 'ask', draft: added.draft, added: 'text' }
}

/** Telegram's apps cut a long text into messages with ids in a row; the answer to the first would have the next id. */
function isRestOfRefused(draft: OrderDraft, { messageId, text, attachment }: Incoming): boolean {
  return text !== undefined && attachment === undefined && draft.refusedMessageId === messageId - 1
}

function startAlbum(draft: OrderDraft, { mediaGroupId }: Incoming): { draft: OrderDraft; isRest: boolean } {
  if (mediaGroupId === undefined) return { draft: { ...draft, album: undefined }, isRest: false }
  if (draft.album?.id === mediaGroupId) return { draft, isRest: true }
  return { draft: { ...draft, album: { id: mediaGroupId, fullTold: false } }, isRest: false }
}
