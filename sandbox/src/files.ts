import { randomBytes } from 'node:crypto'
import type { MediaKind, TgFile, TgMessage } from './telegram-objects.ts'
import type { StoredFile, World } from './world.ts'

export type NewFile = {
  kind: MediaKind
  name?: string | undefined
  mime?: string | undefined
  /** Either the bytes, or how many zeros stand for them. */
  bytes?: Buffer | undefined
  size?: number | undefined
  width?: number | undefined
  height?: number | undefined
  duration?: number | undefined
}

const kinds: Record<MediaKind, { folder: string; mime: string; extension: string; prefix: string }> = {
  photo: { folder: 'photos', mime: 'image/jpeg', extension: 'jpg', prefix: 'AgACAgIAAxkBAAI' },
  document: {
    folder: 'documents',
    mime: 'application/octet-stream',
    extension: 'bin',
    prefix: 'BQACAgIAAxkBAAI',
  },
  voice: { folder: 'voice', mime: 'audio/ogg', extension: 'oga', prefix: 'AwACAgIAAxkBAAI' },
  video: { folder: 'videos', mime: 'video/mp4', extension: 'mp4', prefix: 'BAACAgIAAxkBAAI' },
  audio: { folder: 'music', mime: 'audio/mpeg', extension: 'mp3', prefix: 'CQACAgIAAxkBAAI' },
  sticker: { folder: 'stickers', mime: 'image/webp', extension: 'webp', prefix: 'CAACAgIAAxkBAAI' },
  animation: { folder: 'animations', mime: 'video/mp4', extension: 'mp4', prefix: 'CgACAgIAAxkBAAI' },
  video_note: { folder: 'video_notes', mime: 'video/mp4', extension: 'mp4', prefix: 'DQACAgIAAxkBAAI' },
}

export function storeFile(world: World, given: NewFile): StoredFile {
  const { folder, mime, extension, prefix } = kinds[given.kind]
  const number = world.counters.file++
  const ending = /\.(\w{1,8})$/.exec(given.name ?? '')?.[1] ?? extension
  const file: StoredFile = {
    id: prefix + randomBytes(36).toString('base64url'),
    uniqueId: `AQAD${randomBytes(8).toString('base64url')}`,
    kind: given.kind,
    path: `${folder}/file_${number}.${ending}`,
    name: given.name,
    mime: given.mime ?? mime,
    size: given.bytes?.length ?? given.size ?? 0,
    width: given.width,
    height: given.height,
    duration: given.duration,
    bytes: given.bytes,
  }
  world.files.set(file.id, file)
  return file
}

export function fileBytes(file: StoredFile): Buffer {
  return file.bytes ?? Buffer.alloc(file.size)
}

/** The file as its field in a message; a photo comes in two sizes, largest last, as Telegram sends it. */
export function mediaField(file: StoredFile): Pick<TgMessage, MediaKind> {
  const { id, uniqueId, size, width, height, duration, name, mime } = file
  const object: TgFile = { file_id: id, file_unique_id: uniqueId, file_size: size }
  switch (file.kind) {
    case 'photo': {
      const [w, h] = [width ?? 1280, height ?? 960]
      const scale = Math.min(1, 320 / Math.max(w, h))
      const small = { width: Math.round(w * scale), height: Math.round(h * scale) }
      const preview = { ...object, file_id: `${id}_s`, file_unique_id: `${uniqueId}s`, ...small }
      return { photo: [preview, { ...object, width: w, height: h }] }
    }
    case 'sticker':
      return {
        sticker: { ...object, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false },
      }
    case 'voice':
      return { voice: { ...object, duration: duration ?? 3, mime_type: mime } }
    case 'video_note':
      return { video_note: { ...object, duration: duration ?? 3, length: 240 } }
    case 'audio':
      return { audio: { ...object, duration: duration ?? 3, file_name: name, mime_type: mime } }
    case 'document':
      return { document: { ...object, file_name: name, mime_type: mime } }
    case 'video':
    case 'animation': {
      const sized = { width: width ?? 640, height: height ?? 480, duration: duration ?? 3 }
      return { [file.kind]: { ...object, ...sized, file_name: name, mime_type: mime } }
    }
  }
}

/** A stored file by its id; the id of a photo's preview names the same bytes. */
export function findFile(world: World, id: string): StoredFile | undefined {
  return world.files.get(id) ?? world.files.get(id.replace(/_s$/, ''))
}
