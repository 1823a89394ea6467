import type { AttachmentKind } from '../../telegram/incoming.ts'
import type { StoredAttachment } from '../ticket-messages-store.ts'

/** Kinds that Telegram shows together in one album; a kind without an album is sent alone. */
const albums: Record<AttachmentKind, 'pictures' | 'documents' | 'audio' | undefined> = {
  photo: 'pictures',
  video: 'pictures',
  document: 'documents',
  audio: 'audio',
  voice: undefined,
  video_note: undefined,
}

const maxAlbum = 10

/** Puts files into as few messages as Telegram's rules for albums allow, in the order in which they came. */
export function batchesOf(files: readonly StoredAttachment[]): StoredAttachment[][] {
  const batches: StoredAttachment[][] = []
  const open = new Map<string, StoredAttachment[]>()
  for (const file of files) {
    const album = albums[file.kind]
    const batch = album && open.get(album)
    if (batch && batch.length < maxAlbum) {
      batch.push(file)
      continue
    }
    const begun = [file]
    batches.push(begun)
    if (album) open.set(album, begun)
  }
  return batches
}
