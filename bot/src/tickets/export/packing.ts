import { once } from 'node:events'
import { crc32, createDeflateRaw } from 'node:zlib'

/** What a stream of bytes became: small enough to be kept, though the bytes would not be. */
export interface Packed {
  /** As deflate writes them. */
  pieces: readonly Buffer[]
  packedBytes: number
  /** Of what was packed. */
  bytes: number
  crc: number
}

/** Packs bytes as they come, beside the event loop; at most what was given last is held unpacked. Disposing of it ends it. */
export interface Packing extends Disposable {
  readonly bytes: number
  readonly packedBytes: number
  add(piece: Uint8Array): Promise<void>
  end(): Promise<Packed>
}

export function createPacking(): Packing {
  const deflate = createDeflateRaw({ level: 4 })
  const pieces: Buffer[] = []
  let bytes = 0
  let packedBytes = 0
  let crc = 0
  deflate.on('data', (piece: Buffer) => {
    pieces.push(piece)
    packedBytes += piece.byteLength
  })
  return {
    get bytes() {
      return bytes
    },
    get packedBytes() {
      return packedBytes
    },
    add(piece) {
      bytes += piece.byteLength
      crc = crc32(piece, crc)
      return new Promise((resolve, reject) => {
        deflate.write(piece, (error) => (error ? reject(error) : resolve()))
      })
    },
    async end() {
      const ended = once(deflate, 'end')
      deflate.end()
      await ended
      return { pieces, packedBytes, bytes, crc }
    },
    [Symbol.dispose]() {
      deflate.destroy()
    },
  }
}
