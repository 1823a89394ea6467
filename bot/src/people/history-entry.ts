import { type Html, html } from '../telegram/html.ts'

/** An entry of a history: the day is said once, above all that happened on it. */
export interface HistoryEntry {
  day: string
  text: Html
}

/** The entries as they are shown, the first of each day under its date. */
export function underDays(entries: readonly HistoryEntry[]): Html[] {
  return entries.map(({ day, text }, i) =>
    day === entries[i - 1]?.day ? text : html`<b>${day}</b>\n${text}`,
  )
}
