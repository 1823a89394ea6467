import { randomBytes } from 'node:crypto'
import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { html } from '../../telegram/html.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { addCategory } from './add-category.ts'
import { addCategoryButton, editCategoryButton, usualAnswerButton } from './categories-buttons.ts'
import { findCategory, listAllCategories } from './categories-store.ts'
import { categoriesTexts } from './categories-texts.ts'
import { type CategoryDialogue, categoryDialogue, usualEmoji } from './category-dialogue.ts'
import type { CategoryChanged } from './category-list.ts'
import { categoryEmojiFrom, categoryNameFrom } from './category-name.ts'
import { categoryCard } from './category-views.ts'
import { changeCategory } from './change-category.ts'

/** Asks for the names and the emoji of a category, new or old. */
export function createCategoryDialogueRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('category_dialogue')

  router.button(addCategoryButton, (ctx) => begin(ctx, { categoryId: null, step: 'ru' }))
  router.button(editCategoryButton, (ctx, { categoryId, what }) =>
    begin(ctx, { categoryId, step: what === 'name' ? 'ru' : 'emoji' }),
  )

  router.step(categoryDialogue, (ctx, dialogue, message) => answer(ctx, dialogue, message.text ?? ''))

  router.button(usualAnswerButton, async (ctx, { dialogueId, what }) => {
    const dialogue = ctx.session.get(categoryDialogue)
    if (dialogue?.dialogueId !== dialogueId || dialogue.step !== what) {
      ctx.ui.toast(categoriesTexts[ctx.language].stale)
      return
    }
    ctx.ui.dropButtons()
    await answer(ctx, dialogue, what === 'en' ? (dialogue.ru ?? '') : usualEmoji)
  })

  return router
}

async function begin(
  ctx: PersonContext,
  first: Pick<CategoryDialogue, 'categoryId' | 'step'>,
): Promise<void> {
  const { refusals } = categoriesTexts[ctx.language]
  if (!may(ctx.person, 'manage_categories')) return ctx.ui.toast(refusals.not_allowed, { alert: true })
  const isGone = first.categoryId !== null && (await findCategory(ctx.tx, first.categoryId)) === undefined
  if (isGone) return ctx.ui.toast(refusals.not_found, { alert: true })
  ask(ctx, { dialogueId: randomBytes(4).toString('hex'), ...first })
}

function ask(ctx: PersonContext, dialogue: CategoryDialogue): void {
  ctx.session.set(categoryDialogue, dialogue)
  const texts = categoriesTexts[ctx.language]
  const { dialogueId, step, ru = '' } = dialogue
  const usual = (what: 'en' | 'emoji', text: string): { inline: Button[][] } => ({
    inline: [[{ text, data: usualAnswerButton.pack({ dialogueId, what }) }]],
  })
  switch (step) {
    case 'ru':
      return ctx.ui.send(texts.askRu)
    case 'en':
      return ctx.ui.send(texts.askEn(ru), usual('en', texts.same(ru)))
    case 'emoji':
      return ctx.ui.send(texts.askEmoji, usual('emoji', texts.usual))
    default:
      return step satisfies never
  }
}

async function answer(ctx: PersonContext, dialogue: CategoryDialogue, typed: string): Promise<void> {
  const texts = categoriesTexts[ctx.language]
  const { categoryId, step, ru = '', en = '' } = dialogue
  if (step === 'emoji') {
    const emoji = categoryEmojiFrom(typed)
    if (emoji === undefined) return ctx.ui.send(texts.badEmoji)
    if (categoryId === null) {
      const added = await addCategory(ctx.tx, ctx.person, { name: { ru, en }, emoji }, ctx.now)
      return finish(ctx, added, texts.saved.added)
    }
    const set = await changeCategory(ctx.tx, ctx.person, categoryId, { kind: 'emoji_set', emoji }, ctx.now)
    return finish(ctx, set, texts.saved.emoji_set)
  }
  const name = categoryNameFrom(typed)
  if (name === undefined) return ctx.ui.send(texts.badName)
  if (step === 'ru') return ask(ctx, { ...dialogue, step: 'en', ru: name })
  if (categoryId === null) return ask(ctx, { ...dialogue, step: 'emoji', en: name })
  const names = { ru, en: name }
  const renamed = await changeCategory(
    ctx.tx,
    ctx.person,
    categoryId,
    { kind: 'renamed', name: names },
    ctx.now,
  )
  return finish(ctx, renamed, texts.saved.renamed)
}

async function finish(ctx: PersonContext, changed: CategoryChanged, done: string): Promise<void> {
  ctx.session.clear()
  if (changed.kind !== 'changed') {
    ctx.ui.send(html`${categoriesTexts[ctx.language].refusals[changed.kind]} /categories`)
    return
  }
  const card = categoryCard(changed.category, await listAllCategories(ctx.tx), ctx.language)
  ctx.ui.send(html`✅ ${done}`)
  ctx.ui.send(card.text, card.keyboard)
}
