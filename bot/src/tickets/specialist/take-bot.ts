import type { PersonContext } from '../../people/identify.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { findTicketOfCard } from '../cards/cards-store.ts'
import { renderTicket } from '../cards/ticket-view.ts'
import { changeTicket } from '../change-ticket.ts'
import { observeClocks } from '../clocks/ticket-clocks.ts'
import { tellRefusal } from '../reading/open-ticket.ts'
import { maySee } from '../ticket.ts'
import { actionButtons } from '../ticket-buttons.ts'
import { findTicketView } from '../ticket-views-store.ts'
import { specialistTexts } from './specialist-texts.ts'
import type { SpecialistDeps } from './specialist-turn.ts'

/** «Взять», in the group and in private: of those who press it one gets the ticket, the others are told who has it. */
export function createTakeRouter(deps: SpecialistDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('take')

  router.button(actionButtons.take, async (ctx, { ticketId }) => {
    const texts = specialistTexts[ctx.language]
    const taken = await changeTicket(ctx.tx, deps.settings, {
      ticketId,
      action: 'take',
      actor: ctx.person,
      now: ctx.now,
      changes: { assigneeId: ctx.person.id },
    })
    if (taken.kind === 'changed') {
      await observeClocks(ctx.tx, deps.metrics, taken.change)
      ctx.ui.toast(isPrivate(ctx) ? texts.taken(ticketId) : texts.takenInGroup(ticketId))
    } else if (taken.kind === 'wrong_status' && taken.assigneeId === ctx.person.id) {
      ctx.ui.toast(texts.yoursAlready)
    } else {
      await tellRefusal(ctx, taken)
    }
    await refreshPressed(ctx, deps, ticketId)
  })

  return router
}

/** Cards are refreshed by the outbox; any other message that showed the ticket shows it now as it stands. */
async function refreshPressed(
  ctx: PersonContext,
  { settings }: SpecialistDeps,
  ticketId: number,
): Promise<void> {
  const message = ctx.callbackQuery?.message
  if (message === undefined) return
  const isCard = (await findTicketOfCard(ctx.tx, message.chat.id, message.message_id)) !== undefined
  const view = isCard ? undefined : await findTicketView(ctx.tx, ticketId, ctx.now)
  if (view === undefined || !maySee(view, ctx.person)) return
  const { text, keyboard } = renderTicket(view, isPrivate(ctx) ? ctx.person : 'group', settings, ctx.now)
  ctx.ui.show(text, keyboard)
}
