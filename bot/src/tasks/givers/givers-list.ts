import type { ListedPerson, PeoplePage } from '../../people/people-list-store.ts'
import { peopleSearchTexts } from '../../people/people-search-texts.ts'
import { roleTexts } from '../../people/role-texts.ts'
import type { Language } from '../../platform/language.ts'
import { shorten } from '../../telegram/html.ts'
import { type Button, type Keyboard, turningRow } from '../../telegram/keyboard.ts'
import {
  type GiversFilter,
  giversFoundButton,
  giversListButton,
  giversSearchButton,
  setGiverButton,
} from './givers-buttons.ts'
import { giversTexts } from './givers-texts.ts'

const maxName = 40

/** A page of the people of a filter, each a button that gives or takes the permission. */
export function giversKeyboard(shown: PeoplePage, filter: GiversFilter, language: Language): Keyboard {
  const texts = giversTexts[language]
  const filters = (['directed', 'givers'] as const).map((one) => ({
    text: `${one === filter ? '• ' : ''}${texts.filters[one]}`,
    data: giversListButton.pack({ filter: one, page: 0 }),
  }))
  return {
    inline: [
      ...peopleRows(shown, filter, language),
      turningRow(shown, (page) => giversListButton.pack({ filter, page })),
      filters,
      [{ text: peopleSearchTexts[language].searchButton, data: giversSearchButton.pack({}) }],
    ],
  }
}

/** A page of what was searched for. */
export function foundGiversKeyboard(found: PeoplePage, language: Language): Keyboard {
  const all = giversListButton.pack({ filter: 'directed', page: 0 })
  return {
    inline: [
      ...peopleRows(found, 'found', language),
      turningRow(found, (page) => giversFoundButton.pack({ page })),
      [{ text: giversTexts[language].allButton, data: all }],
    ],
  }
}

function peopleRows(
  { people, page }: PeoplePage,
  list: GiversFilter | 'found',
  language: Language,
): Button[][] {
  return people.map((person) => {
    const to = person.givesTasks ? 'withdrawn' : 'allowed'
    return [{ text: labelOf(person, language), data: setGiverButton.pack({ id: person.id, to, list, page }) }]
  })
}

function labelOf({ name, role, givesTasks }: ListedPerson, language: Language): string {
  return `${givesTasks ? '✅' : '▫️'} ${roleTexts[language].emoji[role]} ${shorten(name, maxName)}`
}
