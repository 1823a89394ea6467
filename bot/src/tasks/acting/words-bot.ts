import type { PersonContext } from '../../people/identify.ts'
import { type Html, html, joinHtml, shorten } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import type { Keyboard } from '../../telegram/keyboard.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { changeTask } from '../change-task.ts'
import { taskActionButtons } from '../task-buttons.ts'
import type { TaskMessageKind } from '../task-messages-store.ts'
import { refOf } from '../task-notice.ts'
import { readyReportButton, sendGatheredButton } from './acting-buttons.ts'
import {
  type Gathering,
  type GatheringAction,
  gatheringActions,
  gatheringDialogue,
  newDialogueId,
} from './acting-dialogues.ts'
import { type ActingDeps, conclude, leaveRow, taskFor, tellStale } from './acting-turn.ts'
import { gather, isSendable, maxFiles, maxWords } from './gather-words.ts'
import { gatheringTexts } from './gathering-texts.ts'
import { giveWordsBack } from './unsent-words.ts'

const messageKinds: Record<GatheringAction, TaskMessageKind> = {
  report: 'report',
  comment: 'comment',
  return: 'return_reason',
}

/** Long words are cut where they are shown once more before they are sent. */
const maxShown = 1000

/** What is written to an order, with files or without: reports, comments, what has to be done again. */
export function createTaskWordsRouter(deps: ActingDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('task_words', isPrivate)

  for (const action of gatheringActions) {
    router.button(taskActionButtons[action], async (ctx, { taskId, reportNo }) => {
      const view = await taskFor(ctx, deps, { taskId, action, reportNo })
      if (view === undefined) return
      const gathering: Gathering = { draft: newDialogueId(), taskId, action, reportNo, files: [] }
      ctx.session.set(gatheringDialogue, gathering)
      ctx.ui.send(gatheringTexts[ctx.language].ask[action](taskId, refOf(view)), keyboardOf(ctx, gathering))
    })
  }

  router.step(gatheringDialogue, (ctx, before, message) => {
    const texts = gatheringTexts[ctx.language]
    const gathered = gather(before, message)
    if (gathered.kind === 'not_understood') return ctx.ui.send(texts.notUnderstood, keyboardOf(ctx, before))
    const { draft } = gathered
    ctx.session.set(gatheringDialogue, draft)
    const answer = (words: Html) => ctx.ui.send(words, keyboardOf(ctx, draft))
    switch (gathered.kind) {
      case 'silent':
        return
      case 'words_needed':
        return answer(texts.remarkNeeded)
      case 'too_long':
        return answer(texts.tooLong(gathered.length, maxWords))
      case 'files_full':
        return answer(texts.tooManyFiles(maxFiles))
      case 'ready':
        return answer(shownBefore(ctx, draft, gathered.isAlbum))
      default:
        return gathered satisfies never
    }
  })

  router.button(sendGatheredButton, (ctx, { draft, taskId }) => {
    const gathering = ctx.session.get(gatheringDialogue)
    const isLive = gathering?.draft === draft && isSendable(gathering)
    if (!isLive) return tellStale(ctx, deps, taskId)
    return send(ctx, deps, gathering)
  })

  router.button(readyReportButton, (ctx, { draft, taskId }) => {
    const gathering = ctx.session.get(gatheringDialogue)
    const isLive = gathering?.draft === draft && gathering.action === 'report' && !isSendable(gathering)
    if (!isLive) return tellStale(ctx, deps, taskId)
    return send(ctx, deps, gathering, gatheringTexts[ctx.language].readyReport)
  })

  return router
}

/** What has come so far, before it is sent. */
function shownBefore(ctx: PersonContext, { taskId, action, text, files }: Gathering, isAlbum: boolean): Html {
  const texts = gatheringTexts[ctx.language]
  const album = isAlbum ? texts.album : texts.files(files.length)
  return joinHtml([
    texts.title[action](taskId),
    text !== undefined && html`${shorten(text, maxShown)}`,
    files.length > 0 && html`${album}`,
    html`\n${texts.more[action]}`,
  ])
}

function keyboardOf(ctx: PersonContext, gathering: Gathering): Keyboard {
  const { draft, taskId, action } = gathering
  const texts = gatheringTexts[ctx.language]
  const send = { text: texts.sendButton[action], data: sendGatheredButton.pack({ draft, taskId }) }
  const ready = { text: texts.readyButton, data: readyReportButton.pack({ draft, taskId }) }
  if (isSendable(gathering)) return { inline: [[send], leaveRow(ctx, gathering)] }
  return { inline: [action === 'report' ? [ready] : [], leaveRow(ctx, gathering)] }
}

async function send(
  ctx: PersonContext,
  deps: ActingDeps,
  gathering: Gathering,
  text = gathering.text ?? '',
): Promise<void> {
  const { taskId, action, reportNo, files } = gathering
  ctx.session.clear()
  const command = { taskId, action, reportNo, actor: ctx.person, now: ctx.now }
  const message = { kind: messageKinds[action], text }
  const result = await changeTask(ctx.tx, deps.settings, { ...command, message, attachments: files })
  if (result.kind !== 'changed' && isSendable(gathering)) return giveWordsBack(ctx, gathering, result)
  await conclude(ctx, deps, command, result)
}
