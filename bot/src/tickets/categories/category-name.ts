import { personNameFrom } from '../../people/person-name.ts'

const maxLength = 60

/** A name as an admin typed it, on one line; undefined when there is no word in it, or more than 60 characters. */
export function categoryNameFrom(typed: string): string | undefined {
  const name = personNameFrom(typed)
  const isWord = name !== undefined && /[\p{L}\p{N}]/u.test(name)
  return isWord && [...name].length <= maxLength ? name : undefined
}

/** One emoji alone; a flag or a family counts as one. */
export function categoryEmojiFrom(typed: string): string | undefined {
  const symbols = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(typed.trim())]
  const [first] = symbols
  if (symbols.length !== 1 || first === undefined || first.segment.length > 20) return undefined
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(first.segment)
    ? first.segment
    : undefined
}
