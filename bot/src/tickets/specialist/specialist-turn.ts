import type { PersonContext } from '../../people/identify.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import type { Keyboard } from '../../telegram/keyboard.ts'
import { tellRefusal } from '../reading/open-ticket.ts'
import { type Refusal, refusalOf, type Ticket, type TicketAction } from '../ticket.ts'
import { openButton } from '../ticket-buttons.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { findTicket } from '../tickets-store.ts'
import { leaveButton } from './specialist-buttons.ts'
import { isWorkDialogue } from './specialist-dialogues.ts'
import { specialistTexts } from './specialist-texts.ts'

/** What the handlers of specialists are made of. */
export interface SpecialistDeps {
  settings: TicketSettings
  metrics: Metrics
}

/** The ticket, when the person may begin this with it here and now; otherwise he is told why not. */
export async function ticketFor(
  ctx: PersonContext,
  { settings }: SpecialistDeps,
  ticketId: number,
  action: TicketAction,
): Promise<Ticket | undefined> {
  if (!isPrivate(ctx)) {
    ctx.ui.toast(specialistTexts[ctx.language].inPrivateOnly, { alert: true })
    return undefined
  }
  const ticket = await findTicket(ctx.tx, ticketId)
  const refusal: Refusal | undefined = ticket
    ? refusalOf(ticket, action, ctx.person, { now: ctx.now, reopenDays: settings.reopenDays })
    : { kind: 'not_found' }
  if (refusal === undefined) return ticket
  await tellRefusal(ctx, refusal)
  return undefined
}

/** A button of a dialogue that is over, or of another ticket's: it does nothing any more. */
export function tellStale(ctx: PersonContext): void {
  ctx.ui.toast(specialistTexts[ctx.language].stale)
  ctx.ui.dropButtons()
}

/** Leaves a dialogue of this feature, and no other one. */
export function leaveDialogue(ctx: PersonContext): void {
  if (!isWorkDialogue(ctx.session)) return tellStale(ctx)
  ctx.session.clear()
  ctx.ui.show(specialistTexts[ctx.language].left)
}

export function leaveRow(ctx: PersonContext): { text: string; data: string }[] {
  return [{ text: specialistTexts[ctx.language].buttons.leave, data: leaveButton.pack({}) }]
}

export function openKeyboard(ctx: PersonContext, ticketId: number): Keyboard {
  const { open } = specialistTexts[ctx.language].buttons
  return { inline: [[{ text: open, data: openButton.pack({ ticketId }) }]] }
}
