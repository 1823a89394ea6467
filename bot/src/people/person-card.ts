import { formatDay } from '../platform/format-date.ts'
import type { Language } from '../platform/language.ts'
import type { Tx } from '../platform/postgres.ts'
import type { Html } from '../telegram/html.ts'
import { inRows, type Keyboard } from '../telegram/keyboard.ts'
import {
  chooseRoleButton,
  historyButton,
  offboardButton,
  peopleListButton,
  personButton,
  renamePersonButton,
  setAccessButton,
  setRoleButton,
} from './people-buttons.ts'
import type { PeopleDeps } from './people-deps.ts'
import { admittedAt } from './people-list-store.ts'
import { type Person, roles } from './person.ts'
import { personCardTexts } from './person-card-texts.ts'
import { roleTexts } from './role-texts.ts'
import { workWords } from './work-texts.ts'

/** A person as an admin sees him, with what can be done about him. */
export async function personCard(
  tx: Tx,
  { timezone, work }: Pick<PeopleDeps, 'timezone' | 'work'>,
  person: Person,
  language: Language,
): Promise<{ text: Html; keyboard: Keyboard }> {
  const day = (at: Date) => formatDay(at, language, timezone)
  const text = personCardTexts[language].card({
    person,
    since: day(await admittedAt(tx, person.id)),
    unreachable: person.unreachableSince === null ? undefined : day(person.unreachableSince),
    openWork: workWords(await work.countOpenWork(tx, person.id), language),
  })
  return { text, keyboard: cardKeyboard(person, language) }
}

function cardKeyboard({ id, status }: Person, language: Language): Keyboard {
  const texts = personCardTexts[language]
  const isActive = status === 'active'
  const access = isActive ? texts.blockButton : texts.letBackButton
  const buttons = [
    { text: texts.roleButton, data: chooseRoleButton.pack({ id }) },
    { text: texts.renameButton, data: renamePersonButton.pack({ id }) },
    { text: access, data: setAccessButton.pack({ id, to: isActive ? 'blocked' : 'active' }) },
    ...(status === 'left'
      ? []
      : [{ text: texts.offboardButton, data: offboardButton.pack({ id, page: 0 }) }]),
    { text: texts.historyButton, data: historyButton.pack({ id }) },
    { text: texts.backButton, data: peopleListButton.pack({ filter: 'all', page: 0 }) },
  ]
  return { inline: inRows(buttons, 2) }
}

export function roleKeyboard({ id, role: current }: Person, language: Language): Keyboard {
  const { roles: names, emoji } = roleTexts[language]
  const choices = roles
    .filter((role) => role !== current)
    .map((role) => ({ text: `${emoji[role]} ${names[role]}`, data: setRoleButton.pack({ id, role }) }))
  return { inline: [...inRows(choices, 1), ...backToPerson(id, language).inline] }
}

export function backToPerson(id: number, language: Language) {
  return { inline: [[{ text: personCardTexts[language].backButton, data: personButton.pack({ id }) }]] }
}
