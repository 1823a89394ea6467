import type { PersonContext } from '../../people/identify.ts'
import { html } from '../../telegram/html.ts'
import { maySeeTask } from '../task-parties.ts'
import type { TaskSettings } from '../task-settings.ts'
import { type TaskPlace, taskBackButton } from './task-list-buttons.ts'
import { renderTask } from './task-view.ts'
import { taskViewTexts } from './task-view-texts.ts'
import { findTaskView, type TaskView } from './task-views-store.ts'

/**
 * Shows an order as it stands, in place of the message whose button was pressed. `back`: the list it was opened from;
 * a card that is shown anew keeps the way back that it had.
 */
export async function showTask(
  ctx: PersonContext,
  { timezone }: Pick<TaskSettings, 'timezone'>,
  taskId: number,
  back: TaskPlace | undefined = wayBackOf(ctx),
): Promise<void> {
  const view = await visibleTask(ctx, taskId)
  if (view === undefined) return
  const { text, keyboard } = renderTask(view, { reader: ctx.person, now: ctx.now, timezone, back })
  ctx.ui.show(text, keyboard)
}

/** The order, if the person may see it; otherwise he is told. One that is not his does not exist for him. */
export async function visibleTask(ctx: PersonContext, taskId: number): Promise<TaskView | undefined> {
  const view = await findTaskView(ctx.tx, taskId)
  const coDoerIds = view?.coDoers.map(({ id }) => id) ?? []
  if (view && maySeeTask(view, coDoerIds, ctx.person)) return view
  tellNoTask(ctx)
  return undefined
}

export function tellNoTask(ctx: PersonContext): void {
  const text = taskViewTexts[ctx.language].notFound
  if (ctx.callbackQuery) ctx.ui.toast(text, { alert: true })
  else ctx.ui.send(html`${text}`)
}

/** The way back to a list that the pressed card has. */
function wayBackOf({ callbackQuery }: PersonContext): TaskPlace | undefined {
  const message = callbackQuery?.message
  if (message === undefined || !('reply_markup' in message)) return undefined
  for (const button of message.reply_markup?.inline_keyboard.flat() ?? []) {
    const place = 'callback_data' in button ? taskBackButton.unpack(button.callback_data) : undefined
    if (place) return place
  }
  return undefined
}
