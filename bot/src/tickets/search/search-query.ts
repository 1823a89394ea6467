/** What somebody looks for among the tickets. */
export interface SearchQuery {
  /** As it was typed, on one line and cut to a sensible length. */
  typed: string
  /** The number of a ticket, when that could be meant. */
  number: number | undefined
  /** Whether nothing but a number can be meant: «№15». */
  onlyNumber: boolean
  /** In the notation of `to_tsquery`: every word by its beginning. Empty when there is no word. */
  prefixes: string
}

const maxLength = 200
const maxWords = 12
const maxNumber = 2_147_483_647

/** Undefined when nothing that could be looked for was typed. */
export function searchQueryFrom(text: string): SearchQuery | undefined {
  const typed = [...oneLine(text)].slice(0, maxLength).join('').trim()
  const [, mark, digits] = /^(?:(?:заявк\p{L}*|ticket)\s*)?(№|#)?\s*(\d{1,10})$/iu.exec(typed) ?? []
  const number = digits === undefined ? undefined : Number(digits)
  const valid = number !== undefined && number > 0 && number <= maxNumber
  const words = wordsOf(typed)
  if (words.length === 0) return undefined
  return {
    typed,
    number: valid ? number : undefined,
    onlyNumber: valid && mark !== undefined,
    prefixes: hasOperators(typed) ? '' : words.map((word) => `'${word}':*`).join(' & '),
  }
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
}

/** Letters and digits only, so that quoting them is all the escaping there is; a number apart from letters before it. */
function wordsOf(typed: string): string[] {
  const words = typed.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.flatMap((word) => word.split(/(?<=[^\d])(?=\d)/)).slice(0, maxWords)
}

/** Quotes, a minus before a word, «or»: who writes these means exactly that, and not the beginnings of words. */
function hasOperators(typed: string): boolean {
  return /"|(?:^|\s)-[\p{L}\p{N}]|\sor\s/iu.test(typed)
}
