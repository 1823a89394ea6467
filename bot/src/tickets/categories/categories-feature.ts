import type { PersonContext } from '../../people/identify.ts'
import { roleMay } from '../../people/person.ts'
import type { Feature } from '../../telegram/feature.ts'
import { createCategoriesRouter } from './categories-bot.ts'
import { categoriesTexts } from './categories-texts.ts'
import { createCategoryDialogueRouter } from './category-dialogue-bot.ts'

/** What admins do to the categories of tickets. */
export function createCategoriesFeature(): Feature<PersonContext> {
  return {
    name: 'categories',
    routers: [createCategoriesRouter(), createCategoryDialogueRouter()],
    commands: [
      {
        command: 'categories',
        description: { ru: categoriesTexts.ru.command, en: categoriesTexts.en.command },
        isFor: roleMay('manage_categories'),
      },
    ],
  }
}
