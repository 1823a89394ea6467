import type { PersonContext } from '../../people/identify.ts'
import { type Html, joinHtml } from '../../telegram/html.ts'
import { findCategory, listCategories } from '../categories/categories-store.ts'
import { findTicketByShortDraft } from '../tickets-store.ts'
import { draftState, goOn, shortId, type TicketDraft } from './draft.ts'
import { type DraftSurroundings, draftQuestion } from './draft-view.ts'
import { newTicketTexts } from './new-ticket-texts.ts'
import { listRecentPlaces } from './places-store.ts'

const maxPlaces = 6

/** The draft in this chat: the one being filled in, or the one that a command left. */
export function currentDraft(ctx: PersonContext): TicketDraft | undefined {
  return ctx.session.get(draftState) ?? ctx.session.getLeft(draftState)
}

/** Has `use` work on the draft that a button belongs to; a button of another one is answered and changes nothing. */
export async function withDraft(
  ctx: PersonContext,
  short: string,
  use: (draft: TicketDraft) => Promise<void> | void,
): Promise<void> {
  const draft = currentDraft(ctx)
  if (draft && shortId(draft) === short) return use(draft)
  const texts = newTicketTexts[ctx.language]
  const ticket = await findTicketByShortDraft(ctx.tx, ctx.person.id, short)
  ctx.ui.toast(ticket ? texts.sentBefore(ticket.id) : texts.stale)
  ctx.ui.dropButtons()
}

/** Keeps the draft and asks the question of its step, under a word about what has just happened. */
export async function askDraft(
  ctx: PersonContext,
  given: TicketDraft,
  { note, inPlace = false }: { note?: Html | undefined; inPlace?: boolean } = {},
): Promise<void> {
  // the choice of the author is a question apart; whatever else is shown, it is over
  const draft = await withPlaces(ctx, given.step === 'author' ? goOn(given) : given)
  ctx.session.set(draftState, draft)
  const { text, keyboard } = draftQuestion(draft, await surroundings(ctx, draft))
  const whole = note ? joinHtml([note, text], '\n\n') : text
  if (inPlace) ctx.ui.show(whole, keyboard)
  else ctx.ui.send(whole, keyboard)
}

export async function surroundings(ctx: PersonContext, draft: TicketDraft): Promise<DraftSurroundings> {
  const { categoryId, step } = draft
  return {
    language: ctx.language,
    category: categoryId === undefined ? undefined : await findCategory(ctx.tx, categoryId),
    categories: step === 'category' ? await listCategories(ctx.tx) : [],
  }
}

async function withPlaces(ctx: PersonContext, draft: TicketDraft): Promise<TicketDraft> {
  if (draft.step !== 'place' || draft.places !== undefined) return draft
  return { ...draft, places: await listRecentPlaces(ctx.tx, ctx.person.id, maxPlaces) }
}
