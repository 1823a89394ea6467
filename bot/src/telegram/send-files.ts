import type { Api } from './api.ts'
import { batchesOf, type StoredFile } from './file-batches.ts'
import type { AttachmentKind } from './incoming.ts'
import { isTakenBeside, type Place } from './send-beside.ts'

const methods: Record<AttachmentKind, string> = {
  photo: 'sendPhoto',
  document: 'sendDocument',
  voice: 'sendVoice',
  video: 'sendVideo',
  audio: 'sendAudio',
  video_note: 'sendVideoNote',
}

export interface FileWords {
  /** Under the first file of each message, so that it says what it belongs to. */
  caption: string
  /** Files that Telegram does not take any more are left out, and this is said instead. */
  lost(count: number): string
}

export interface FilesToSend {
  place: Place
  files: readonly StoredFile[]
  words: FileWords
  /** Told after each message, while some are left, so that a repeated delivery goes on where this one stopped. */
  onRest(ids: number[]): Promise<void>
}

/** Sends files in as few messages as albums allow. */
export async function sendFiles(api: Api, { place, files, words, onRest }: FilesToSend): Promise<void> {
  const batches = batchesOf(files)
  for (const [i, batch] of batches.entries()) {
    await sendBatch(api, place, batch, words)
    const rest = batches.slice(i + 1).flat()
    if (rest.length > 0) await onRest(rest.map(({ id }) => id))
  }
}

async function sendBatch(
  api: Api,
  place: Place,
  batch: readonly StoredFile[],
  { caption, lost: lostText }: FileWords,
): Promise<void> {
  if (
    batch.length > 1 &&
    (await isTakenBeside(api, 'sendMediaGroup', { ...place, media: album(batch, caption) }))
  )
    return
  let lost = 0
  for (const { kind, fileId } of batch) {
    const params = { ...place, [kind]: fileId, ...(kind === 'video_note' ? {} : { caption }) }
    if (!(await isTakenBeside(api, methods[kind], params))) lost += 1
  }
  if (lost > 0) await isTakenBeside(api, 'sendMessage', { ...place, text: lostText(lost) })
}

function album(batch: readonly StoredFile[], caption: string): object[] {
  return batch.map(({ kind, fileId }, i) => ({ type: kind, media: fileId, ...(i === 0 ? { caption } : {}) }))
}
