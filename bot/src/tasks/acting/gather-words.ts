import { refused, takeArrived } from '../../telegram/arriving.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import type { Gathering } from './acting-dialogues.ts'

export const maxWords = 4000
export const maxFiles = 10

/** What a message did to what is being gathered, and so what is answered. */
export type Gathered =
  /** There is something to send now. */
  | { kind: 'ready'; draft: Gathering; isAlbum: boolean }
  /** Another file of an album, or the rest of a text that was refused: answered already. */
  | { kind: 'silent'; draft: Gathering }
  /** A remark needs words, and only files have come. */
  | { kind: 'words_needed'; draft: Gathering }
  | { kind: 'too_long'; draft: Gathering; length: number }
  | { kind: 'files_full'; draft: Gathering }
  /** A sticker, a poll, a contact. */
  | { kind: 'not_understood' }

/** Adds a message to a report, a comment or a remark. Texts become paragraphs, in the order in which they came. */
export function gather(before: Gathering, message: Incoming): Gathered {
  const arrived = takeArrived(before, message, maxFiles)
  const { draft } = arrived
  const isAlbum = message.mediaGroupId !== undefined
  switch (arrived.kind) {
    case 'words': {
      const text = before.text === undefined ? arrived.text : `${before.text}\n${arrived.text}`
      const { length } = [...text]
      if (length > maxWords) return { kind: 'too_long', draft: refused(draft, message.messageId), length }
      const written: Gathering = { ...draft, text }
      return arrived.isFull
        ? { kind: 'files_full', draft: written }
        : { kind: 'ready', draft: written, isAlbum }
    }
    case 'file':
      return isSendable(draft) ? { kind: 'ready', draft, isAlbum } : { kind: 'words_needed', draft }
    case 'files_full':
    case 'silent':
      return { kind: arrived.kind, draft }
    case 'not_understood':
      return { kind: 'not_understood' }
    default:
      return arrived satisfies never
  }
}

/** Whether what was gathered says anything: a remark says in words what has to be done again. */
export function isSendable({ action, text, files }: Gathering): boolean {
  return text !== undefined || (action !== 'return' && files.length > 0)
}
