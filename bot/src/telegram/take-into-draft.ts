import { type Arriving, refused, takeArrived } from './arriving.ts'
import type { Incoming } from './incoming.ts'

/** What a message did to a draft whose text and files it fills, and so what is answered. */
export type TakenInto<D> =
  /** The question of the step is asked, after a word about what was added beside it. */
  | { kind: 'ask'; draft: D; added?: 'text' | 'files' }
  /** Another file of an album, or the rest of a text that was refused: answered already. */
  | { kind: 'silent'; draft: D }
  /** A file came where the text is asked for, and no word of it. */
  | { kind: 'ask_words'; draft: D }
  | { kind: 'files_full'; draft: D }
  | { kind: 'text_too_long'; draft: D; length: number }
  /** A sticker, a poll, a contact. */
  | { kind: 'not_understood'; draft: D }

export interface Words {
  messageId: number
  text: string
}

/** What one kind of draft makes of words. */
export interface DraftRules<D, Own> {
  maxFiles: number
  isAtText(draft: D): boolean
  /** What words mean that answer the question of another step; undefined: they belong to the text. */
  answer(draft: D, words: Words): Own | undefined
  addText(draft: D, words: Words): { kind: 'added'; draft: D } | { kind: 'too_long'; length: number }
  goOn(draft: D): D
}

/** Takes a message into a draft, whatever the step: files are always kept, and captions belong to the text. */
export function takeIntoDraft<D extends Arriving & { parts: readonly Words[] }, Own>(
  before: D,
  message: Incoming,
  rules: DraftRules<D, Own>,
): TakenInto<D> | Own {
  const arrived = takeArrived(before, message, rules.maxFiles)
  const { draft } = arrived
  switch (arrived.kind) {
    case 'words': {
      const words = { messageId: message.messageId, text: arrived.text }
      const answer = arrived.isCaption ? undefined : rules.answer(draft, words)
      if (answer !== undefined) return answer
      const taken = takeText(draft, words, rules)
      return arrived.isFull && taken.kind === 'ask' ? { kind: 'files_full', draft: taken.draft } : taken
    }
    case 'file':
      if (rules.isAtText(draft) && draft.parts.length === 0) return { kind: 'ask_words', draft }
      return { kind: 'ask', draft, added: 'files' }
    case 'files_full':
    case 'silent':
    case 'not_understood':
      return arrived
    default:
      return arrived satisfies never
  }
}

function takeText<D extends Arriving>(
  draft: D,
  words: Words,
  { addText, isAtText, goOn }: DraftRules<D, unknown>,
): TakenInto<D> {
  const added = addText(draft, words)
  if (added.kind === 'too_long') {
    return { kind: 'text_too_long', draft: refused(draft, words.messageId), length: added.length }
  }
  return isAtText(draft)
    ? { kind: 'ask', draft: goOn(added.draft) }
    : { kind: 'ask', draft: added.draft, added: 'text' }
}
