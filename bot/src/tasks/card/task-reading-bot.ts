import { historyPage } from '../../people/history-page.ts'
import type { PersonContext } from '../../people/identify.ts'
import { callbackData, idField, pageField } from '../../telegram/callback-data.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { queue } from '../../telegram/outbox.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { openTaskButton, taskFilesButton, taskHistoryButton } from '../task-buttons.ts'
import { listTaskFiles } from '../task-messages-store.ts'
import { owedTaskFiles } from '../task-outbox.ts'
import type { TaskSettings } from '../task-settings.ts'
import { showTask, visibleTask } from './show-task.ts'
import { listTaskEvents } from './task-events-store.ts'
import { taskFilesTexts } from './task-files-texts.ts'
import { taskHistory } from './task-history.ts'
import { taskHistoryTexts } from './task-history-texts.ts'
import type { TaskView } from './task-views-store.ts'

const historyPageButton = callbackData('task_hist_page', { taskId: idField, page: pageField })

/** Everything one can read about an order: the order, its history, its files. */
export function createTaskReadingRouter({ settings }: { settings: TaskSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('task', isPrivate)
  router.button(openTaskButton, (ctx, { taskId }) => showTask(ctx, settings, taskId))
  router.button(taskFilesButton, async (ctx, { taskId }) => {
    const task = await visibleTask(ctx, taskId)
    if (task) await sendFiles(ctx, task)
  })
  router.button(taskHistoryButton, async (ctx, { taskId }) => {
    const task = await visibleTask(ctx, taskId)
    if (task) await showHistory(ctx, settings, task, 'newest')
  })
  router.button(historyPageButton, async (ctx, { taskId, page }) => {
    const task = await visibleTask(ctx, taskId)
    if (task) await showHistory(ctx, settings, task, page)
  })
  return router
}

async function sendFiles(ctx: PersonContext, { id }: TaskView): Promise<void> {
  const texts = taskFilesTexts[ctx.language]
  const files = await listTaskFiles(ctx.tx, id)
  ctx.ui.toast(files.length === 0 ? texts.none : texts.sending)
  if (files.length === 0) return
  const attachmentIds = files.map((file) => file.id)
  await queue(ctx.tx, [owedTaskFiles(ctx.person.telegramId, { taskId: id, attachmentIds })])
}

async function showHistory(
  ctx: PersonContext,
  { timezone }: TaskSettings,
  task: TaskView,
  wanted: number | 'newest',
): Promise<void> {
  const texts = taskHistoryTexts[ctx.language]
  const events = await listTaskEvents(ctx.tx, task.id)
  const entries = taskHistory(events, { language: ctx.language, timezone, now: ctx.now })
  const whole = { title: texts.title(task.id), beginning: task.text, entries }
  const page = wanted === 'newest' ? 0 : wanted
  const { text, keyboard } = historyPage(whole, page, ctx.language, (to) =>
    historyPageButton.pack({ taskId: task.id, page: to }),
  )
  // the card stays where it is; only the pages of the history turn in place
  if (wanted === 'newest') ctx.ui.send(text, keyboard)
  else ctx.ui.show(text, keyboard)
}
