import type { PersonContext } from '../../people/identify.ts'
import { findPerson } from '../../people/people-store.ts'
import { idField } from '../../telegram/callback-data.ts'
import { type Html, html } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { queue } from '../../telegram/outbox.ts'
import { findCard } from '../cards/cards-store.ts'
import { owedCard } from '../cards/queue-cards.ts'
import { maySee, type Refusal, type Ticket } from '../ticket.ts'
import { refusalText } from '../ticket-refusal-texts.ts'
import { ticketWords } from '../ticket-words.ts'
import { findTicket } from '../tickets-store.ts'

/** Shows a ticket to the one who asks, as a card at the end of his private chat that is kept up to date from then on. */
export async function showTicket(ctx: PersonContext, ticketId: number): Promise<void> {
  const ticket = await visibleTicket(ctx, ticketId)
  if (ticket) await queue(ctx.tx, [owedCard(ctx.person.telegramId, { ticketId, fresh: true })])
}

/** Opens the ticket of a deep link: `value` is the `42` of `/start t_42`. */
export async function openLinkedTicket(ctx: PersonContext, value: string): Promise<void> {
  const ticketId = idField.safeParse(value)
  if (ticketId.success) await showTicket(ctx, ticketId.data)
  else await tellRefusal(ctx, { kind: 'not_found' })
}

/** The ticket, if the person may see it here; otherwise he is told. One that is not his does not exist for him. */
export async function visibleTicket(ctx: PersonContext, ticketId: number): Promise<Ticket | undefined> {
  if (!isPrivate(ctx)) {
    ctx.ui.toast(ticketWords[ctx.language].onlyInPrivate)
    return undefined
  }
  const ticket = await findTicket(ctx.tx, ticketId)
  if (ticket && maySee(ticket, ctx.person)) return ticket
  await tellRefusal(ctx, { kind: 'not_found' })
  return undefined
}

/** Says why something cannot be done: over the chat in answer to a press, else as a message. */
export async function tellRefusal(ctx: PersonContext, refusal: Refusal): Promise<void> {
  const assigneeId = refusal.kind === 'wrong_status' ? refusal.assigneeId : null
  const assignee = assigneeId === null ? undefined : await findPerson(ctx.tx, assigneeId)
  const text = refusalText(refusal, ctx.person, assignee?.name)
  if (ctx.callbackQuery) ctx.ui.toast(text, { alert: true })
  else ctx.ui.send(html`${text}`)
}

/**
 * Takes the buttons off a notice that has served, and says something else in its place when given. A card keeps what
 * it has: it is about to show what is open now.
 */
export async function retireNotice(ctx: PersonContext, ticketId: number, instead?: Html): Promise<void> {
  const pressed = ctx.callbackQuery?.message
  if (pressed === undefined) return
  const card = await findCard(ctx.tx, ticketId, pressed.chat.id)
  if (card?.messageId === pressed.message_id) return
  if (instead) ctx.ui.show(instead)
  else ctx.ui.dropButtons()
}
