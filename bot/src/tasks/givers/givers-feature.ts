import type { PersonContext } from '../../people/identify.ts'
import type { Menu } from '../../people/menu.ts'
import { roleMay } from '../../people/person.ts'
import type { Feature, MenuCommand } from '../../telegram/feature.ts'
import { createGiversRouter } from './givers-bot.ts'
import { giversTexts } from './givers-texts.ts'

/** Apart from the feature, which needs the menu that has them. */
export const giversCommands: readonly MenuCommand[] = [
  {
    command: 'givers',
    description: { ru: giversTexts.ru.command, en: giversTexts.en.command },
    isFor: roleMay('oversee_tasks'),
  },
]

/** Directors decide who may give orders beside them. */
export function createGiversFeature(deps: { menu: Menu }): Feature<PersonContext> {
  return { name: 'givers', routers: [createGiversRouter(deps)], commands: giversCommands }
}
