import type { PersonContext } from '../../people/identify.ts'
import { mayGiveTasks } from '../../people/person.ts'
import { type Html, joinHtml } from '../../telegram/html.ts'
import { deadlineCalendar } from '../deadline/deadline-calendar.ts'
import { createDeadlineDialogue, type DeadlineTurn } from '../deadline/deadline-dialogue.ts'
import type { TaskSettings } from '../task-settings.ts'
import { checkOrderTexts } from './check-order-texts.ts'
import { choosePeopleTexts } from './choose-people-texts.ts'
import { listDoers, listNames, listNumbersOfShortDraft } from './doers-store.ts'
import { issuingTexts } from './issuing-texts.ts'
import { goOn, type OrderDraft, orderState, shortId } from './order-draft.ts'
import { withoutGone } from './order-people.ts'
import { lastRow, orderHead, orderQuestion } from './order-question.ts'
import type { OrderSurroundings } from './order-summary.ts'

/** How the deadline of a new order is asked for. */
export const orderDeadline = createDeadlineDialogue('give_due')

/** The draft in this chat: the one being filled in, or the one that a command left. */
export function currentOrder(ctx: PersonContext): OrderDraft | undefined {
  return ctx.session.get(orderState) ?? ctx.session.getLeft(orderState)
}

/** Has `use` work on the draft that a button belongs to; a button of another one is answered and changes nothing. */
export async function withOrder(
  ctx: PersonContext,
  short: string,
  use: (draft: OrderDraft) => Promise<void> | void,
): Promise<void> {
  const draft = currentOrder(ctx)
  if (draft && shortId(draft) === short) {
    if (mayGiveTasks(ctx.person)) return use(draft)
    ctx.ui.dropButtons()
    return tellNotAllowed(ctx)
  }
  const sent = await listNumbersOfShortDraft(ctx.tx, ctx.person.id, short)
  const texts = checkOrderTexts[ctx.language]
  ctx.ui.toast(sent.length > 0 ? texts.sentBefore(sent) : issuingTexts[ctx.language].stale)
  ctx.ui.dropButtons()
}

/** Sets the draft aside: who may not give orders any more chooses among the people no longer. */
export function tellNotAllowed(ctx: PersonContext): void {
  ctx.session.leave()
  ctx.ui.send(issuingTexts[ctx.language].notAllowed)
}

export interface Asking {
  /** A word about what has just happened. */
  note?: Html | undefined
  inPlace?: boolean
  /** Of the list of people. */
  page?: number
}

/** Keeps the draft and asks the question of its step; says what is not as it was chosen any more. */
export async function askOrder(
  ctx: PersonContext,
  settings: TaskSettings,
  given: OrderDraft,
  { note: said, inPlace = false, page = 0 }: Asking = {},
): Promise<void> {
  const around = await surroundings(ctx, settings)
  // a press comes after the whole album: from now on it is known how many files there are
  const whole = inPlace ? { ...given, album: undefined } : given
  const { draft, notes } = await refreshed(ctx, whole, around)
  const note = joinHtml([said, ...notes], '\n\n')
  ctx.session.set(orderState, draft)
  if (draft.step === 'deadline') {
    const turn = await deadlineTurn(ctx, settings, draft, around)
    return orderDeadline.ask(turn, { inPlace, note: note.html === '' ? undefined : note })
  }
  const workingTime = await settings.schoolTime.read(ctx.tx)
  const { text, keyboard } = orderQuestion(draft, draft.step, { ...around, workingTime, page })
  const message = joinHtml([note.html !== '' && note, text], '\n\n')
  if (inPlace) ctx.ui.show(message, keyboard)
  else ctx.ui.send(message, keyboard)
}

/** One turn of asking for the deadline. */
export async function deadlineTurn(
  ctx: PersonContext,
  settings: TaskSettings,
  draft: OrderDraft,
  around?: OrderSurroundings,
): Promise<DeadlineTurn> {
  const asked: OrderDraft = { ...draft, step: 'deadline' }
  return {
    ctx,
    calendar: deadlineCalendar(settings.timezone, await settings.schoolTime.read(ctx.tx)),
    draft: shortId(draft),
    above: orderHead(asked, around ?? (await surroundings(ctx, settings))),
    below: [lastRow(asked, ctx.language)],
  }
}

export async function surroundings(ctx: PersonContext, settings: TaskSettings): Promise<OrderSurroundings> {
  const { language, now } = ctx
  return { language, now, timezone: settings.timezone, doers: await listDoers(ctx.tx, ctx.person.id) }
}

/** The draft as it can still be sent: a draft may lie for days. */
async function refreshed(
  ctx: PersonContext,
  given: OrderDraft,
  { doers }: OrderSurroundings,
): Promise<{ draft: OrderDraft; notes: Html[] }> {
  const here = new Set(doers.map(({ id }) => id))
  const { draft, goneIds } = withoutGone(given, (id) => here.has(id))
  const notes =
    goneIds.length === 0
      ? []
      : [choosePeopleTexts[ctx.language].gone((await listNames(ctx.tx, goneIds)).join(', '))]
  if (draft.deadline === undefined || draft.deadline > ctx.now) return { draft, notes }
  const later = { ...draft, deadline: undefined, revision: draft.revision + 1 }
  return {
    draft: draft.step === 'check' ? goOn(later) : later,
    notes: [...notes, issuingTexts[ctx.language].deadlinePassed],
  }
}
