import type { Person } from '../../people/person.ts'

/** Somebody who can be given an order. */
export interface Doer extends Pick<Person, 'id' | 'name' | 'role'> {
  /** Telegram does not let us write to him. */
  isUnreachable: boolean
}

/** So many that their buttons and those below them fit a phone. */
const pageSize = 6

export interface DoersPage {
  doers: Doer[]
  /** From 0; the last one when a later one was asked for. */
  page: number
  hasNext: boolean
}

export function pageOfDoers(doers: readonly Doer[], wanted: number): DoersPage {
  const last = Math.max(0, Math.ceil(doers.length / pageSize) - 1)
  const page = Math.min(wanted, last)
  return { doers: doers.slice(page * pageSize, (page + 1) * pageSize), page, hasNext: page < last }
}

export interface DoersCalled {
  /** Those whose names have all the words; whatever their case, ё as е. */
  found: Doer[]
  /** Who is meant: the only one with all of that name, else with these whole words in it, else the only one found. */
  one: Doer | undefined
}

/** Looks for names among these people. They are made ready once: somebody may name a hundred. */
export function createDoerSearch(doers: readonly Doer[]): (search: string) => DoersCalled {
  const known = doers.map((doer) => ({ doer, name: comparable(doer.name), words: wordsIn(doer.name) }))
  return (search) => {
    const words = wordsIn(search)
    const found = known.filter(({ name }) => words.every((word) => name.includes(word)))
    const whole = found.filter((one) => words.every((word) => one.words.includes(word)))
    const exact = whole.filter((one) => one.words.length === words.length)
    const closest = [exact, whole, found].find((some) => some.length > 0) ?? []
    return {
      found: found.map(({ doer }) => doer),
      one: closest.length === 1 ? closest[0]?.doer : undefined,
    }
  }
}

/** What somebody typed to name several people: «Иванова, Петров и Сидоров». */
export function namesIn(text: string): string[] {
  return text
    .split(/[,;\n]|\s(?:и|and)\s/i)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function wordsIn(text: string): string[] {
  return comparable(text)
    .split(/\s+/)
    .filter((word) => word !== '')
}

function comparable(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е')
}
