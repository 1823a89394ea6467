import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { GiverRefusal } from './giver-change.ts'
import type { GiversFilter } from './givers-buttons.ts'

/** What a director sees who decides whom he lets give orders. */
interface GiversTexts {
  /** In the list of commands. */
  command: string
  /** Of the button that opens the list. */
  button: string
  list(filter: GiversFilter, total: number, page: number, pages: number): Html
  found(query: string, total: number, page: number, pages: number): Html
  nobodyFound(query: string): Html
  filters: Record<GiversFilter, string>
  searchButton: string
  allButton: string
  askQuery: Html
  queryIsText: Html
  stale: string
  allowed: string
  withdrawn: string
  unchanged: string
  refusals: Record<GiverRefusal['kind'], string>
}

const ofPages = (page: number, pages: number) => (pages > 1 ? ` · ${page + 1}/${pages}` : '')

export const giversTexts: Texts<GiversTexts> = {
  ru: {
    command: 'Кто может давать поручения',
    button: '👥 Кто может давать поручения',
    list: (filter, total, page, pages) =>
      filter === 'givers' && total === 0
        ? html`👥 <b>Кто может давать поручения</b>\n\nПока это могут только директора. Откройте «${giversTexts.ru.filters.directed}» и нажмите на того, кому это разрешить.`
        : html`👥 <b>Кто может давать поручения</b>\n${giversTexts.ru.filters[filter]}: ${total}${ofPages(page, pages)}\n\nДиректора могут всегда. Нажмите на человека, чтобы разрешить ему давать поручения (✅) или больше не разрешать.`,
    found: (query, total, page, pages) =>
      html`🔎 «${query}»: ${total}${ofPages(page, pages)}\n\n✅ может давать поручения. Нажмите на человека, чтобы это изменить.`,
    nobodyFound: (query) => html`🔎 «${query}»: никого не нашлось. Напишите имя иначе, хватит и его части.`,
    filters: { directed: 'Все', givers: 'Кому разрешено' },
    searchButton: '🔎 Найти',
    allButton: '⬅️ Все люди',
    askQuery: html`Кого ищем? Напишите имя или его часть.`,
    queryIsText: html`Напишите, пожалуйста, имя текстом.`,
    stale: 'Этот список устарел. Откройте его снова: /givers',
    allowed: 'Теперь может давать поручения',
    withdrawn: 'Больше не может давать поручения',
    unchanged: 'Уже так и есть',
    refusals: {
      forbidden: 'Кто может давать поручения, решают только директора.',
      not_found: 'Такого человека нет.',
      not_active: 'У этого человека нет доступа к боту.',
      is_director: 'Это директор: разрешение не нужно.',
    },
  },
  en: {
    command: 'Who may give orders',
    button: '👥 Who may give orders',
    list: (filter, total, page, pages) =>
      filter === 'givers' && total === 0
        ? html`👥 <b>Who may give orders</b>\n\nOnly directors so far. Open “${giversTexts.en.filters.directed}” and press the person you want to allow it to.`
        : html`👥 <b>Who may give orders</b>\n${giversTexts.en.filters[filter]}: ${total}${ofPages(page, pages)}\n\nDirectors always may. Press a person to allow giving orders (✅), or to stop allowing it.`,
    found: (query, total, page, pages) =>
      html`🔎 “${query}”: ${total}${ofPages(page, pages)}\n\n✅ may give orders. Press a person to change it.`,
    nobodyFound: (query) =>
      html`🔎 “${query}”: nobody found. Write the name differently; a part of it will do.`,
    filters: { directed: 'Everybody', givers: 'Allowed' },
    searchButton: '🔎 Search',
    allButton: '⬅️ All people',
    askQuery: html`Whom do we look for? Write the name or a part of it.`,
    queryIsText: html`Please write the name as text.`,
    stale: 'This list is out of date. Open it again: /givers',
    allowed: 'May give orders now',
    withdrawn: 'May give no orders any more',
    unchanged: 'It is like that already',
    refusals: {
      forbidden: 'Only directors decide who may give orders.',
      not_found: 'There is no such person.',
      not_active: 'This person has no access to the bot.',
      is_director: 'This is a director, who needs no permission.',
    },
  },
}
