import type { Language, Texts } from '../platform/language.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import type { Keyboard } from '../telegram/keyboard.ts'
import { type HistoryEntry, underDays } from './history-entry.ts'

const pageSize = 10

const texts: Texts<{ earlier: string; later: string }> = {
  ru: { earlier: '⬅️ Раньше', later: 'Позже ➡️' },
  en: { earlier: '⬅️ Earlier', later: 'Later ➡️' },
}

export interface WholeHistory {
  title: string
  /** What it all began with, above the oldest entry. */
  beginning: string
  /** The oldest first. */
  entries: readonly HistoryEntry[]
}

/** A page of a history. Page 0 is the newest: what happened last is what people look for. */
export function historyPage(
  { title, beginning, entries }: WholeHistory,
  page: number,
  language: Language,
  pack: (page: number) => string,
): { text: Html; keyboard: Keyboard } {
  const end = Math.max(entries.length - page * pageSize, 1)
  const start = Math.max(end - pageSize, 0)
  const { earlier, later } = texts[language]
  return {
    text: joinHtml(
      [
        html`🕒 <b>${title}</b>`,
        start === 0 && beginning !== '' && html`${beginning}`,
        ...underDays(entries.slice(start, end)),
      ],
      '\n\n',
    ),
    keyboard: {
      inline: [
        [
          ...(start > 0 ? [{ text: earlier, data: pack(page + 1) }] : []),
          ...(end < entries.length ? [{ text: later, data: pack(page - 1) }] : []),
        ],
      ],
    },
  }
}
