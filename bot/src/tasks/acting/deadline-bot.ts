import type { PersonContext } from '../../people/identify.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import type { TaskView } from '../card/task-views-store.ts'
import { changeTask } from '../change-task.ts'
import type { DeadlineAnswer } from '../deadline/deadline-dialogue.ts'
import { taskActionButtons } from '../task-buttons.ts'
import { otherDeadlineButton } from './acting-buttons.ts'
import {
  type DeadlineChoice,
  deadlineActions,
  deadlineDialogue,
  newDialogueId,
  reasonDialogue,
} from './acting-dialogues.ts'
import { actingTexts } from './acting-texts.ts'
import { type ActingDeps, conclude, refusalNow, taskFor, tellStale } from './acting-turn.ts'
import { askForDeadline, deadlineTurn, dueDialogue } from './ask-for-deadline.ts'
import { askReason } from './ask-reason.ts'
import { reasonTexts } from './reason-texts.ts'

/** Another deadline: the giver sets it, the doer asks for it. */
export function createTaskDeadlineRouter(deps: ActingDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('task_deadline', isPrivate)

  for (const action of deadlineActions) {
    router.button(taskActionButtons[action], async (ctx, { taskId }) => {
      const view = await taskFor(ctx, deps, { taskId, action })
      if (view) await askForDeadline(ctx, deps, view, { action })
    })
  }

  router.button(dueDialogue.button, async (ctx, press) => {
    const choice = ctx.session.get(deadlineDialogue)
    // nothing else: its message may show by now what the first of two quick presses led to
    if (choice?.draft !== press.draft) return ctx.ui.toast(actingTexts[ctx.language].stale)
    const view = await liveTask(ctx, deps, choice)
    if (view === undefined) return
    const turn = await deadlineTurn(ctx, deps, view, choice.draft)
    await goOn(ctx, deps, view, choice, dueDialogue.onPress(turn, press, choice.day))
  })

  router.step(deadlineDialogue, async (ctx, choice, { text }) => {
    if (text === undefined) return ctx.ui.send(reasonTexts[ctx.language].onlyText)
    const view = await liveTask(ctx, deps, choice)
    if (view === undefined) return
    const turn = await deadlineTurn(ctx, deps, view, choice.draft)
    await goOn(ctx, deps, view, choice, dueDialogue.onText(turn, text, choice.day))
  })

  router.button(otherDeadlineButton, async (ctx, { draft, taskId }) => {
    const reason = ctx.session.get(reasonDialogue)
    const isLive = reason?.draft === draft && reason.action === 'ask_to_move'
    if (!isLive) return tellStale(ctx, deps, taskId)
    const view = await liveTask(ctx, deps, reason)
    if (view) await askForDeadline(ctx, deps, view, { action: 'ask_to_move', inPlace: true })
  })

  return router
}

/** The order, as long as the dialogue about it makes sense; otherwise the dialogue is over. */
async function liveTask(
  ctx: PersonContext,
  deps: ActingDeps,
  { taskId, action }: Pick<DeadlineChoice, 'taskId' | 'action'>,
): Promise<TaskView | undefined> {
  const view = await taskFor(ctx, deps, { taskId, action })
  if (view === undefined) ctx.session.clear()
  return view
}

async function goOn(
  ctx: PersonContext,
  deps: ActingDeps,
  view: TaskView,
  choice: DeadlineChoice,
  answer: DeadlineAnswer,
): Promise<void> {
  const { taskId, action } = choice
  if (answer.kind === 'asking') return ctx.session.set(deadlineDialogue, { ...choice, day: answer.day })
  const refusal = refusalNow(ctx, view, { action }, answer.at)
  const inPlace = ctx.callbackQuery !== undefined
  if (refusal) return askForDeadline(ctx, deps, view, { action, inPlace, refusal })
  if (action === 'ask_to_move') {
    const draft = newDialogueId()
    return askReason(ctx, deps, view, { draft, taskId, action, wanted: answer.at })
  }
  ctx.session.clear()
  const command = { taskId, action, actor: ctx.person, now: ctx.now, changes: { deadline: answer.at } }
  await conclude(ctx, deps, command, await changeTask(ctx.tx, deps.settings, command))
}
