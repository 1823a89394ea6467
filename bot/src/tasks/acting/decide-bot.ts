import type { PersonContext } from '../../people/identify.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { changeTask } from '../change-task.ts'
import { taskActionButtons } from '../task-buttons.ts'
import { leaveActingButton } from './acting-buttons.ts'
import { isActingIn } from './acting-dialogues.ts'
import { actingTexts } from './acting-texts.ts'
import { type ActingDeps, conclude, openKeyboard, taskFor, tellStale } from './acting-turn.ts'
import { askForDeadline } from './ask-for-deadline.ts'

/** What is done to an order with one press; and the way out of the dialogues about it. */
export function createDecideRouter(deps: ActingDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('task_decide', isPrivate)

  for (const action of ['acknowledge', 'accept'] as const) {
    router.button(taskActionButtons[action], async (ctx, { taskId, reportNo }) => {
      const command = { taskId, reportNo, action, actor: ctx.person, now: ctx.now }
      await conclude(ctx, deps, command, await changeTask(ctx.tx, deps.settings, command))
    })
  }

  router.button(taskActionButtons.grant_move, async (ctx, { taskId, requestId }) => {
    const command = { taskId, requestId, action: 'grant_move', actor: ctx.person, now: ctx.now } as const
    const granted = await changeTask(ctx.tx, deps.settings, command)
    if (granted.kind !== 'deadline_past') return conclude(ctx, deps, command, granted)
    const view = await taskFor(ctx, deps, { taskId, action: 'move' })
    if (view === undefined) return
    ctx.ui.toast(actingTexts[ctx.language].grantTooLate, { alert: true })
    await askForDeadline(ctx, deps, view, { action: 'move' })
  })

  router.button(leaveActingButton, async (ctx, { draft, taskId }) => {
    if (!isActingIn(ctx.session, draft)) return tellStale(ctx, deps, taskId)
    ctx.session.clear()
    ctx.ui.show(actingTexts[ctx.language].left, openKeyboard(ctx, taskId))
  })

  return router
}
