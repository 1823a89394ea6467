/** What somebody typed as a target: working seconds, null for none; or it was no such thing, or out of bounds. */
export type TypedTarget =
  | { kind: 'target'; seconds: number | null }
  | { kind: 'not_understood' }
  | { kind: 'out_of_bounds' }

export const shortestMinutes = 5
export const longestHours = 400

const none = ['нет', 'без срока', 'none', 'no', 'no target']
const hours = '(?<hours>\\d{1,6}(?:[.,]\\d{1,3})?)\\s*(?:ч|час|часа|часов|h|hr|hrs|hour|hours)'
const minutes = '(?<minutes>\\d{1,6})\\s*(?:м|мин|минута|минуту|минуты|минут|m|min|mins|minute|minutes)'
const duration = new RegExp(`^(?:${hours}\\.?)?(?:\\s*(?:и|and)?\\s*${minutes}\\.?)?$`, 'u')

/** Reads «6 ч», "90 min", «1 ч 30 мин», «1,5 часа», «без срока». A number alone could be either: it is asked again. */
export function readTarget(typed: string): TypedTarget {
  // one space at most between words: the pattern tries every way to divide many
  const text = typed.replace(/\s+/g, ' ').trim().toLowerCase()
  if (none.includes(text)) return { kind: 'target', seconds: null }
  const found = duration.exec(text)?.groups
  if (found?.['hours'] === undefined && found?.['minutes'] === undefined) return { kind: 'not_understood' }
  const inHours = Number((found['hours'] ?? '0').replace(',', '.'))
  const total = Math.round(inHours * 60 + Number(found['minutes'] ?? 0))
  if (total < shortestMinutes || total > longestHours * 60) return { kind: 'out_of_bounds' }
  return { kind: 'target', seconds: total * 60 }
}
