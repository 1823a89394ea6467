import { historyPage } from '../../people/history-page.ts'
import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { callbackData, idField, pageField } from '../../telegram/callback-data.ts'
import { queue } from '../../telegram/outbox.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { owedFiles } from '../cards/queue-cards.ts'
import type { Ticket } from '../ticket.ts'
import { filesButton, historyButton, openButton } from '../ticket-buttons.ts'
import { listAttachments, listTicketMessages } from '../ticket-messages-store.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { listTicketEvents } from '../tickets-store.ts'
import { showTicket, visibleTicket } from './open-ticket.ts'
import { ticketHistory } from './ticket-history.ts'
import { ticketHistoryTexts } from './ticket-history-texts.ts'

const historyPageButton = callbackData('hist_page', { ticketId: idField, page: pageField })

/** Everything one can read about a ticket: the ticket, its history, its files. */
export function createTicketReadingRouter({ settings }: { settings: TicketSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('ticket')
  router.button(openButton, (ctx, { ticketId }) => showTicket(ctx, ticketId))
  router.button(filesButton, async (ctx, { ticketId }) => {
    const ticket = await visibleTicket(ctx, ticketId)
    if (ticket) await sendFiles(ctx, ticket)
  })
  router.button(historyButton, async (ctx, { ticketId }) => {
    const ticket = await visibleTicket(ctx, ticketId)
    if (ticket) await showHistory(ctx, settings, ticket, 'newest')
  })
  router.button(historyPageButton, async (ctx, { ticketId, page }) => {
    const ticket = await visibleTicket(ctx, ticketId)
    if (ticket) await showHistory(ctx, settings, ticket, page)
  })
  return router
}

async function sendFiles(ctx: PersonContext, { id }: Ticket): Promise<void> {
  const texts = ticketHistoryTexts[ctx.language]
  const files = await listAttachments(ctx.tx, id)
  ctx.ui.toast(files.length === 0 ? texts.noFiles : texts.sendingFiles)
  if (files.length === 0) return
  const attachmentIds = files.map((file) => file.id)
  await queue(ctx.tx, [owedFiles(ctx.person.telegramId, { ticketId: id, attachmentIds })])
}

async function showHistory(
  ctx: PersonContext,
  { timezone }: TicketSettings,
  ticket: Ticket,
  wanted: number | 'newest',
): Promise<void> {
  const texts = ticketHistoryTexts[ctx.language]
  const withNotes = may(ctx.person, 'work_on_tickets')
  const withClocks = may(ctx.person, 'see_all_tickets')
  const entries = ticketHistory(
    await listTicketEvents(ctx.tx, ticket.id),
    await listTicketMessages(ctx.tx, ticket.id, withNotes),
    { language: ctx.language, timezone, now: ctx.now, withNotes, withClocks },
  )
  const whole = { title: texts.title(ticket.id), beginning: ticket.description, entries }
  const page = wanted === 'newest' ? 0 : wanted
  const { text, keyboard } = historyPage(whole, page, ctx.language, (to) =>
    historyPageButton.pack({ ticketId: ticket.id, page: to }),
  )
  // the card stays where it is; only the pages of the history turn in place
  if (wanted === 'newest') ctx.ui.send(text, keyboard)
  else ctx.ui.show(text, keyboard)
}
