import type { PersonContext } from '../../people/identify.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { TaskView } from '../card/task-views-store.ts'
import { deadlineCalendar } from '../deadline/deadline-calendar.ts'
import { createDeadlineDialogue, type DeadlineTurn } from '../deadline/deadline-dialogue.ts'
import type { TaskRefusal } from '../task.ts'
import { refOf } from '../task-notice.ts'
import { taskRefusalText } from '../task-refusal-texts.ts'
import { type DeadlineAction, deadlineDialogue, newDialogueId } from './acting-dialogues.ts'
import { type ActingDeps, deadlineWords, leaveRow } from './acting-turn.ts'
import { reasonTexts } from './reason-texts.ts'

export const dueDialogue = createDeadlineDialogue('ta_due')

export interface DeadlineQuestion {
  action: DeadlineAction
  /** In place of the message whose button was pressed. */
  inPlace?: boolean
  /** What was wrong with the deadline before. */
  refusal?: TaskRefusal
}

/** Asks for another deadline of an order, in a new dialogue. */
export async function askForDeadline(
  ctx: PersonContext,
  deps: ActingDeps,
  view: TaskView,
  { action, inPlace = false, refusal }: DeadlineQuestion,
): Promise<void> {
  const draft = newDialogueId()
  ctx.session.set(deadlineDialogue, { draft, taskId: view.id, action })
  const note: Html | undefined = refusal && html`${taskRefusalText(refusal, ctx.language, action)}`
  dueDialogue.ask(await deadlineTurn(ctx, deps, view, draft), { inPlace, note })
}

export async function deadlineTurn(
  ctx: PersonContext,
  deps: ActingDeps,
  view: TaskView,
  draft: string,
): Promise<DeadlineTurn> {
  const { timezone, schoolTime } = deps.settings
  return {
    ctx,
    calendar: deadlineCalendar(timezone, await schoolTime.read(ctx.tx)),
    draft,
    above: reasonTexts[ctx.language].deadlineOf(
      view.id,
      refOf(view),
      deadlineWords(ctx, deps, view.deadline),
    ),
    below: [leaveRow(ctx, { draft, taskId: view.id })],
  }
}
