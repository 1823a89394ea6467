import type { PersonContext } from '../../people/identify.ts'
import { isRestOfRefused, refused } from '../../telegram/arriving.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { changeTask, type TaskCommand } from '../change-task.ts'
import { taskActionButtons } from '../task-buttons.ts'
import type { TaskMessageKind } from '../task-messages-store.ts'
import { cancelSurelyButton, skipReasonButton } from './acting-buttons.ts'
import { newDialogueId, type Reasoning, reasonDialogue } from './acting-dialogues.ts'
import { type ActingDeps, conclude, taskFor, tellStale } from './acting-turn.ts'
import { askReason, askWhetherToCancel } from './ask-reason.ts'
import { reasonTexts } from './reason-texts.ts'

const messageKinds: Record<Reasoning['action'], TaskMessageKind> = {
  ask_to_move: 'move_reason',
  refuse_move: 'move_answer',
  cancel: 'cancel_reason',
}

const maxReason = 2000

/** What is done with a reason: asking for another deadline, refusing one, cancelling. */
export function createReasonRouter(deps: ActingDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('task_reason', isPrivate)

  for (const action of ['refuse_move', 'cancel'] as const) {
    router.button(taskActionButtons[action], async (ctx, { taskId, requestId }) => {
      const view = await taskFor(ctx, deps, { taskId, action, requestId })
      if (view) askReason(ctx, deps, view, { draft: newDialogueId(), taskId, action, requestId })
    })
  }

  router.step(reasonDialogue, (ctx, reasoning, message) => {
    const { text, attachment, messageId } = message
    const texts = reasonTexts[ctx.language]
    if (text === undefined || attachment) return ctx.ui.send(texts.onlyText)
    const next = refused(reasoning, messageId)
    if (isRestOfRefused(reasoning, message)) return ctx.session.set(reasonDialogue, next)
    const { length } = [...text]
    if (length > maxReason) {
      ctx.session.set(reasonDialogue, next)
      return ctx.ui.send(texts.tooLong(length, maxReason))
    }
    if (reasoning.action === 'cancel') return askWhetherToCancel(ctx, reasoning, text)
    return act(ctx, deps, reasoning, text)
  })

  router.button(skipReasonButton, (ctx, { draft, taskId }) => {
    const reasoning = ctx.session.get(reasonDialogue)
    const isLive = reasoning?.draft === draft && reasoning.action !== 'ask_to_move'
    if (!isLive) return tellStale(ctx, deps, taskId)
    if (reasoning.action === 'cancel') return askWhetherToCancel(ctx, reasoning)
    return act(ctx, deps, reasoning, undefined)
  })

  router.button(cancelSurelyButton, (ctx, { draft, taskId }) => {
    const reasoning = ctx.session.get(reasonDialogue)
    const isLive = reasoning?.draft === draft && reasoning.action === 'cancel'
    if (!isLive) return tellStale(ctx, deps, taskId)
    return act(ctx, deps, reasoning, reasoning.reason)
  })

  return router
}

async function act(
  ctx: PersonContext,
  deps: ActingDeps,
  reasoning: Reasoning,
  reason: string | undefined,
): Promise<void> {
  const { taskId, action } = reasoning
  ctx.session.clear()
  const command: TaskCommand = {
    ...{ taskId, action, actor: ctx.person, now: ctx.now },
    ...(reason === undefined ? {} : { message: { kind: messageKinds[action], text: reason } }),
    ...(reasoning.action === 'ask_to_move' ? { wanted: reasoning.wanted } : {}),
    ...(reasoning.action === 'refuse_move' ? { requestId: reasoning.requestId } : {}),
  }
  await conclude(ctx, deps, { taskId, action }, await changeTask(ctx.tx, deps.settings, command))
}
