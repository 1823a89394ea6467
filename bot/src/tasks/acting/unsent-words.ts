import type { PersonContext } from '../../people/identify.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { findTaskView } from '../card/task-views-store.ts'
import type { TaskRefusal } from '../task.ts'
import { taskRefusalText } from '../task-refusal-texts.ts'
import { sendGatheredButton } from './acting-buttons.ts'
import { type Gathering, gatheringDialogue, newDialogueId } from './acting-dialogues.ts'
import { leaveRow, openKeyboard, openRow, refusalNow } from './acting-turn.ts'
import { unsentTexts } from './unsent-texts.ts'

/**
 * What somebody wrote cannot be sent any more as what it was meant to be: the order was cancelled, passed on or decided
 * about meanwhile. He gets his words back, and may send them as a comment as long as the order concerns him.
 */
export async function giveWordsBack(
  ctx: PersonContext,
  gathering: Gathering,
  refusal: TaskRefusal,
): Promise<void> {
  const { taskId, action } = gathering
  const texts = unsentTexts[ctx.language]
  const isGone = refusal.kind === 'not_found'
  const why = isGone ? texts.notYours : taskRefusalText(refusal, ctx.language, action)
  ctx.ui.toast(why, { alert: true })
  const show = (hint: string) =>
    joinHtml([texts.title[action](taskId), html`${why}`, words(gathering, ctx, hint)])
  if (!(await mayComment(ctx, taskId))) {
    ctx.session.clear()
    return ctx.ui.show(show(texts.copy), isGone ? undefined : openKeyboard(ctx, taskId))
  }
  const { reportNo: _, ...kept } = gathering
  const comment: Gathering = { ...kept, action: 'comment', draft: newDialogueId() }
  ctx.session.set(gatheringDialogue, comment)
  const send = { text: texts.asComment, data: sendGatheredButton.pack(comment) }
  ctx.ui.show(show(texts.kept), { inline: [[send], openRow(ctx, taskId), leaveRow(ctx, comment)] })
}

async function mayComment(ctx: PersonContext, taskId: number): Promise<boolean> {
  const view = await findTaskView(ctx.tx, taskId)
  return view !== undefined && refusalNow(ctx, view, { action: 'comment' }) === undefined
}

function words({ text, files }: Gathering, { language }: PersonContext, hint: string): Html {
  return joinHtml([
    html`${hint}`,
    text !== undefined && html`\n${text}`,
    files.length > 0 && html`\n📎 ${unsentTexts[language].files(files.length)}`,
  ])
}
