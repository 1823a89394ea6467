import type { WriteStream } from 'node:tty'
import { sizeOf } from '../words/sizes-and-ages.ts'

/** One line that changes in its place, for a person who waits; nothing where nobody looks on. */
export function createProgress(stream: WriteStream): {
  progress: (what: string, bytes: number) => void
  show: (words: string) => void
  end: () => void
} {
  let shownAt = 0
  let isOpen = false
  function show(words: string): void {
    if (!stream.isTTY || Date.now() - shownAt < 200) return
    shownAt = Date.now()
    isOpen = true
    stream.write(`\r\u001B[2K  ${words}`)
  }
  return {
    show,
    progress: (what, bytes) => show(`${what}: ${sizeOf(bytes)}`),
    end() {
      if (isOpen) stream.write('\r\u001B[2K')
      isOpen = false
    },
  }
}
