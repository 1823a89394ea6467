import type { PersonContext } from '../../people/identify.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { authorTexts } from '../author-texts.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { draftState, editMessage, maxPlace, maxText, type TicketDraft } from './draft.ts'
import { askDraft, currentDraft } from './draft-dialogue.ts'
import { editText } from './edit-text.ts'
import { newTicketTexts } from './new-ticket-texts.ts'
import { editStray } from './stray-message.ts'

/** Messages that people edit after they were taken into a draft or a ticket. */
export function createEditedMessagesRouter({
  settings,
}: {
  settings: TicketSettings
}): Router<PersonContext> {
  const router = createRouter<PersonContext>('edited_message')
  router.update(
    'text',
    (ctx) => ctx.editedMessage !== undefined,
    async (ctx) => {
      const { incoming } = ctx
      if (incoming === undefined || editStray(ctx, incoming) || (await editDraft(ctx, incoming))) return
      const texts = authorTexts[ctx.language]
      const { chatId, messageId, text } = incoming
      const { person: editor, now } = ctx
      const edited = await editText(ctx.tx, { editor, source: { chatId, messageId }, text, settings, now })
      switch (edited.kind) {
        case 'edited':
          return ctx.ui.send(texts.edited(edited.ticketId))
        case 'empty':
          return ctx.ui.send(texts.emptyEdit)
        case 'too_long':
          return ctx.ui.send(texts.tooLong(edited.length, maxText))
        case 'nothing':
          return
        default:
          return edited satisfies never
      }
    },
  )
  return router
}

/** True when the message is part of the draft. */
async function editDraft(ctx: PersonContext, { messageId, text }: Incoming): Promise<boolean> {
  const draft = currentDraft(ctx)
  const isOfDraft =
    draft?.placeMessageId === messageId || draft?.parts.some((part) => part.messageId === messageId)
  if (!draft || !isOfDraft) return false
  const texts = newTicketTexts[ctx.language]
  const edited = text === undefined ? undefined : editMessage(draft, { messageId, text })
  switch (edited?.kind) {
    case undefined:
      ctx.ui.send(texts.emptyEdit)
      return true
    case 'added':
      await keepEdited(ctx, edited.draft)
      return true
    case 'too_long':
      ctx.ui.send(texts.textTooLong(edited.length, maxText))
      return true
    case 'place_too_long':
      ctx.ui.send(texts.placeTooLong(edited.length, maxPlace))
      return true
    default:
      return edited satisfies never
  }
}

/** A draft that was left stays where it is: the person is busy with something else. */
async function keepEdited(ctx: PersonContext, draft: TicketDraft): Promise<void> {
  const texts = newTicketTexts[ctx.language]
  if (ctx.session.active === draftState.name) return askDraft(ctx, draft, { note: texts.edited })
  ctx.session.setLeft(draftState, draft)
  ctx.ui.send(texts.edited)
}
