import { z } from 'zod'
import type { PersonContext } from '../../people/identify.ts'
import type { Menu } from '../../people/menu.ts'
import { listPeople } from '../../people/people-list-store.ts'
import { createPeopleSearch, foundText, type PageView } from '../../people/people-search.ts'
import { may } from '../../people/person.ts'
import { html, joinHtml } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { changeGiver } from './change-giver.ts'
import {
  type GiversFilter,
  giversFoundButton,
  giversListButton,
  giversSearchButton,
  setGiverButton,
} from './givers-buttons.ts'
import { foundGiversKeyboard, giversKeyboard } from './givers-list.ts'
import { giversTexts } from './givers-texts.ts'

const pageSize = 8

/** /givers: whom the directors let give orders; a press on a person changes it. */
export function createGiversRouter(deps: { menu: Menu }): Router<PersonContext> {
  const router = createRouter<PersonContext>('givers', isPrivate)
  const search = createPeopleSearch({
    name: 'givers_search',
    scope: z.object({}),
    guard: directorsOnly,
    searchButton: giversSearchButton,
    foundButton: giversFoundButton,
    found,
  })

  router.command(
    'givers',
    directorsOnly(async (ctx, args) => {
      if (args !== '') return search.search(ctx, args, {})
      const { text, keyboard } = await list(ctx, 'directed', 0)
      ctx.ui.send(text, keyboard)
    }),
  )

  router.button(
    giversListButton,
    directorsOnly(async (ctx, { filter, page }) => {
      search.end(ctx)
      const { text, keyboard } = await list(ctx, filter, page)
      ctx.ui.show(text, keyboard)
    }),
  )

  router.button(setGiverButton, async (ctx, { id, to, list: from, page }) => {
    const command = { actorId: ctx.person.id, personId: id, to, now: ctx.now }
    const change = await changeGiver(ctx.tx, deps, command)
    const texts = giversTexts[ctx.language]
    if (!('person' in change)) return ctx.ui.toast(texts.refusals[change.kind], { alert: true })
    ctx.ui.toast(change.kind === 'changed' ? texts[to] : texts.unchanged)
    const again = from === 'found' ? await search.again(ctx, page) : await list(ctx, from, page)
    const { text, keyboard } = again ?? (await list(ctx, 'directed', 0))
    ctx.ui.show(text, keyboard)
  })

  search.addTo(router)
  return router
}

/** Guards what shows data of other people; the change itself is checked in its use case. */
function directorsOnly<A extends unknown[]>(
  handler: (ctx: PersonContext, ...args: A) => Promise<void> | void,
): (ctx: PersonContext, ...args: A) => Promise<void> | void {
  return (ctx, ...args) => {
    if (may(ctx.person, 'oversee_tasks')) return handler(ctx, ...args)
    const { forbidden } = giversTexts[ctx.language].refusals
    if (ctx.callbackQuery) ctx.ui.toast(forbidden, { alert: true })
    else ctx.ui.send(html`${forbidden}`)
  }
}

async function list(ctx: PersonContext, filter: GiversFilter, wanted: number): Promise<PageView> {
  const people = await listPeople(ctx.tx, { filter, page: wanted, size: pageSize })
  const text = giversTexts[ctx.language].list(filter, people.total, people.page, people.pages)
  return { text, keyboard: giversKeyboard(people, filter, ctx.language) }
}

async function found(ctx: PersonContext, query: string, wanted: number): Promise<PageView> {
  const { language } = ctx
  const people = await listPeople(ctx.tx, { filter: 'directed', search: query, page: wanted, size: pageSize })
  const hint = people.total > 0 && giversTexts[language].foundHint
  return {
    text: joinHtml([foundText(people, query, language), hint], '\n\n'),
    keyboard: foundGiversKeyboard(people, language),
  }
}
