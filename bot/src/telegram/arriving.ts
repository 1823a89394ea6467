import { z } from 'zod'
import { type Attachment, attachmentShape, type Incoming } from './incoming.ts'

/** What a dialogue remembers that takes texts and files, which may arrive in pieces; a part of its shape. */
export const arrivingShape = {
  files: z.array(attachmentShape),
  /** The album that is just arriving: its first file was answered. */
  album: z.object({ id: z.string(), fullTold: z.boolean() }).optional(),
  /** The message that was refused last as too long. */
  refusedMessageId: z.number().optional(),
}

export interface Arriving {
  files: Attachment[]
  album?: { id: string; fullTold: boolean } | undefined
  refusedMessageId?: number | undefined
}

/** What has come, the file being in the draft already if it fits. */
export type Arrived<D> =
  /** `isFull`: of a caption, whose file is one too many, and that was not said yet. */
  | { kind: 'words'; draft: D; text: string; isCaption: boolean; isFull: boolean }
  | { kind: 'file'; draft: D }
  | { kind: 'files_full'; draft: D }
  /** Another file of an album, or the rest of a text that was refused: answered already. */
  | { kind: 'silent'; draft: D }
  /** A sticker, a poll, a contact. */
  | { kind: 'not_understood'; draft: D }

export function takeArrived<D extends Arriving>(before: D, message: Incoming, maxFiles: number): Arrived<D> {
  const { attachment, text, messageId, mediaGroupId } = message
  if (isRestOfRefused(before, message)) return { kind: 'silent', draft: refused(before, messageId) }
  if (attachment === undefined && text === undefined) return { kind: 'not_understood', draft: before }

  const isRestOfAlbum = mediaGroupId !== undefined && before.album?.id === mediaGroupId
  const newAlbum = mediaGroupId === undefined ? undefined : { id: mediaGroupId, fullTold: false }
  const album = isRestOfAlbum ? before.album : newAlbum
  const withFile = attachment ? addFile(before, attachment, maxFiles) : before
  const isFull = withFile === undefined
  const isNews = isFull && album?.fullTold !== true
  const draft = { ...(withFile ?? before), album: isFull && album ? { ...album, fullTold: true } : album }
  if (text !== undefined) {
    return { kind: 'words', draft, text, isCaption: attachment !== undefined, isFull: isNews }
  }
  if (isFull) return { kind: isNews ? 'files_full' : 'silent', draft }
  return { kind: isRestOfAlbum ? 'silent' : 'file', draft }
}

/** Adds a file; the same one twice is one. Undefined when there are as many as may be. */
export function addFile<D extends Pick<Arriving, 'files'>>(
  draft: D,
  file: Attachment,
  maxFiles: number,
): D | undefined {
  if (draft.files.some(({ fileUniqueId }) => fileUniqueId === file.fileUniqueId)) return draft
  return draft.files.length >= maxFiles ? undefined : { ...draft, files: [...draft.files, file] }
}

/** Remembers a text that was refused as too long. */
export function refused<D extends Pick<Arriving, 'refusedMessageId'>>(draft: D, messageId: number): D {
  return { ...draft, refusedMessageId: messageId }
}

/** Telegram's apps cut a long text into messages with ids in a row; the answer to the first would have the next id. */
export function isRestOfRefused(
  { refusedMessageId }: Pick<Arriving, 'refusedMessageId'>,
  { messageId, text, attachment }: Incoming,
): boolean {
  return text !== undefined && attachment === undefined && refusedMessageId === messageId - 1
}
