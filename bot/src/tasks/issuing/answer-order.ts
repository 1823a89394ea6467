import type { PersonContext } from '../../people/identify.ts'
import type { Html } from '../../telegram/html.ts'
import type { DeadlineAnswer } from '../deadline/deadline-dialogue.ts'
import type { TaskSettings } from '../task-settings.ts'
import { type Chosen, readPeople } from './choose-people.ts'
import { choosePeopleTexts } from './choose-people-texts.ts'
import { listDoers } from './doers-store.ts'
import { type Asking, askOrder, deadlineTurn, orderDeadline } from './order-dialogue.ts'
import { fillOrder, type OrderDraft, orderState } from './order-draft.ts'

/** Takes what was typed where people are chosen, or where the deadline is asked for. */
export async function answerInWords(
  ctx: PersonContext,
  settings: TaskSettings,
  draft: OrderDraft,
  text: string,
): Promise<void> {
  const { step } = draft
  if (step === 'people' || step === 'responsible' || step === 'helpers') {
    const doers = await listDoers(ctx.tx, ctx.person.id)
    return askAfterChoice(ctx, settings, readPeople(draft, step, text, doers))
  }
  const turn = await deadlineTurn(ctx, settings, draft)
  return takeDeadline(ctx, settings, draft, orderDeadline.onText(turn, text, draft.deadlineDay))
}

/** Goes on with the deadline, or remembers what the screen asks about it now. */
export function takeDeadline(
  ctx: PersonContext,
  settings: TaskSettings,
  draft: OrderDraft,
  answer: DeadlineAnswer,
  asking: Asking = {},
): Promise<void> | void {
  switch (answer.kind) {
    case 'picked':
      return askOrder(ctx, settings, fillOrder(draft, { deadline: answer.at }), asking)
    case 'asking':
      return ctx.session.set(orderState, { ...draft, step: 'deadline', deadlineDay: answer.day })
    default:
      return answer satisfies never
  }
}

/** Asks what is next after people were chosen; what could not be done is said. */
export function askAfterChoice(
  ctx: PersonContext,
  settings: TaskSettings,
  chosen: Chosen,
  asking: Asking = {},
): Promise<void> {
  return askOrder(ctx, settings, chosen.draft, { ...asking, note: noteOf(chosen, ctx) })
}

function noteOf(chosen: Chosen, { language }: PersonContext): Html | undefined {
  const texts = choosePeopleTexts[language]
  switch (chosen.kind) {
    case 'chosen':
      return undefined
    case 'unclear':
      return texts.unclear(firstOf(chosen.names, texts.names.more))
    case 'nobody':
      return texts.foundNobody(chosen.name)
    case 'not_him':
      return texts.notHim
    case 'too_many':
      return texts.tooMany(chosen.count, chosen.max)
    default:
      return chosen satisfies never
  }
}

/** So many names that what is asked stays in sight. */
const maxUnclear = 10

function firstOf(names: readonly string[], more: (count: number) => string): string {
  const shown = names.slice(0, maxUnclear).join(', ')
  return names.length > maxUnclear ? `${shown} ${more(names.length - maxUnclear)}` : shown
}
