import type { PersonContext } from '../../people/identify.ts'
import type { Html } from '../../telegram/html.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { draftState, maxFiles, maxPlace, maxText, type TicketDraft } from './draft.ts'
import { askDraft } from './draft-dialogue.ts'
import { takeMessage } from './draft-message.ts'
import { newTicketTexts } from './new-ticket-texts.ts'
import { askAuthor } from './on-behalf-bot.ts'

/** What is typed or sent while a new ticket is filled in. */
export function createDraftMessagesRouter(): Router<PersonContext> {
  const router = createRouter<PersonContext>('draft_message')
  router.step(draftState, takeIntoDraft)
  return router
}

async function takeIntoDraft(ctx: PersonContext, before: TicketDraft, message: Incoming): Promise<void> {
  const texts = newTicketTexts[ctx.language]
  const taken = takeMessage(before, message)
  ctx.session.set(draftState, taken.draft)
  switch (taken.kind) {
    case 'ask':
      return askDraft(ctx, taken.draft, { note: taken.added && texts.added[taken.added] })
    case 'silent':
      return
    case 'ask_words':
      return askDraft(ctx, taken.draft, { note: texts.askWords })
    case 'files_full':
      return askDraft(ctx, taken.draft, { note: texts.filesFull(maxFiles) })
    case 'text_too_long':
      return askDraft(ctx, taken.draft, { note: texts.textTooLong(taken.length, maxText) })
    case 'place_too_long':
      return askDraft(ctx, taken.draft, { note: texts.placeTooLong(taken.length, maxPlace) })
    case 'author_search':
      return askAuthor(ctx, taken.draft, 0)
    case 'not_understood':
      if (taken.draft.step === 'author') return ctx.ui.send(texts.hints.author)
      return askDraft(ctx, taken.draft, { note: hint(ctx, taken.draft) })
    default:
      return taken satisfies never
  }
}

function hint(ctx: PersonContext, { step }: TicketDraft): Html {
  const { hints } = newTicketTexts[ctx.language]
  switch (step) {
    case 'place':
      return hints.place
    case 'description':
      return hints.description
    case 'author':
      return hints.author
    case 'category':
    case 'urgency':
    case 'check':
      return hints.buttons
    default:
      return step satisfies never
  }
}
