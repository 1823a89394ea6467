/** Segments of the log of changes: 16 MB each, as every cluster of the image has them. */
export const segmentBytes = 16 * 2 ** 20

/** A place in the log, such as 0/3000120, as a number of bytes. */
export function bytesOf(position: string): bigint {
  const [high = '', low = ''] = position.split('/')
  if (!/^[\dA-F]{1,8}$/i.test(high) || !/^[\dA-F]{1,8}$/i.test(low)) {
    throw new Error(`${position} is no place in the log of changes`)
  }
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}

/** The number of the segment that a place is in. */
export const segmentAt = (position: string) => Number(bytesOf(position) / BigInt(segmentBytes))

/** The name of a segment's file. */
export function segmentName(timeline: number, number: number): string {
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0')
  return `${hex(timeline)}${hex(Math.floor(number / 256))}${hex(number % 256)}`
}

/** How much of a segment a file has: all, all and compressed, or what had come so far. */
export type SegmentForm = 'whole' | 'packed' | 'partial'

export interface SegmentName {
  timeline: number
  number: number
  form: SegmentForm
}

const forms: Readonly<Record<string, SegmentForm>> = { '': 'whole', '.gz': 'packed', '.partial': 'partial' }

/** Undefined for a file that is no segment. */
export function readSegmentName(name: string): SegmentName | undefined {
  const [, timeline = '', high = '', low = '', ending = ''] =
    /^([\dA-F]{8})([\dA-F]{8})([\dA-F]{8})(\.gz|\.partial)?$/.exec(name) ?? []
  const form = forms[ending]
  if (timeline === '' || form === undefined) return undefined
  const number = Number.parseInt(high, 16) * 256 + Number.parseInt(low, 16)
  return { timeline: Number.parseInt(timeline, 16), number, form }
}
