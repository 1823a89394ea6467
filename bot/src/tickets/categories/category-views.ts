import { menuButton } from '../../people/menu-buttons.ts'
import type { Language } from '../../platform/language.ts'
import type { Html } from '../../telegram/html.ts'
import type { Button, Keyboard } from '../../telegram/keyboard.ts'
import {
  addCategoryButton,
  archiveCategoryButton,
  categoryButton,
  categoryListButton,
  editCategoryButton,
  moveCategoryButton,
} from './categories-buttons.ts'
import { categoriesTexts } from './categories-texts.ts'
import type { Category } from './category.ts'
import { inUse } from './category-list.ts'

export interface CategoryView {
  text: Html
  keyboard: Keyboard
}

/** The categories in use, or those in the archive. */
export function categoryListView(
  all: readonly Category[],
  which: 'used' | 'archived',
  language: Language,
): CategoryView {
  const texts = categoriesTexts[language]
  const archived = all.filter(({ archivedAt }) => archivedAt !== null)
  const shown = which === 'used' ? inUse(all) : archived
  const rows = shown.map((category): Button[] => [
    {
      text: `${category.emoji} ${category.name[language]}`,
      data: categoryButton.pack({ categoryId: category.id }),
    },
  ])
  const add = { text: texts.buttons.add, data: addCategoryButton.pack({}) }
  const toArchive = {
    text: `${texts.buttons.toArchive} (${archived.length})`,
    data: categoryListButton.pack({ which: 'archived' }),
  }
  const targets = { text: texts.buttons.targets, data: menuButton.pack({ command: 'targets' }) }
  if (which === 'archived') {
    const text = archived.length === 0 ? texts.emptyArchive : texts.archive
    return { text, keyboard: { inline: [...rows, [toListButton(language)]] } }
  }
  return {
    text: texts.list,
    keyboard: { inline: [...rows, [add], archived.length === 0 ? [] : [toArchive], [targets]] },
  }
}

/** One category, with what can be done to it. */
export function categoryCard(category: Category, all: readonly Category[], language: Language): CategoryView {
  const texts = categoriesTexts[language]
  const { id: categoryId, name, emoji, archivedAt } = category
  const used = inUse(all)
  const move = (to: 'up' | 'down', text: string): Button => ({
    text,
    data: moveCategoryButton.pack({ categoryId, to }),
  })
  const edit = (what: 'name' | 'emoji'): Button => ({
    text: texts.buttons[what],
    data: editCategoryButton.pack({ categoryId, what }),
  })
  const archive: Button =
    archivedAt === null
      ? { text: texts.buttons.archive, data: archiveCategoryButton.pack({ categoryId, to: 'archived' }) }
      : { text: texts.buttons.restore, data: archiveCategoryButton.pack({ categoryId, to: 'restored' }) }
  const moves = [
    ...(used.at(0)?.id === categoryId ? [] : [move('up', '⬆️')]),
    ...(used.at(-1)?.id === categoryId ? [] : [move('down', '⬇️')]),
  ]
  return {
    text: texts.card(emoji, name.ru, name.en, archivedAt !== null),
    keyboard: {
      inline: [
        [edit('name'), edit('emoji')],
        archivedAt === null ? moves : [],
        [archive],
        [toListButton(language)],
      ],
    },
  }
}

const toListButton = (language: Language): Button => ({
  text: categoriesTexts[language].buttons.toList,
  data: categoryListButton.pack({ which: 'used' }),
})
