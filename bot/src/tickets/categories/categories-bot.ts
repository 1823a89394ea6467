import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { html } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import {
  archiveCategoryButton,
  categoryButton,
  categoryListButton,
  moveCategoryButton,
} from './categories-buttons.ts'
import { listAllCategories } from './categories-store.ts'
import { categoriesTexts } from './categories-texts.ts'
import { categoryCard, categoryListView } from './category-views.ts'
import { type CategoryChange, changeCategory } from './change-category.ts'

/** /categories: the list, and what is done to a category with a press. */
export function createCategoriesRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('categories')

  router.command('categories', async (ctx) => {
    const texts = categoriesTexts[ctx.language]
    if (!may(ctx.person, 'manage_categories')) ctx.ui.send(html`${texts.refusals.not_allowed}`)
    else if (!isPrivate(ctx)) ctx.ui.send(texts.onlyPrivate)
    else await showList(ctx, 'used')
  })

  router.button(categoryListButton, (ctx, { which }) => showList(ctx, which))
  router.button(categoryButton, (ctx, { categoryId }) => showCard(ctx, categoryId))

  router.button(moveCategoryButton, (ctx, { categoryId, to }) =>
    change(ctx, categoryId, { kind: 'moved', to }),
  )
  router.button(archiveCategoryButton, (ctx, { categoryId, to }) => change(ctx, categoryId, { kind: to }))

  return router
}

async function change(ctx: PersonContext, id: number, wanted: CategoryChange): Promise<void> {
  const changed = await changeCategory(ctx.tx, ctx.person, id, wanted, ctx.now)
  const texts = categoriesTexts[ctx.language]
  if (changed.kind === 'changed') ctx.ui.toast(texts.saved[wanted.kind])
  else ctx.ui.toast(texts.refusals[changed.kind], { alert: true })
  await showCard(ctx, id)
}

async function showList(ctx: PersonContext, which: 'used' | 'archived'): Promise<void> {
  if (refused(ctx)) return
  ctx.session.leave()
  const { text, keyboard } = categoryListView(await listAllCategories(ctx.tx), which, ctx.language)
  ctx.ui.show(text, keyboard)
}

async function showCard(ctx: PersonContext, id: number): Promise<void> {
  if (refused(ctx)) return
  const all = await listAllCategories(ctx.tx)
  const category = all.find((one) => one.id === id)
  if (category === undefined) {
    ctx.ui.toast(categoriesTexts[ctx.language].refusals.not_found)
    return
  }
  const { text, keyboard } = categoryCard(category, all, ctx.language)
  ctx.ui.show(text, keyboard)
}

/** Buttons outlive rights: who was an admin yesterday sees no list today. */
function refused(ctx: PersonContext): boolean {
  if (may(ctx.person, 'manage_categories')) return false
  ctx.ui.toast(categoriesTexts[ctx.language].refusals.not_allowed, { alert: true })
  return true
}
