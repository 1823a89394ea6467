import type { PersonContext } from '../../people/identify.ts'
import { html, joinHtml } from '../../telegram/html.ts'
import { arrivingAlbum } from '../author-dialogue.ts'
import { fileTicket } from '../file-ticket.ts'
import type { TicketSettings } from '../ticket-settings.ts'
import { descriptionOf, draftFields, goOn, isFilled, type TicketDraft } from './draft.ts'
import { askDraft, surroundings } from './draft-dialogue.ts'
import { draftSummary } from './draft-view.ts'
import { newTicketTexts } from './new-ticket-texts.ts'

/** Files the draft. What stands in the way is said, and the draft is kept. */
export async function sendDraft(
  ctx: PersonContext,
  settings: TicketSettings,
  draft: TicketDraft,
): Promise<void> {
  const texts = newTicketTexts[ctx.language]
  const { categoryId, place, urgency } = draft
  const isComplete = draftFields.every((field) => isFilled(draft, field))
  if (!isComplete || categoryId === undefined || place === undefined || urgency === undefined) {
    return askDraft(ctx, goOn(draft), { inPlace: true })
  }
  const filed = await fileTicket(
    ctx.tx,
    settings,
    ctx.person,
    {
      ...{ draftId: draft.draftId, categoryId, place, urgency, attachments: draft.files },
      authorId: draft.author?.id ?? ctx.person.id,
      description: descriptionOf(draft),
      parts: draft.parts,
    },
    ctx.now,
  )
  switch (filed.kind) {
    case 'filed': {
      const summary = draftSummary({ ...draft, album: undefined }, await surroundings(ctx, draft))
      ctx.session.forget()
      // who is quick presses «send» before the whole album is here: the rest follows into the ticket
      if (draft.album) ctx.session.set(arrivingAlbum, { ticketId: filed.ticket.id, albumId: draft.album.id })
      return ctx.ui.show(joinHtml([texts.sent, summary]))
    }
    case 'filed_before':
      ctx.session.forget()
      return ctx.ui.show(html`${texts.sentBefore(filed.ticket.id)}`)
    case 'category_gone': {
      const { categoryId: _gone, ...rest } = draft
      return askDraft(ctx, goOn({ ...rest, revision: draft.revision + 1 }), {
        note: texts.categoryGone,
        inPlace: true,
      })
    }
    case 'author_gone': {
      const { author: _gone, ...rest } = draft
      return askDraft(
        ctx,
        { ...rest, revision: draft.revision + 1 },
        { note: texts.authorGone, inPlace: true },
      )
    }
    case 'not_allowed':
      return ctx.ui.send(texts.notAllowed)
    default:
      return filed satisfies never
  }
}
