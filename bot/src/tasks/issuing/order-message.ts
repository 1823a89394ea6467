import { refused, takeArrived } from '../../telegram/arriving.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { addText } from './order-content.ts'
import { goOn, maxFiles, type OrderDraft } from './order-draft.ts'

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
  const arrived = takeArrived(before, message, maxFiles)
  const { draft } = arrived
  switch (arrived.kind) {
    case 'words': {
      const taken = takeText(draft, message.messageId, arrived)
      return arrived.isFull && taken.kind === 'ask' ? { kind: 'files_full', draft: taken.draft } : taken
    }
    case 'file':
      if (draft.step === 'text' && draft.parts.length === 0) return { kind: 'ask_words', draft }
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
  draft: OrderDraft,
  messageId: number,
  { text, isCaption }: { text: string; isCaption: boolean },
): Taken {
  if (!isCaption && draft.step === 'split') return { kind: 'press_instead', draft }
  if (!isCaption && draft.step === 'check' && consent.test(text)) return { kind: 'press_instead', draft }
  if (!isCaption && draft.step !== 'text' && draft.step !== 'check') return { kind: 'answer', draft, text }
  const added = addText(draft, { messageId, text })
  if (added.kind === 'too_long') {
    return { kind: 'text_too_long', draft: refused(draft, messageId), length: added.length }
  }
  return draft.step === 'text'
    ? { kind: 'ask', draft: goOn(added.draft) }
    : { kind: 'ask', draft: added.draft, added: 'text' }
}
