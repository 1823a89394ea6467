import type { PersonContext } from '../../people/identify.ts'
import { findPerson } from '../../people/people-store.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import type { TaskView } from '../card/task-views-store.ts'
import { changeTask } from '../change-task.ts'
import { taskActionButtons } from '../task-buttons.ts'
import { taskRefusalText } from '../task-refusal-texts.ts'
import { allDoersButton, doersPageButton, toDoerButton } from './acting-buttons.ts'
import { type DoerChoice, doerDialogue, newDialogueId } from './acting-dialogues.ts'
import { type ActingDeps, conclude, taskFor, tellStale } from './acting-turn.ts'
import { renderDoers } from './doer-list.ts'
import { doerTexts } from './doer-texts.ts'

const maxSearch = 100

/** Another person gets the order: chosen from a list, by page or by name. */
export function createTaskDoerRouter(deps: ActingDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('task_doer', isPrivate)

  router.button(taskActionButtons.reassign, async (ctx, { taskId }) => {
    const view = await taskFor(ctx, deps, { taskId, action: 'reassign' })
    if (view === undefined) return
    const choice: DoerChoice = { draft: newDialogueId(), taskId }
    const list = await renderDoers(ctx, deps, view, choice, 0)
    if (list.total === 0) return ctx.ui.toast(doerTexts[ctx.language].nobodyElse, { alert: true })
    ctx.session.set(doerDialogue, choice)
    ctx.ui.send(list.text, list.keyboard)
  })

  router.button(doersPageButton, (ctx, { page, ...ids }) => turn(ctx, deps, ids, {}, page))
  router.button(allDoersButton, (ctx, ids) => turn(ctx, deps, ids, { search: undefined }, 0))

  router.step(doerDialogue, async (ctx, before, { text, attachment }) => {
    if (text === undefined || attachment) return ctx.ui.send(doerTexts[ctx.language].onlyText)
    const view = await liveTask(ctx, deps, before)
    if (view === undefined) return
    const choice = { ...before, search: [...text].slice(0, maxSearch).join('') }
    ctx.session.set(doerDialogue, choice)
    const list = await renderDoers(ctx, deps, view, choice, 0)
    ctx.ui.send(list.text, list.keyboard)
  })

  router.button(toDoerButton, async (ctx, { personId, ...ids }) => {
    const choice = ctx.session.get(doerDialogue)
    if (choice?.draft !== ids.draft) return tellStale(ctx, deps, ids.taskId)
    const { taskId } = choice
    const doer = await findPerson(ctx.tx, personId)
    const result = await changeTask(ctx.tx, deps.settings, {
      ...{ taskId, action: 'reassign', actor: ctx.person, now: ctx.now },
      changes: { responsibleId: personId },
    })
    if (result.kind === 'doer_gone' || result.kind === 'same_doer' || result.kind === 'doer_gave_it') {
      ctx.ui.toast(taskRefusalText(result, ctx.language), { alert: true })
      return turn(ctx, deps, ids, {}, 0)
    }
    ctx.session.clear()
    await conclude(ctx, deps, { taskId, action: 'reassign' }, result, doer?.name)
  })

  return router
}

/** Shows the list again in its place, with what was changed about the choice. */
async function turn(
  ctx: PersonContext,
  deps: ActingDeps,
  ids: { draft: string; taskId: number },
  changes: Partial<DoerChoice>,
  page: number,
): Promise<void> {
  const before = ctx.session.get(doerDialogue)
  if (before?.draft !== ids.draft) return tellStale(ctx, deps, ids.taskId)
  const view = await liveTask(ctx, deps, before)
  if (view === undefined) return
  const choice = { ...before, ...changes }
  ctx.session.set(doerDialogue, choice)
  const list = await renderDoers(ctx, deps, view, choice, page)
  ctx.ui.show(list.text, list.keyboard)
}

/** The order, as long as it can be passed on; otherwise the dialogue is over. */
async function liveTask(
  ctx: PersonContext,
  deps: ActingDeps,
  { taskId }: DoerChoice,
): Promise<TaskView | undefined> {
  const view = await taskFor(ctx, deps, { taskId, action: 'reassign' })
  if (view === undefined) ctx.session.clear()
  return view
}
