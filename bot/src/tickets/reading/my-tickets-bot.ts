import { z } from 'zod'
import type { PersonContext } from '../../people/identify.ts'
import { menuButton } from '../../people/menu-buttons.ts'
import { callbackData, pageField } from '../../telegram/callback-data.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { type Button, inRows, turningRow } from '../../telegram/keyboard.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { newTicketTexts } from '../filing/new-ticket-texts.ts'
import { openButton } from '../ticket-buttons.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { listTicketsOfAuthor, type TicketView } from '../ticket-views-store.ts'
import { statusEmoji, ticketWords } from '../ticket-words.ts'
import { descriptionLine } from './description-line.ts'
import { myTicketsTexts } from './my-tickets-texts.ts'

const listButton = callbackData('my', { only: z.enum(['open', 'all']), page: pageField })
const pageSize = 6
const maxLine = 80

/** The tickets that a person filed, or that were filed for him. */
export function createMyTicketsRouter({ settings }: { settings: TicketSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('my_tickets')
  router.command('my', (ctx) =>
    isPrivate(ctx)
      ? showList(ctx, 'open', 0)
      : ctx.ui.send(myTicketsTexts[ctx.language].onlyInPrivate(settings.botUsername)),
  )
  router.button(listButton, (ctx, { only, page }) => showList(ctx, only, page))
  return router
}

async function showList(ctx: PersonContext, only: 'open' | 'all', page: number): Promise<void> {
  const texts = myTicketsTexts[ctx.language]
  const range = { limit: pageSize, offset: page * pageSize }
  const found = await listTicketsOfAuthor(ctx.tx, ctx.person.id, only, range)
  if (found.length === 0 && page > 0) return showList(ctx, only, 0)
  const shown = found.slice(0, pageSize)
  const lines = shown.map((ticket) => ticketLines(ctx, ticket))
  ctx.ui.show(
    joinHtml([html`<b>${texts.title[only]}</b>`, ...(shown.length > 0 ? lines : [texts.none[only]])], '\n\n'),
    {
      inline: [
        ...inRows(shown.map(openTicket), 3),
        turningRow({ page, hasNext: found.length > pageSize }, (to) => listButton.pack({ only, page: to })),
        [
          {
            text: only === 'open' ? texts.showAll : texts.showOpen,
            data: listButton.pack({ only: only === 'open' ? 'all' : 'open', page: 0 }),
          },
          { text: newTicketTexts[ctx.language].button, data: menuButton.pack({ command: 'new' }) },
        ],
      ],
    },
  )
}

function openTicket({ id, status }: TicketView): Button {
  return { text: `${statusEmoji[status]} №${id}`, data: openButton.pack({ ticketId: id }) }
}

function ticketLines({ language, person }: PersonContext, ticket: TicketView): Html {
  const status = ticketWords[language].status[ticket.status]
  const who = ticket.authorId === person.id ? '' : ` · 👤 ${ticket.authorName}`
  return html`${statusEmoji[ticket.status]} <b>№${ticket.id}</b> · ${status}${who}\n📍 ${ticket.place}: ${descriptionLine(ticket, language, maxLine)}`
}
