import type { Html } from '../telegram/html.ts'
import { type Owed, owedMessages } from '../telegram/outbox.ts'
import type { Menu } from './menu.ts'
import type { Person } from './person.ts'

/** Has Telegram show a person the commands that are for him, in his language. */
export function owedCommandMenu(
  menu: Menu,
  person: Pick<Person, 'telegramId' | 'role' | 'givesTasks' | 'language'>,
): Owed {
  const commands = menu
    .offered(person)
    .map(({ command, description }) => ({ command, description: description[person.language] }))
  return callOf(person, 'setMyCommands', { commands })
}

/** Leaves a person the commands of a stranger. */
export function owedNoCommandMenu(person: Person): Owed {
  return callOf(person, 'deleteMyCommands', {})
}

/** Tells a person something that goes with a new menu: the keyboard under the message, the list of commands. */
export function owedWithMenu(menu: Menu, person: Person, text: Html): Owed[] {
  return [
    ...owedMessages({ chatId: person.telegramId, text, keyboard: menu.keyboard(person) }),
    owedCommandMenu(menu, person),
  ]
}

function callOf({ telegramId }: Pick<Person, 'telegramId'>, method: string, params: object): Owed {
  const scope = { type: 'chat', chat_id: telegramId }
  return { chatId: telegramId, kind: 'call', payload: { method, params: { ...params, scope } } }
}
