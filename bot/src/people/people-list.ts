import type { Language } from '../platform/language.ts'
import { shorten } from '../telegram/html.ts'
import { type Button, type Keyboard, turningRow } from '../telegram/keyboard.ts'
import { pendingAccessButton } from './access-buttons.ts'
import { peopleFoundButton, peopleListButton, peopleSearchButton, personButton } from './people-buttons.ts'
import { type PeopleFilter, peopleFilters } from './people-filter.ts'
import type { ListedPerson, PeoplePage } from './people-list-store.ts'
import { peopleSearchTexts } from './people-search-texts.ts'
import { peopleTexts } from './people-texts.ts'
import { roleTexts } from './role-texts.ts'

const maxName = 40

/** A page of all people of a filter. */
export function listKeyboard(found: PeoplePage, filter: PeopleFilter, language: Language): Keyboard {
  const texts = peopleTexts[language]
  const filters = peopleFilters.map((one) => ({
    text: `${one === filter ? '• ' : ''}${filterLabel(one, language)}`,
    data: peopleListButton.pack({ filter: one, page: 0 }),
  }))
  return {
    inline: [
      ...peopleRows(found.people, language),
      turningRow(found, (page) => peopleListButton.pack({ filter, page })),
      filters,
      [
        { text: peopleSearchTexts[language].searchButton, data: peopleSearchButton.pack({}) },
        { text: texts.requestsButton, data: pendingAccessButton.pack({ after: 0 }) },
      ],
    ],
  }
}

/** A page of what was searched for. */
export function foundKeyboard(found: PeoplePage, language: Language): Keyboard {
  return {
    inline: [
      ...peopleRows(found.people, language),
      turningRow(found, (page) => peopleFoundButton.pack({ page })),
      [{ text: peopleTexts[language].allButton, data: peopleListButton.pack({ filter: 'all', page: 0 }) }],
    ],
  }
}

function peopleRows(people: readonly ListedPerson[], language: Language): Button[][] {
  return people.map((person) => [
    { text: labelOf(person, language), data: personButton.pack({ id: person.id }) },
  ])
}

function labelOf({ name, role, status, unreachableSince }: ListedPerson, language: Language): string {
  const marks = { active: unreachableSince === null ? '' : ' 📵', blocked: ' 🚫', left: ' 👋' }
  return `${roleTexts[language].emoji[role]} ${shorten(name, maxName)}${marks[status]}`
}

function filterLabel(filter: PeopleFilter, language: Language): string {
  if (filter === 'all') return peopleTexts[language].filters.all
  return filter === 'out' ? '🚫' : roleTexts[language].emoji[filter]
}
