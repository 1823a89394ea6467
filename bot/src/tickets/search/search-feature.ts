import type { PersonContext } from '../../people/identify.ts'
import type { Feature } from '../../telegram/feature.ts'
import { createSearchRouter } from './search-bot.ts'
import { searchTexts } from './search-texts.ts'

/** The search for tickets: everybody among those he may see. */
export function createSearchFeature(): Feature<PersonContext> {
  return {
    name: 'search',
    routers: [createSearchRouter()],
    commands: [
      {
        command: 'find',
        description: { ru: searchTexts.ru.command, en: searchTexts.en.command },
        button: { ru: searchTexts.ru.button, en: searchTexts.en.button },
        isFor: () => true,
      },
    ],
  }
}
