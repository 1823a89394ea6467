import type { PersonContext } from '../../people/identify.ts'
import { callbackData, idField } from '../../telegram/callback-data.ts'
import type { Html } from '../../telegram/html.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { authorTexts } from '../author-texts.ts'
import { changeTicket, type TicketCommand } from '../change-ticket.ts'
import { retireNotice, showTicket, tellRefusal, visibleTicket } from '../reading/open-ticket.ts'
import { refusalOf, type Ticket } from '../ticket.ts'
import { actionButtons, rateButton, starButtons } from '../ticket-buttons.ts'
import type { TicketSettings } from '../ticket-settings.ts'

const cancelSurelyButton = callbackData('cancel_yes', { ticketId: idField })
const keepButton = callbackData('cancel_no', { ticketId: idField })

/** What an author decides with a press: cancel, confirm, rate. */
export function createAuthorVerdictRouter({ settings }: { settings: TicketSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('author')

  router.button(actionButtons.cancel, async (ctx, { ticketId }) => {
    const texts = authorTexts[ctx.language]
    const ticket = await visibleTicket(ctx, ticketId)
    if (ticket === undefined) return
    const refusal = refusalOf(ticket, 'cancel', ctx.person, { now: ctx.now, reopenDays: settings.reopenDays })
    if (refusal) return tellRefusal(ctx, refusal)
    ctx.ui.send(texts.reallyCancel(ticketId), {
      inline: [
        [
          { text: texts.buttons.cancelIt, data: cancelSurelyButton.pack({ ticketId }) },
          { text: texts.buttons.keepIt, data: keepButton.pack({ ticketId }) },
        ],
      ],
    })
  })
  router.button(keepButton, async (ctx, { ticketId }) => {
    const ticket = await visibleTicket(ctx, ticketId)
    if (ticket) ctx.ui.show(authorTexts[ctx.language].kept(ticketId))
  })
  router.button(cancelSurelyButton, async (ctx, { ticketId }) => {
    const done = await change(ctx, settings, { ticketId, action: 'cancel' })
    if (done) ctx.ui.show(authorTexts[ctx.language].cancelled(ticketId))
  })

  router.button(actionButtons.confirm, async (ctx, { ticketId, resolutionNo }) => {
    const done = await change(ctx, settings, { ticketId, action: 'confirm', resolutionNo })
    if (done === undefined) return
    const texts = authorTexts[ctx.language]
    // one that was reopened has its rating already
    if (done.rating === null) ctx.ui.send(texts.confirmed(ticketId), { inline: [starButtons(ticketId)] })
    else ctx.ui.send(texts.confirmedAgain(ticketId))
  })
  router.button(rateButton, async (ctx, { ticketId, stars }) => {
    const texts = authorTexts[ctx.language]
    const rating = { ticketId, action: 'rate', changes: { rating: stars } } as const
    const done = await change(ctx, settings, rating, texts.rated(ticketId, stars))
    if (done) ctx.ui.toast(texts.thanks(stars))
  })
  return router
}

/** The ticket after the change; undefined when it was refused, and the person was told why. */
async function change(
  ctx: PersonContext,
  settings: TicketSettings,
  command: Pick<TicketCommand, 'ticketId' | 'action' | 'changes' | 'resolutionNo'>,
  inPlaceOfNotice?: Html,
): Promise<Ticket | undefined> {
  const { ticketId } = command
  if ((await visibleTicket(ctx, ticketId)) === undefined) return undefined
  const changed = await changeTicket(ctx.tx, settings, { ...command, actor: ctx.person, now: ctx.now })
  await retireNotice(ctx, ticketId, changed.kind === 'changed' ? inPlaceOfNotice : undefined)
  if (changed.kind === 'changed') return changed.change.after
  await tellRefusal(ctx, changed)
  if (changed.kind === 'newer_resolution') await showTicket(ctx, ticketId)
  return undefined
}
