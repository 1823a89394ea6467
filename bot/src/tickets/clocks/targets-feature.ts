import type { PersonContext } from '../../people/identify.ts'
import { roleMay } from '../../people/person.ts'
import type { Feature } from '../../telegram/feature.ts'
import { createTargetsRouter } from './targets-bot.ts'
import { targetsTexts } from './targets-texts.ts'

/** What admins do to the targets of tickets. */
export function createTargetsFeature(): Feature<PersonContext> {
  return {
    name: 'targets',
    routers: [createTargetsRouter()],
    commands: [
      {
        command: 'targets',
        description: { ru: targetsTexts.ru.command, en: targetsTexts.en.command },
        isFor: roleMay('manage_ticket_targets'),
      },
    ],
  }
}
