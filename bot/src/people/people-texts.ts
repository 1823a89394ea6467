import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'
import type { PeopleFilter } from './people-filter.ts'

/** The list of people and the search. */
interface PeopleTexts {
  list(filter: PeopleFilter, total: number, page: number, pages: number): Html
  found(query: string, total: number, page: number, pages: number): Html
  nobodyFound(query: string): Html
  filters: Record<PeopleFilter, string>
  searchButton: string
  requestsButton: string
  allButton: string
  askQuery: Html
  queryIsText: Html
}

const ofPages = (page: number, pages: number) => (pages > 1 ? ` · ${page + 1}/${pages}` : '')

export const peopleTexts: Texts<PeopleTexts> = {
  ru: {
    list: (filter, total, page, pages) =>
      html`👥 <b>Люди</b> · ${peopleTexts.ru.filters[filter]}: ${total}${ofPages(page, pages)}`,
    found: (query, total, page, pages) => html`🔎 «${query}»: ${total}${ofPages(page, pages)}`,
    nobodyFound: (query) => html`🔎 «${query}»: никого не нашлось. Напишите имя иначе, хватит и его части.`,
    filters: {
      all: 'все',
      staff: 'сотрудники',
      specialist: 'специалисты',
      director: 'директора',
      admin: 'администраторы',
      out: 'без доступа',
    },
    searchButton: '🔎 Найти',
    requestsButton: '🙋 Запросы',
    allButton: '⬅️ Все люди',
    askQuery: html`Кого ищем? Напишите имя или его часть.`,
    queryIsText: html`Напишите, пожалуйста, имя текстом.`,
  },
  en: {
    list: (filter, total, page, pages) =>
      html`👥 <b>People</b> · ${peopleTexts.en.filters[filter]}: ${total}${ofPages(page, pages)}`,
    found: (query, total, page, pages) => html`🔎 “${query}”: ${total}${ofPages(page, pages)}`,
    nobodyFound: (query) =>
      html`🔎 “${query}”: nobody found. Write the name differently; a part of it will do.`,
    filters: {
      all: 'all',
      staff: 'staff',
      specialist: 'specialists',
      director: 'directors',
      admin: 'administrators',
      out: 'without access',
    },
    searchButton: '🔎 Search',
    requestsButton: '🙋 Requests',
    allButton: '⬅️ All people',
    askQuery: html`Whom do we look for? Write the name or a part of it.`,
    queryIsText: html`Please write the name as text.`,
  },
}
