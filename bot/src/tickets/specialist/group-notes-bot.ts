import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { findTicketOfCard } from '../cards/cards-store.ts'
import { ticketIdOfCard } from '../cards/ticket-view-texts.ts'
import { changeTicket } from '../change-ticket.ts'
import { specialistTexts } from './specialist-texts.ts'
import type { SpecialistDeps } from './specialist-turn.ts'

/** In the group a specialist's reply to a card is an internal note; all else that is said there is not for the bot. */
export function createGroupNotesRouter({ settings }: SpecialistDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>(
    'group_notes',
    (ctx) => ctx.chat?.type === 'group' || ctx.chat?.type === 'supergroup',
  )

  router.message(
    'reply',
    ({ person }, { replyToMessageId, text }) =>
      replyToMessageId !== undefined && text !== undefined && may(person, 'work_on_tickets'),
    async (ctx, { chatId, messageId, replyToMessageId = 0, text = '' }) => {
      const ticketId = await findTicketOfCard(ctx.tx, chatId, replyToMessageId)
      if (ticketId === undefined) return tellLostCard(ctx)
      const noted = await changeTicket(ctx.tx, settings, {
        ticketId,
        action: 'note',
        actor: ctx.person,
        now: ctx.now,
        message: { kind: 'note', text, source: { chatId, messageId } },
      })
      if (noted.kind === 'changed') ctx.ui.send(specialistTexts[ctx.language].note(ticketId))
    },
  )

  return router
}

/** After a restore the group may show cards of which nothing is known: who replies to one must not think it was kept. */
function tellLostCard(ctx: PersonContext): void {
  const message = ctx.message
  const replied =
    message !== undefined && 'reply_to_message' in message ? message.reply_to_message : undefined
  if (replied?.from?.id !== ctx.botInfo.id || !('text' in replied)) return
  const id = ticketIdOfCard(replied.text)
  if (id !== undefined) ctx.ui.send(specialistTexts[ctx.language].lostCard(id))
}
