import type { PersonContext } from '../../people/identify.ts'
import { type Html, shorten } from '../../telegram/html.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { observeClocks } from '../clocks/ticket-clocks.ts'
import { tellRefusal } from '../reading/open-ticket.ts'
import { maySee } from '../ticket.ts'
import { actionButtons } from '../ticket-buttons.ts'
import { ticketWords } from '../ticket-words.ts'
import { findTicket } from '../tickets-store.ts'
import { duplicateTexts } from './duplicate-texts.ts'
import { type Linked, linkDuplicate } from './link-duplicate.ts'
import { toOriginalButton } from './specialist-buttons.ts'
import { duplicateDialogue } from './specialist-dialogues.ts'
import { specialistTexts } from './specialist-texts.ts'
import { leaveRow, openKeyboard, type SpecialistDeps, tellStale, ticketFor } from './specialist-turn.ts'

const maxDescription = 300

/** «Это повтор»: the number of the other ticket, a look at it, and this one is closed. */
export function createDuplicateRouter(deps: SpecialistDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('duplicate')

  router.button(actionButtons.link_duplicate, async (ctx, { ticketId }) => {
    if ((await ticketFor(ctx, deps, ticketId, 'link_duplicate')) === undefined) return
    ctx.session.set(duplicateDialogue, { ticketId })
    ctx.ui.send(duplicateTexts[ctx.language].askNumber(ticketId), { inline: [leaveRow(ctx)] })
  })

  router.step(duplicateDialogue, async (ctx, { ticketId }, { text }) => {
    // what is shown is of a ticket that nobody named before: he must still be one who links it
    if ((await ticketFor(ctx, deps, ticketId, 'link_duplicate')) === undefined) return ctx.session.clear()
    const texts = duplicateTexts[ctx.language]
    const originalId = numberOf(text)
    const again = (words: Html) => ctx.ui.send(words, { inline: [leaveRow(ctx)] })
    if (originalId === undefined) return again(texts.notANumber)
    if (originalId === ticketId) return again(texts.sameTicket)
    const original = await findTicket(ctx.tx, originalId)
    if (original === undefined || !maySee(original, ctx.person))
      return again(texts.noSuchOriginal(originalId))
    const status = ticketWords[ctx.language].status[original.status]
    const description = shorten(original.description, maxDescription)
    ctx.ui.send(texts.check(ticketId, originalId, status, original.place, description), {
      inline: [
        [
          {
            text: specialistTexts[ctx.language].buttons.link,
            data: toOriginalButton.pack({ ticketId, originalId }),
          },
        ],
        leaveRow(ctx),
      ],
    })
  })

  router.button(toOriginalButton, async (ctx, { ticketId, originalId }) => {
    if (ctx.session.get(duplicateDialogue)?.ticketId !== ticketId) return tellStale(ctx)
    const command = { ticketId, originalId, actor: ctx.person, now: ctx.now }
    const linked = await linkDuplicate(ctx.tx, deps.settings, command)
    if (linked.kind === 'changed') await observeClocks(ctx.tx, deps.metrics, linked.change)
    await answer(ctx, linked, command)
  })

  return router
}

/** «42», «№42», «#42», «заявка 42». */
function numberOf(text: string | undefined): number | undefined {
  const digits = /^\D{0,20}(\d{1,9})\D{0,5}$/.exec(text ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** What is wrong with the number can be mended by another one; when the ticket itself refuses, the dialogue is over. */
async function answer(
  ctx: PersonContext,
  linked: Linked,
  { ticketId, originalId }: { ticketId: number; originalId: number },
): Promise<void> {
  const texts = duplicateTexts[ctx.language]
  const again = (words: Html) => ctx.ui.show(words, { inline: [leaveRow(ctx)] })
  switch (linked.kind) {
    case 'same_ticket':
      return again(texts.sameTicket)
    case 'no_such_original':
      return again(texts.noSuchOriginal(originalId))
    case 'original_cancelled':
      return again(texts.originalCancelled(originalId))
    case 'circle':
      return again(texts.circle(ticketId, linked.of))
    case 'changed':
      ctx.session.clear()
      return ctx.ui.show(
        texts.linked(ticketId, linked.change.after.duplicateOf ?? originalId),
        openKeyboard(ctx, ticketId),
      )
    case 'not_found':
    case 'not_allowed':
    case 'wrong_status':
    case 'already_rated':
    case 'newer_resolution':
    case 'too_late':
      ctx.session.clear()
      ctx.ui.dropButtons()
      return tellRefusal(ctx, linked)
    default:
      return linked satisfies never
  }
}
