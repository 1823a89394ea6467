import type { Attachment, AttachmentKind } from './incoming.ts'

/** A file as features keep it. */
export interface StoredFile extends Pick<Attachment, 'kind' | 'fileId'> {
  id: number
}

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
export function batchesOf(files: readonly StoredFile[]): StoredFile[][] {
  const batches: StoredFile[][] = []
  const open = new Map<string, StoredFile[]>()
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
