import type { PersonContext } from '../../people/identify.ts'
import { may } from '../../people/person.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { findTicketOfCard } from '../cards/cards-store.ts'
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
      if (ticketId === undefined) return
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
