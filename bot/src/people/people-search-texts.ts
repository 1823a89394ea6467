import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'

/** What is said while somebody looks for people by name, whatever the list. */
interface PeopleSearchTexts {
  searchButton: string
  askQuery: Html
  queryIsText: Html
  found(query: string, total: number, page: number, pages: number): Html
  nobodyFound(query: string): Html
  stale: string
}

/** « · 2/3» behind the head of a list that has several pages. */
export const ofPages = (page: number, pages: number) => (pages > 1 ? ` · ${page + 1}/${pages}` : '')

export const peopleSearchTexts: Texts<PeopleSearchTexts> = {
  ru: {
    searchButton: '🔎 Найти',
    askQuery: html`Кого ищем? Напишите имя или его часть.`,
    queryIsText: html`Напишите, пожалуйста, имя текстом.`,
    found: (query, total, page, pages) => html`🔎 «${query}»: ${total}${ofPages(page, pages)}`,
    nobodyFound: (query) => html`🔎 «${query}»: никого не нашлось. Напишите имя иначе, хватит и его части.`,
    stale: 'Этот список устарел. Откройте его, пожалуйста, снова.',
  },
  en: {
    searchButton: '🔎 Search',
    askQuery: html`Whom do we look for? Write the name or a part of it.`,
    queryIsText: html`Please write the name as text.`,
    found: (query, total, page, pages) => html`🔎 “${query}”: ${total}${ofPages(page, pages)}`,
    nobodyFound: (query) =>
      html`🔎 “${query}”: nobody found. Write the name differently; a part of it will do.`,
    stale: 'This list is out of date. Please open it again.',
  },
}
