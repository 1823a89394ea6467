import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { html } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { listCategories } from '../categories/categories-store.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { listQueue } from '../ticket-views-store.ts'
import { type QueueState, queueButton, queueFilterButton } from './queue-buttons.ts'
import { queueTexts } from './queue-texts.ts'
import { categoryFilters, filterOf, renderQueue, ticketsPerPage, urgencyFilters } from './queue-view.ts'

const firstLook: QueueState = { part: 'new', categoryId: 0, urgency: 'any', page: 0 }

/** /queue: what waits for work, for those who may see all tickets. */
export function createQueueRouter({ settings }: { settings: TicketSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('queue')

  router.command('queue', async (ctx) => {
    const texts = queueTexts[ctx.language]
    if (!may(ctx.person, 'see_all_tickets')) return ctx.ui.send(html`${texts.notAllowed}`)
    if (isPrivate(ctx)) return showQueue(ctx, firstLook)
    const url = `https://t.me/${settings.botUsername}`
    ctx.ui.send(texts.inPrivateOnly, { inline: [[{ text: texts.openBot, url }]] })
  })

  router.button(queueButton, async (ctx, state) => {
    if (isOpenTo(ctx)) await showQueue(ctx, state)
  })

  router.button(queueFilterButton, async (ctx, { by, ...state }) => {
    if (!isOpenTo(ctx)) return
    const { text, keyboard } =
      by === 'category'
        ? categoryFilters(state, ctx.person, await listCategories(ctx.tx))
        : urgencyFilters(state, ctx.person)
    ctx.ui.show(text, keyboard)
  })

  return router
}

function isOpenTo(ctx: PersonContext): boolean {
  if (isPrivate(ctx) && may(ctx.person, 'see_all_tickets')) return true
  ctx.ui.toast(queueTexts[ctx.language].notAllowed)
  return false
}

async function showQueue(ctx: PersonContext, state: QueueState): Promise<void> {
  const page = { limit: ticketsPerPage, offset: state.page * ticketsPerPage }
  const tickets = await listQueue(ctx.tx, filterOf(state, ctx.person), page, ctx.now)
  // the list has become shorter meanwhile
  if (tickets.length === 0 && state.page > 0) return showQueue(ctx, { ...state, page: 0 })
  const { text, keyboard } = renderQueue(state, tickets, ctx.person, await listCategories(ctx.tx), ctx.now)
  ctx.ui.show(text, keyboard)
}
