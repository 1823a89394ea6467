import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'
import type { PeopleFilter } from './people-filter.ts'
import { ofPages } from './people-search-texts.ts'

/** The list of people. */
interface PeopleTexts {
  list(filter: PeopleFilter, total: number, page: number, pages: number): Html
  filters: Record<PeopleFilter, string>
  requestsButton: string
  allButton: string
}

export const peopleTexts: Texts<PeopleTexts> = {
  ru: {
    list: (filter, total, page, pages) =>
      html`👥 <b>Люди</b> · ${peopleTexts.ru.filters[filter]}: ${total}${ofPages(page, pages)}`,
    filters: {
      all: 'все',
      staff: 'сотрудники',
      specialist: 'специалисты',
      director: 'директора',
      admin: 'администраторы',
      out: 'без доступа',
    },
    requestsButton: '🙋 Запросы',
    allButton: '⬅️ Все люди',
  },
  en: {
    list: (filter, total, page, pages) =>
      html`👥 <b>People</b> · ${peopleTexts.en.filters[filter]}: ${total}${ofPages(page, pages)}`,
    filters: {
      all: 'all',
      staff: 'staff',
      specialist: 'specialists',
      director: 'directors',
      admin: 'administrators',
      out: 'without access',
    },
    requestsButton: '🙋 Requests',
    allButton: '⬅️ All people',
  },
}
