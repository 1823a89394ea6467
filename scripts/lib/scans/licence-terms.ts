/**
 * Whether a licence may be used, when these may: one of them, or an expression of SPDX in which every part joined by AND,
 * and one of those joined by OR, may. What cannot be read may not.
 */
export function allows(allowed: ReadonlySet<string>, licence: string): boolean {
  const words = licence.replace(/[()]/g, ' $& ').trim().split(/\s+/)
  const either = (): boolean => {
    let may = both()
    while (words[0] === 'OR') {
      words.shift()
      may = both() || may
    }
    return may
  }
  const both = (): boolean => {
    let may = one()
    while (words[0] === 'AND') {
      words.shift()
      may = one() && may
    }
    return may
  }
  const one = (): boolean => {
    const word = words.shift() ?? ''
    if (word !== '(') return allowed.has(word)
    const may = either()
    return words.shift() === ')' && may
  }
  const may = either()
  return may && words.length === 0
}
