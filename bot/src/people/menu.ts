import { languages } from '../platform/language.ts'
import type { MenuCommand } from '../telegram/feature.ts'
import { inRows, type Keyboard } from '../telegram/keyboard.ts'
import type { Person } from './person.ts'

type Reader = Pick<Person, 'role' | 'givesTasks' | 'language'>

/** What the bot offers to each person: his commands, and the reply keyboard with a button for the usual ones. */
export interface Menu {
  /** The commands a person is offered, in the order of the features. */
  offered(person: Reader): MenuCommand[]
  keyboard(person: Reader): Keyboard
  /** The command whose button a person pressed: the button sends its text, in the language and words it was made in. */
  commandOf(text: string): string | undefined
}

export function createMenu(commands: readonly MenuCommand[]): Menu {
  const offered = (reader: Reader) => commands.filter((command) => command.isFor(reader))
  const byText = new Map(
    commands.flatMap(({ command, button, formerButtons = [] }) =>
      [...(button ? languages.map((language) => button[language]) : []), ...formerButtons].map(
        (text) => [text, command] as const,
      ),
    ),
  )
  return {
    offered,
    keyboard: (person) => ({
      reply: inRows(
        offered(person).flatMap(({ button }) => button?.[person.language] ?? []),
        2,
      ),
    }),
    commandOf: (text) => byText.get(text),
  }
}
