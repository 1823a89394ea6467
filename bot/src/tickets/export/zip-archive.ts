import type { Packed } from './packing.ts'

/** A file in an archive. */
export interface ArchivedFile {
  name: string
  packed: Packed
}

/** 1 January 2026: when a file was made is nobody's business, and the format wants some day. */
const day = ((2026 - 1980) << 9) | (1 << 5) | 1
const deflated = 8
const version = 20
const namesAreUtf8 = 0x0800

/** The pieces of a zip archive, in order (APPNOTE 6.3: below 4 GB, without comments). */
export function zipArchive(files: readonly ArchivedFile[]): Buffer[] {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, packed } of files) {
    const fields = fieldsOf(name, packed)
    directory.push(record(0x02014b50, [version], fields, [0, 0, 0], [0, at]), Buffer.from(name))
    const head = record(0x04034b50, [], fields, [], [])
    pieces.push(head, Buffer.from(name), ...packed.pieces)
    at += head.byteLength + Buffer.byteLength(name) + packed.packedBytes
  }
  const directoryBytes = directory.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(at, 16)
  return [...pieces, ...directory, end]
}

/** What the head of a file and its line in the directory have in common. */
function fieldsOf(name: string, { crc, packedBytes, bytes }: Packed): Buffer {
  const fields = Buffer.alloc(26)
  for (const [i, value] of [version, namesAreUtf8, deflated, 0, day].entries())
    fields.writeUInt16LE(value, 2 * i)
  for (const [i, value] of [crc, packedBytes, bytes].entries()) fields.writeUInt32LE(value, 10 + 4 * i)
  fields.writeUInt16LE(Buffer.byteLength(name), 22)
  return fields
}

function record(
  signature: number,
  before: readonly number[],
  fields: Buffer,
  words: readonly number[],
  longs: readonly number[],
): Buffer {
  const buffer = Buffer.alloc(4 + 2 * before.length + fields.byteLength + 2 * words.length + 4 * longs.length)
  let at = buffer.writeUInt32LE(signature, 0)
  for (const word of before) at = buffer.writeUInt16LE(word, at)
  at += fields.copy(buffer, at)
  for (const word of words) at = buffer.writeUInt16LE(word, at)
  for (const long of longs) at = buffer.writeUInt32LE(long, at)
  return buffer
}
