import type { PersonContext } from '../../people/identify.ts'
import { html } from '../../telegram/html.ts'
import type { Button, Keyboard } from '../../telegram/keyboard.ts'
import { showTask, visibleTask } from '../card/show-task.ts'
import type { TaskView } from '../card/task-views-store.ts'
import type { TaskChanged } from '../change-task.ts'
import { formatDeadline } from '../deadline/format-deadline.ts'
import { type TaskRefusal, taskRefusalOf } from '../task.ts'
import { openTaskButton, type TaskButtonAction } from '../task-buttons.ts'
import { taskNoticeTexts } from '../task-notice-texts.ts'
import { taskRefusalText } from '../task-refusal-texts.ts'
import type { TaskSettings } from '../task-settings.ts'
import { leaveActingButton } from './acting-buttons.ts'
import { actingTexts } from './acting-texts.ts'

/** What the handlers of doers and givers are made of. */
export interface ActingDeps {
  settings: TaskSettings
}

/** Which action on which order a turn is about. */
export interface Acting {
  taskId: number
  /** Of an answer to a request. */
  requestId?: number | undefined
  /** Of a decision about a report. */
  reportNo?: number | undefined
  action: TaskButtonAction
}

/** The order, when the person may begin this with it now; otherwise he is told why not. */
export async function taskFor(
  ctx: PersonContext,
  deps: ActingDeps,
  acting: Acting,
): Promise<TaskView | undefined> {
  const { taskId } = acting
  const view = await visibleTask(ctx, taskId)
  if (view === undefined) {
    ctx.ui.dropButtons()
    return undefined
  }
  const refusal = refusalNow(ctx, view, acting)
  if (refusal === undefined) return view
  await tellTaskRefusal(ctx, deps, acting, refusal)
  return undefined
}

/** Whether the action would be refused as the order stands; `deadline`: the one that it would set or ask for. */
export function refusalNow(
  { person, now }: PersonContext,
  view: TaskView,
  { action, requestId, reportNo }: Omit<Acting, 'taskId'>,
  deadline?: Date,
): TaskRefusal | undefined {
  const coDoerIds = view.coDoers.map(({ id }) => id)
  const { isCreatorGone, moveRequest, reports } = view
  const facts = { now, coDoerIds, isCreatorGone, moveRequest, requestId, reports, reportNo, deadline }
  return taskRefusalOf(view, action, person, facts)
}

/** Says why something cannot be done. A message whose button was pressed shows the order as it stands. */
export async function tellTaskRefusal(
  ctx: PersonContext,
  { settings }: ActingDeps,
  { taskId, action }: Acting,
  refusal: TaskRefusal,
): Promise<void> {
  const text = taskRefusalText(refusal, ctx.language, action)
  const isSeen = refusal.kind !== 'not_found'
  if (ctx.callbackQuery === undefined) {
    return ctx.ui.send(html`${text}`, isSeen ? openKeyboard(ctx, taskId) : undefined)
  }
  ctx.ui.toast(text, { alert: true })
  if (isSeen) await showTask(ctx, settings, taskId)
  else ctx.ui.dropButtons()
}

/** Says what was done, or why not. `detail` goes with the words: the deadline in force unless it is given. */
export async function conclude(
  ctx: PersonContext,
  deps: ActingDeps,
  acting: Acting,
  result: TaskChanged,
  detail?: string,
): Promise<void> {
  if (result.kind !== 'changed') return tellTaskRefusal(ctx, deps, acting, result)
  const { taskId, action } = acting
  const deadline = deadlineWords(ctx, deps, result.change.after.deadline)
  const done = actingTexts[ctx.language].done[action](taskId, detail ?? deadline)
  if (ctx.callbackQuery === undefined) return ctx.ui.send(html`${done}`, openKeyboard(ctx, taskId))
  ctx.ui.toast(done)
  await showTask(ctx, deps.settings, taskId)
}

export function deadlineWords({ now, language }: PersonContext, { settings }: ActingDeps, at: Date): string {
  return formatDeadline(at, { now, language, timeZone: settings.timezone })
}

/**
 * A button of a dialogue that is over, or of another one: it drives nothing any more, and its message shows the order.
 * The second of two quick presses finds it there already.
 */
export async function tellStale(ctx: PersonContext, { settings }: ActingDeps, taskId: number): Promise<void> {
  ctx.ui.toast(actingTexts[ctx.language].stale)
  await showTask(ctx, settings, taskId)
}

export function leaveRow(ctx: PersonContext, { draft, taskId }: { draft: string; taskId: number }): Button[] {
  return [{ text: actingTexts[ctx.language].leaveButton, data: leaveActingButton.pack({ draft, taskId }) }]
}

export function openKeyboard(ctx: PersonContext, taskId: number): Keyboard {
  return { inline: [openRow(ctx, taskId)] }
}

export function openRow(ctx: PersonContext, taskId: number): Button[] {
  const { open } = taskNoticeTexts[ctx.language].buttons
  return [{ text: open, data: openTaskButton.pack({ taskId }) }]
}
