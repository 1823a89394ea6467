import { crc32, deflateSync } from 'node:zlib'
import type { NewFile } from './files.ts'
import type { MediaKind } from './telegram-objects.ts'

/** A small real file of each kind, for tests that only need "a photo". */
export function sampleFile(kind: MediaKind): NewFile {
  switch (kind) {
    case 'photo':
      return {
        kind,
        name: 'photo.png',
        mime: 'image/png',
        bytes: gradientPng(320, 240),
        width: 320,
        height: 240,
      }
    case 'document':
      return { kind, name: 'заявка.txt', mime: 'text/plain', bytes: Buffer.from('Пример документа\n') }
    case 'sticker':
      return { kind, name: 'sticker.webp', mime: 'image/webp', bytes: Buffer.from(tinyWebp, 'base64') }
    case 'voice':
      return { kind, mime: 'audio/ogg', bytes: Buffer.concat([Buffer.from('OggS'), Buffer.alloc(2000)]) }
    case 'audio':
      return {
        kind,
        name: 'audio.mp3',
        mime: 'audio/mpeg',
        bytes: Buffer.concat([Buffer.from('ID3'), Buffer.alloc(2000)]),
      }
    case 'video':
    case 'animation':
    case 'video_note': {
      const header = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex')
      return {
        kind,
        name: 'video.mp4',
        mime: 'video/mp4',
        bytes: Buffer.concat([header, Buffer.alloc(2000)]),
      }
    }
  }
}

const tinyWebp = 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='

/** Width and height of a PNG or JPEG; undefined for anything else. */
export function imageSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length > 24 && bytes.subarray(1, 4).toString('latin1') === 'PNG') {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 < bytes.length) {
    const marker = bytes.readUInt16BE(at)
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

function gradientPng(width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 3) + 1 + x * 3
      rows[at] = 90 + Math.round((x / width) * 120)
      rows[at + 1] = 140
      rows[at + 2] = 200 - Math.round((y / height) * 90)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
