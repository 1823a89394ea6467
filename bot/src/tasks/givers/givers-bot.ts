import { z } from 'zod'
import type { PersonContext } from '../../people/identify.ts'
import type { Menu } from '../../people/menu.ts'
import { listPeople } from '../../people/people-list-store.ts'
import { may } from '../../people/person.ts'
import { type Html, html } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import type { Keyboard } from '../../telegram/keyboard.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { fsmState } from '../../telegram/session.ts'
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

/** A director looks for somebody; every text he writes is a new search until he does something else. */
const searching = fsmState('givers_search', z.object({ query: z.string() }), { asks: false })
const pageSize = 8
const maxQuery = 100

interface Page {
  text: Html
  keyboard: Keyboard
}

/** /givers: whom the directors let give orders; a press on a person changes it. */
export function createGiversRouter(deps: { menu: Menu }): Router<PersonContext> {
  const router = createRouter<PersonContext>('givers', isPrivate)

  router.command(
    'givers',
    directorsOnly(async (ctx, args) => {
      if (args !== '') return search(ctx, args)
      const { text, keyboard } = await list(ctx, 'directed', 0)
      ctx.ui.send(text, keyboard)
    }),
  )

  router.button(
    giversListButton,
    directorsOnly(async (ctx, { filter, page }) => {
      if (ctx.session.get(searching)) ctx.session.clear()
      const { text, keyboard } = await list(ctx, filter, page)
      ctx.ui.show(text, keyboard)
    }),
  )

  router.button(
    giversSearchButton,
    directorsOnly((ctx) => {
      ctx.session.set(searching, { query: '' })
      ctx.ui.send(giversTexts[ctx.language].askQuery)
    }),
  )

  router.step(
    searching,
    directorsOnly(async (ctx, _before, { text }) => {
      if (text === undefined) return ctx.ui.send(giversTexts[ctx.language].queryIsText)
      await search(ctx, text)
    }),
  )

  router.button(
    giversFoundButton,
    directorsOnly(async (ctx, { page }) => {
      const shown = await foundAgain(ctx, page)
      if (shown === undefined) return ctx.ui.toast(giversTexts[ctx.language].stale)
      ctx.ui.show(shown.text, shown.keyboard)
    }),
  )

  router.button(setGiverButton, async (ctx, { id, to, list: from, page }) => {
    const command = { actorId: ctx.person.id, personId: id, to, now: ctx.now }
    const change = await changeGiver(ctx.tx, deps, command)
    const texts = giversTexts[ctx.language]
    if (!('person' in change)) return ctx.ui.toast(texts.refusals[change.kind], { alert: true })
    ctx.ui.toast(change.kind === 'changed' ? texts[to] : texts.unchanged)
    const again = from === 'found' ? await foundAgain(ctx, page) : await list(ctx, from, page)
    const { text, keyboard } = again ?? (await list(ctx, 'directed', 0))
    ctx.ui.show(text, keyboard)
  })

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

async function search(ctx: PersonContext, typed: string): Promise<void> {
  const query = [...typed.toWellFormed().replaceAll('\0', '')].slice(0, maxQuery).join('')
  ctx.session.set(searching, { query })
  const { text, keyboard } = await found(ctx, query, 0)
  ctx.ui.send(text, keyboard)
}

async function list(ctx: PersonContext, filter: GiversFilter, wanted: number): Promise<Page> {
  const people = await listPeople(ctx.tx, { filter, page: wanted, size: pageSize })
  const text = giversTexts[ctx.language].list(filter, people.total, people.page, people.pages)
  return { text, keyboard: giversKeyboard(people, filter, ctx.language) }
}

/** A page of what was last searched for; undefined when that is forgotten. */
async function foundAgain(ctx: PersonContext, page: number): Promise<Page | undefined> {
  const query = ctx.session.get(searching)?.query
  return query ? found(ctx, query, page) : undefined
}

async function found(ctx: PersonContext, query: string, wanted: number): Promise<Page> {
  const texts = giversTexts[ctx.language]
  const people = await listPeople(ctx.tx, { filter: 'directed', search: query, page: wanted, size: pageSize })
  const text =
    people.total === 0
      ? texts.nobodyFound(query)
      : texts.found(query, people.total, people.page, people.pages)
  return { text, keyboard: foundGiversKeyboard(people, ctx.language) }
}
