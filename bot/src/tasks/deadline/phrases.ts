import type { PhraseDates } from './phrase-dates.ts'

/** A phrase that chrono does not know, and the words for it that it does. */
export interface Phrase {
  pattern: RegExp
  /** Groups that took no part are empty. Undefined: this is no date, and so the whole text is none. */
  become(dates: PhraseDates, groups: string[]): string | undefined
}

/** `pattern` holds between the borders of words; JavaScript's \b knows Latin letters only. */
export function phrase(pattern: string, become: string | Phrase['become']): Phrase {
  return {
    pattern: new RegExp(`(?<![\\p{L}\\d.:-])(?:${pattern})(?![\\p{L}\\d])`, 'gu'),
    become: typeof become === 'string' ? () => become : become,
  }
}

/** Replaces one kind of phrase after the other. Undefined when one of them says that there is no date. */
export function rewritePhrases(
  words: string,
  phrases: readonly Phrase[],
  dates: PhraseDates,
): string | undefined {
  let isDate = true
  let text = words
  for (const { pattern, become } of phrases) {
    const replaced = text.replace(pattern, (_match: string, ...found: unknown[]) => {
      // behind the groups come the offset and the whole text
      const groups = found.slice(0, -2).map((group) => (typeof group === 'string' ? group : ''))
      const words = become(dates, groups)
      if (words === undefined) isDate = false
      return ` ${words ?? ''} `
    })
    text = replaced.replace(/\s+/g, ' ').trim()
  }
  return isDate ? text : undefined
}

/** Parts of a school day when a deadline is told by them. In the evening: people have gone home. */
export const timesOfDay = {
  morning: '09:00',
  noon: '12:00',
  afternoon: '15:00',
  evening: '19:00',
  midnight: '23:59',
}

/** «в 3»: nobody gives orders for the night. */
export function workingHour(hour: number): number {
  return hour >= 1 && hour <= 6 ? hour + 12 : hour
}
