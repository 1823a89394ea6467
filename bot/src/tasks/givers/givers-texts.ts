import { ofPages } from '../../people/people-search-texts.ts'
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
  /** Under what was searched for. */
  foundHint: Html
  filters: Record<GiversFilter, string>
  allButton: string
  allowed: string
  withdrawn: string
  unchanged: string
  refusals: Record<GiverRefusal['kind'], string>
}

export const giversTexts: Texts<GiversTexts> = {
  ru: {
    command: 'Кто может давать поручения',
    button: '👥 Кто может давать поручения',
    list: (filter, total, page, pages) =>
      filter === 'givers' && total === 0
        ? html`👥 <b>Кто может давать поручения</b>\n\nПока это могут только директора. Откройте «${giversTexts.ru.filters.directed}» и нажмите на того, кому это разрешить.`
        : html`👥 <b>Кто может давать поручения</b>\n${giversTexts.ru.filters[filter]}: ${total}${ofPages(page, pages)}\n\nДиректора могут всегда. Нажмите на человека, чтобы разрешить ему давать поручения (✅) или больше не разрешать.`,
    foundHint: html`✅ может давать поручения. Нажмите на человека, чтобы это изменить.`,
    filters: { directed: 'Все', givers: 'Кому разрешено' },
    allButton: '⬅️ Все люди',
    allowed: 'Теперь может давать поручения',
    withdrawn: 'Больше не может давать поручения',
    unchanged: 'Уже так и есть',
    refusals: {
      forbidden: 'Кто может давать поручения, решают только директора.',
      not_found: 'Такого человека нет. Посмотрите, пожалуйста, в /givers',
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
    foundHint: html`✅ may give orders. Press a person to change it.`,
    filters: { directed: 'Everybody', givers: 'Allowed' },
    allButton: '⬅️ All people',
    allowed: 'May give orders now',
    withdrawn: 'May give no orders any more',
    unchanged: 'It is like that already',
    refusals: {
      forbidden: 'Only directors decide who may give orders.',
      not_found: 'There is no such person. Please look in /givers',
      not_active: 'This person has no access to the bot.',
      is_director: 'This is a director, who needs no permission.',
    },
  },
}
