import { randomUUID } from 'node:crypto'
import type { PersonContext } from '../../people/identify.ts'
import { html, joinHtml } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { dropFiles, fill, goBack, goOn, isBegun, newDraft, shortId, type TicketDraft } from './draft.ts'
import { askDraft, currentDraft, surroundings, withDraft } from './draft-dialogue.ts'
import { draftSummary } from './draft-view.ts'
import {
  anewButton,
  categoryButton,
  continueButton,
  dropButton,
  editButton,
  moveButton,
  placeButton,
  sendButton,
  urgencyButton,
} from './new-ticket-buttons.ts'
import { newTicketTexts } from './new-ticket-texts.ts'
import { askAuthor } from './on-behalf-bot.ts'
import { sendDraft } from './send-draft.ts'

/** The dialogue that files a ticket: its command and its buttons. */
export function createNewTicketRouter({ settings }: { settings: TicketSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('new_ticket')

  router.command('new', async (ctx) => {
    const texts = newTicketTexts[ctx.language]
    if (!isPrivate(ctx)) return ctx.ui.send(texts.onlyInPrivate(settings.botUsername))
    const draft = currentDraft(ctx)
    if (draft && isBegun(draft)) return offerToResume(ctx, draft)
    await askDraft(ctx, draft ?? newDraft(randomUUID()))
  })

  router.button(continueButton, (ctx, { draft }) =>
    withDraft(ctx, draft, (live) => askDraft(ctx, live, { inPlace: true })),
  )
  router.button(anewButton, (ctx, { draft }) =>
    withDraft(ctx, draft, () => askDraft(ctx, newDraft(randomUUID()), { inPlace: true })),
  )
  router.button(dropButton, (ctx, { draft }) =>
    withDraft(ctx, draft, () => {
      ctx.session.forget()
      ctx.ui.show(newTicketTexts[ctx.language].cancelled)
    }),
  )

  router.button(categoryButton, (ctx, { draft, categoryId }) =>
    withDraft(ctx, draft, (live) => askDraft(ctx, fill(live, { categoryId }), { inPlace: true })),
  )
  router.button(placeButton, (ctx, { draft, index }) =>
    withDraft(ctx, draft, (live) => {
      const place = live.places?.[index] ?? live.place
      return askDraft(ctx, place === undefined ? live : fill(live, { place, placeMessageId: undefined }), {
        inPlace: true,
      })
    }),
  )
  router.button(urgencyButton, (ctx, { draft, urgency }) =>
    withDraft(ctx, draft, (live) => askDraft(ctx, fill(live, { urgency }), { inPlace: true })),
  )
  router.button(moveButton, (ctx, { draft, from, move }) =>
    withDraft(ctx, draft, (live) =>
      askDraft(ctx, live.step === from ? moved(live, move) : live, { inPlace: true }),
    ),
  )
  router.button(editButton, (ctx, { draft, step }) =>
    withDraft(ctx, draft, (live) =>
      step === 'author' ? askAuthor(ctx, live, 0) : askDraft(ctx, { ...live, step }, { inPlace: true }),
    ),
  )
  router.button(sendButton, (ctx, { draft, revision }) =>
    withDraft(ctx, draft, (live) => {
      if (live.revision === revision) return sendDraft(ctx, settings, live)
      ctx.ui.toast(newTicketTexts[ctx.language].changedSince)
      return askDraft(ctx, goOn(live), { inPlace: true })
    }),
  )
  return router
}

/** Leaves the draft where it is: what is typed now belongs to nothing until the person has chosen. */
async function offerToResume(ctx: PersonContext, draft: TicketDraft): Promise<void> {
  const texts = newTicketTexts[ctx.language]
  const id = shortId(draft)
  const summary = draftSummary(draft, await surroundings(ctx, draft))
  ctx.ui.send(joinHtml([texts.resume, html`\n${summary}`]), {
    inline: [
      [
        { text: texts.buttons.proceed, data: continueButton.pack({ draft: id }) },
        { text: texts.buttons.anew, data: anewButton.pack({ draft: id }) },
      ],
      [{ text: texts.buttons.cancel, data: dropButton.pack({ draft: id }) }],
    ],
  })
}

function moved(draft: TicketDraft, move: 'back' | 'keep' | 'no_text' | 'drop_files'): TicketDraft {
  switch (move) {
    case 'back':
      return goBack(draft)
    case 'keep':
      return goOn(draft)
    case 'no_text':
      return goOn({ ...draft, withoutText: true, revision: draft.revision + 1 })
    case 'drop_files':
      return dropFiles(draft)
    default:
      return move satisfies never
  }
}
