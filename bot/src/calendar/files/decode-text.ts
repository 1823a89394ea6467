export type Decoded = { kind: 'text'; text: string } | { kind: 'spreadsheet' } | { kind: 'not_text' }

/** How the files of Excel begin: a zip archive, and the older format. */
const spreadsheets = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('d0cf11e0', 'hex')]

/** Reads the bytes of a file as text: UTF-8 where that is possible, else what Excel writes in Russia. */
export function decodeText(bytes: Buffer): Decoded {
  if (spreadsheets.some((head) => bytes.subarray(0, head.length).equals(head))) return { kind: 'spreadsheet' }
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  return /(?![\t\n\f\r])\p{Cc}/u.test(text) ? { kind: 'not_text' } : { kind: 'text', text }
}

function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1251'
  }
}
