import { findFile, storeFile } from '../files.ts'
import type { Params, Upload } from '../params.ts'
import { badRequest } from '../refusal.ts'
import { imageSize } from '../sample-files.ts'
import type { MediaKind } from '../telegram-objects.ts'
import type { StoredFile, World } from '../world.ts'

const megabyte = 1024 * 1024

/** The file of a sending method: uploaded under the parameter's name, by attach://, or known by its file_id. */
export function readFileParam(world: World, params: Params, kind: MediaKind): StoredFile {
  const upload = params.upload(kind)
  if (upload) return storeUpload(world, kind, upload)
  const value = params.text(kind)
  if (value === '') throw badRequest(`there is no ${kind.replace('_', ' ')} in the request`)
  return resolveFile(world, params, kind, value)
}

/** A file named by text: `attach://name`, a file_id, or an address, which the sandbox does not fetch. */
export function resolveFile(world: World, params: Params, kind: MediaKind, value: string): StoredFile {
  if (value.startsWith('attach://')) {
    const upload = params.upload(value.slice('attach://'.length))
    if (!upload) throw badRequest('invalid file HTTP URL specified: URL host is empty')
    return storeUpload(world, kind, upload)
  }
  if (/^https?:\/\//.test(value)) throw badRequest('failed to get HTTP URL content')
  const file = findFile(world, value)
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified')
  if (file.kind !== kind)
    throw badRequest(`can't use file of type ${typeName(file.kind)} as ${typeName(kind)}`)
  return file
}

function storeUpload(world: World, kind: MediaKind, { name, mime, bytes }: Upload): StoredFile {
  if (bytes.length === 0) throw badRequest('file must be non-empty')
  const size = kind === 'photo' ? checkPhoto(bytes) : undefined
  const given = mime === 'application/octet-stream' && kind !== 'document' ? undefined : mime
  const shownName = kind === 'photo' || kind === 'voice' ? undefined : name
  return storeFile(world, { kind, name: shownName, mime: given, bytes, ...size })
}

/** Photos are at most 10 MB, 10,000 pixels in width plus height, and 20 to 1 in shape. */
function checkPhoto(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length > 10 * megabyte) {
    throw badRequest(`file of size ${bytes.length} bytes is too big for a photo`)
  }
  const size = imageSize(bytes)
  const start = bytes.subarray(0, 12).toString('latin1')
  if (!size && !start.startsWith('GIF8') && !start.endsWith('WEBP')) throw badRequest('IMAGE_PROCESS_FAILED')
  if (!size) return undefined
  const { width, height } = size
  const isOdd =
    width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height) || width * height === 0
  if (isOdd) throw badRequest('PHOTO_INVALID_DIMENSIONS')
  return size
}

function typeName(kind: MediaKind): string {
  const names: Record<MediaKind, string> = {
    photo: 'Photo',
    document: 'Document',
    voice: 'VoiceNote',
    video: 'Video',
    audio: 'Audio',
    sticker: 'Sticker',
    animation: 'Animation',
    video_note: 'VideoNote',
  }
  return names[kind]
}
