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
  const { attachment, text, messageId, mediaGroupId: albumId } = message
  // apps cut a long text into messages with ids in a row; the answer to the first would have the next id
  const isRestOfRefused = attachment === undefined && before.refusedMessageId === messageId - 1
  if (isRestOfRefused) return { kind: 'silent', draft: { ...before, refusedMessageId: messageId } }
  if (attachment === undefined && text === undefined) return { kind: 'not_understood' }

  const isFull = attachment !== undefined && before.files.length >= maxFiles
  const files = attachment && !isFull ? [...before.files, attachment] : before.files
  const kept = { ...before, files, albumId }
  const words = [before.text, text].filter((part) => part !== undefined).join('\n')
  const { length } = [...words]
  if (length > maxWords) return { kind: 'too_long', draft: { ...kept, refusedMessageId: messageId }, length }

  const draft: Gathering = { ...kept, ...(words === '' ? {} : { text: words }) }
  const isRestOfAlbum = albumId !== undefined && albumId === before.albumId
  if (isFull) {
    const wasSaid = isRestOfAlbum && before.fullAlbumId === albumId
    return wasSaid
      ? { kind: 'silent', draft }
      : { kind: 'files_full', draft: { ...draft, fullAlbumId: albumId } }
  }
  if (isRestOfAlbum && text === undefined) return { kind: 'silent', draft }
  if (!isSendable(draft)) return { kind: 'words_needed', draft }
  return { kind: 'ready', draft, isAlbum: albumId !== undefined }
}

/** Whether what was gathered says anything: a remark says in words what has to be done again. */
export function isSendable({ action, text, files }: Gathering): boolean {
  return text !== undefined || (action !== 'return' && files.length > 0)
}
