import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { fsmState } from '../../telegram/session.ts'
import { listTicketViews } from '../ticket-views-store.ts'
import { searchAgainButton, searchPageButton } from './search-buttons.ts'
import { searchQueryFrom } from './search-query.ts'
import { renderSearch } from './search-results.ts'
import { maxFound, type SearchScope, searchTickets } from './search-store.ts'
import { searchTexts } from './search-texts.ts'

/** The person is asked what to look for. */
const asking = fsmState('search', z.object({}), { outlivesRole: true })
/** What the person looked for, so that he can turn the pages. */
const results = fsmState('search_results', z.object({ searchId: z.string(), typed: z.string() }), {
  asks: false,
  // who may see what is asked anew for every page
  outlivesRole: true,
})

const pageSize = 6

/** /find: tickets by number and by words. */
export function createSearchRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('search')

  router.command('find', async (ctx, args) => {
    if (!isPrivate(ctx)) ctx.ui.send(searchTexts[ctx.language].onlyPrivate)
    else if (args === '') ask(ctx)
    else await search(ctx, args)
  })

  router.button(searchAgainButton, (ctx) => ask(ctx))

  router.step(asking, (ctx, _data, message) => search(ctx, message.text ?? ''))

  router.button(searchPageButton, async (ctx, { searchId, page }) => {
    const open = ctx.session.get(results)
    if (open?.searchId === searchId) {
      await showPage(ctx, open, page)
      return
    }
    ctx.ui.toast(searchTexts[ctx.language].stale)
    ctx.ui.dropButtons()
  })

  return router
}

function ask(ctx: PersonContext): void {
  ctx.session.set(asking, {})
  ctx.ui.send(searchTexts[ctx.language].ask)
}

async function search(ctx: PersonContext, typed: string): Promise<void> {
  const query = searchQueryFrom(typed)
  if (query === undefined) {
    ctx.session.set(asking, {})
    ctx.ui.send(searchTexts[ctx.language].askAgain)
    return
  }
  const open = { searchId: randomBytes(4).toString('hex'), typed: query.typed }
  ctx.session.set(results, open)
  const total = await showPage(ctx, open, 0)
  // there is no other page to turn to
  if (total <= pageSize) ctx.session.clear()
}

async function showPage(
  ctx: PersonContext,
  { searchId, typed }: { searchId: string; typed: string },
  page: number,
): Promise<number> {
  const query = searchQueryFrom(typed)
  if (query === undefined) return 0
  const scope = scopeOf(ctx)
  const offset = page * pageSize
  const { ids, total } = await searchTickets(ctx.tx, query, scope, { limit: pageSize, offset })
  const views = await listTicketViews(ctx.tx, ids)
  const { number } = query
  const shown = { searchId, typed, number, views, total, isCut: total >= maxFound, page, pageSize }
  const { text, keyboard } = renderSearch(shown, ctx.language, scope.ofPersonId !== null)
  ctx.ui.show(text, keyboard)
  return total
}

/** Whoever may not see all tickets looks through his own. Read at every page: rights may have changed meanwhile. */
function scopeOf({ person }: PersonContext): SearchScope {
  return {
    ofPersonId: may(person, 'see_all_tickets') ? null : person.id,
    withNotes: may(person, 'work_on_tickets'),
  }
}
