import type { PersonContext } from '../../people/identify.ts'
import type { Html } from '../../telegram/html.ts'
import type { Button } from '../../telegram/keyboard.ts'
import type { Task } from '../task.ts'
import { refOf } from '../task-notice.ts'
import {
  cancelSurelyButton,
  leaveActingButton,
  otherDeadlineButton,
  skipReasonButton,
} from './acting-buttons.ts'
import { type Reasoning, reasonDialogue } from './acting-dialogues.ts'
import { actingTexts } from './acting-texts.ts'
import { type ActingDeps, deadlineWords, leaveRow } from './acting-turn.ts'
import { reasonTexts } from './reason-texts.ts'

/** Asks for the reason of what is about to be done. */
export function askReason(ctx: PersonContext, deps: ActingDeps, task: Task, reasoning: Reasoning): void {
  ctx.session.set(reasonDialogue, reasoning)
  const keyboard = { inline: reasonRows(ctx, reasoning) }
  const question = questionOf(ctx, deps, task, reasoning)
  // the choice of a deadline has served; a card stays as it is
  if (reasoning.action === 'ask_to_move') ctx.ui.show(question, keyboard)
  else ctx.ui.send(question, keyboard)
}

/** The last question before an order is cancelled. */
export function askWhetherToCancel(ctx: PersonContext, { draft, taskId }: Reasoning, reason?: string): void {
  const texts = reasonTexts[ctx.language]
  const ids = { draft, taskId }
  ctx.session.set(reasonDialogue, { ...ids, action: 'cancel', reason })
  ctx.ui.show(texts.reallyCancel(taskId, reason), {
    inline: [
      [
        { text: texts.cancelIt, data: cancelSurelyButton.pack(ids) },
        { text: actingTexts[ctx.language].keepButton, data: leaveActingButton.pack(ids) },
      ],
    ],
  })
}

function questionOf(ctx: PersonContext, deps: ActingDeps, task: Task, reasoning: Reasoning): Html {
  const texts = reasonTexts[ctx.language]
  switch (reasoning.action) {
    case 'ask_to_move':
      return texts.askWhyMove(task.id, deadlineWords(ctx, deps, reasoning.wanted))
    case 'refuse_move':
      return texts.askWhyNot(task.id, deadlineWords(ctx, deps, task.deadline))
    case 'cancel':
      return texts.askWhyCancel(task.id, refOf(task))
    default:
      return reasoning satisfies never
  }
}

function reasonRows(ctx: PersonContext, { action, draft, taskId }: Reasoning): Button[][] {
  const texts = reasonTexts[ctx.language]
  const ids = { draft, taskId }
  switch (action) {
    case 'ask_to_move':
      return [[{ text: texts.otherDeadline, data: otherDeadlineButton.pack(ids) }], leaveRow(ctx, ids)]
    case 'refuse_move':
      return [[{ text: texts.skip[action], data: skipReasonButton.pack(ids) }], leaveRow(ctx, ids)]
    case 'cancel':
      // «cancel» would be understood as cancelling the order
      return [
        [{ text: texts.skip[action], data: skipReasonButton.pack(ids) }],
        [{ text: actingTexts[ctx.language].keepButton, data: leaveActingButton.pack(ids) }],
      ]
    default:
      return action satisfies never
  }
}
