import { isPrivate } from '../telegram/is-private.ts'
import { inRows } from '../telegram/keyboard.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { helpTexts } from './help-texts.ts'
import type { PersonContext } from './identify.ts'
import type { Menu } from './menu.ts'
import { commandButton } from './menu-buttons.ts'

/** /help: what this person can do, as commands and as buttons. */
export function createHelpRouter({ menu }: { menu: Menu }): Router<PersonContext> {
  const router = createRouter<PersonContext>('help', isPrivate)
  router.command('help', (ctx) => {
    const { person, language } = ctx
    const offered = menu.offered(person)
    const commands = offered.map(({ command, description }) => ({
      command,
      description: description[language],
    }))
    const buttons = offered
      .filter(({ command, button }) => button && command !== 'help')
      .map((command) => commandButton(command, language))
    ctx.ui.send(helpTexts[language].help(person.role, commands), { inline: inRows(buttons, 2) })
  })
  return router
}
