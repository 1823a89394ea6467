import type { PersonContext } from '../../people/identify.ts'
import { findPerson } from '../../people/people-store.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { type Button, inRows, type Keyboard } from '../../telegram/keyboard.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { authorTexts } from '../author-texts.ts'
import { changeTicket } from '../change-ticket.ts'
import { observeClocks } from '../clocks/ticket-clocks.ts'
import { maxText } from '../filing/draft.ts'
import { tellRefusal } from '../reading/open-ticket.ts'
import { actionButtons } from '../ticket-buttons.ts'
import type { MessageSource, TicketMessageKind } from '../ticket-messages-store.ts'
import { remarkButton, sendWordsButton } from './specialist-buttons.ts'
import { type WordAction, type WordsDraft, wordActions, wordsDialogue } from './specialist-dialogues.ts'
import { specialistTexts } from './specialist-texts.ts'
import { leaveRow, openKeyboard, type SpecialistDeps, tellStale, ticketFor } from './specialist-turn.ts'

const messageKinds: Record<WordAction, TicketMessageKind> = {
  ask: 'question',
  comment: 'comment',
  note: 'note',
  resolve: 'resolution',
}

const maxFiles = 10

/** What specialists do with words: ask the author, comment, note something for each other, resolve with a remark. */
export function createWordsRouter(deps: SpecialistDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('words')

  for (const action of wordActions) {
    router.button(actionButtons[action], async (ctx, { ticketId }) => {
      const ticket = await ticketFor(ctx, deps, ticketId, action)
      if (ticket === undefined) return
      const author = await findPerson(ctx.tx, ticket.authorId)
      ctx.session.set(wordsDialogue, { ticketId, action, files: [] })
      ctx.ui.send(
        specialistTexts[ctx.language].ask[action](ticketId, author?.name ?? ''),
        dialogueKeyboard(ctx, action, ticketId),
      )
    })
  }

  router.step(wordsDialogue, async (ctx, draft, message) => {
    const gathered = gather(ctx, draft, message)
    if (gathered === undefined) return
    // the captions and files of an album come as messages of their own: when it ends, only the sender knows
    const isComplete = gathered.text !== undefined && message.mediaGroupId === undefined
    if (isComplete) return complete(ctx, deps, gathered, message)
    ctx.session.set(wordsDialogue, gathered)
    if (draft.files.length === 0) askForRest(ctx, gathered)
  })

  router.button(sendWordsButton, async (ctx, { ticketId }) => {
    const draft = ctx.session.get(wordsDialogue)
    if (draft?.ticketId !== ticketId || draft.text === undefined) return tellStale(ctx)
    ctx.ui.dropButtons()
    await complete(ctx, deps, draft, undefined)
  })

  router.button(remarkButton, async (ctx, { ticketId, remark }) => {
    const draft = ctx.session.get(wordsDialogue)
    const text = specialistTexts[ctx.language].remarks[remark]
    const isLive = draft?.ticketId === ticketId && draft.action === 'resolve'
    if (!isLive || text === undefined) return tellStale(ctx)
    ctx.ui.dropButtons()
    await complete(ctx, deps, { ...draft, text }, undefined)
  })

  return router
}

/** The draft with what the message adds; undefined when it adds nothing, which is then said. */
function gather(ctx: PersonContext, draft: WordsDraft, message: Incoming): WordsDraft | undefined {
  const texts = specialistTexts[ctx.language]
  const { attachment, text } = message
  if (attachment && draft.action === 'note') {
    ctx.ui.send(texts.noteIsText)
    return undefined
  }
  if (attachment === undefined && text === undefined) {
    ctx.ui.send(texts.needWords[draft.action])
    return undefined
  }
  const isTooMany = attachment !== undefined && draft.files.length === maxFiles
  if (isTooMany) ctx.ui.send(texts.tooManyFiles(maxFiles))
  const words = [draft.text, text].filter((part) => part !== undefined)
  const length = words.join('\n').length
  if (length > maxText) {
    ctx.ui.send(authorTexts[ctx.language].tooLong(length, maxText))
    return undefined
  }
  return {
    ...draft,
    files: attachment && !isTooMany ? [...draft.files, attachment] : draft.files,
    ...(words.length > 0 ? { text: words.join('\n') } : {}),
  }
}

function askForRest(ctx: PersonContext, { action, ticketId, text }: WordsDraft): void {
  const texts = specialistTexts[ctx.language]
  if (text === undefined) {
    const words = action === 'note' ? texts.noteIsText : texts.fileTaken[action]
    return ctx.ui.send(words, dialogueKeyboard(ctx, action, ticketId))
  }
  const send = { text: texts.buttons.send, data: sendWordsButton.pack({ ticketId }) }
  ctx.ui.send(texts.albumTaken, { inline: [[send], leaveRow(ctx)] })
}

async function complete(
  ctx: PersonContext,
  deps: SpecialistDeps,
  draft: WordsDraft,
  typed: MessageSource | undefined,
): Promise<void> {
  const { ticketId, action, files, text = '' } = draft
  ctx.session.clear()
  const source = typed && { chatId: typed.chatId, messageId: typed.messageId }
  const result = await changeTicket(ctx.tx, deps.settings, {
    ticketId,
    action,
    actor: ctx.person,
    now: ctx.now,
    changes: action === 'resolve' ? { resolution: text } : {},
    message: { kind: messageKinds[action], text, source },
    attachments: files,
  })
  if (result.kind !== 'changed') return tellRefusal(ctx, result)
  await observeClocks(ctx.tx, deps.metrics, result.change)
  ctx.ui.send(specialistTexts[ctx.language].done[action](ticketId), openKeyboard(ctx, ticketId))
}

function dialogueKeyboard(ctx: PersonContext, action: WordAction, ticketId: number): Keyboard {
  const remarks = action === 'resolve' ? specialistTexts[ctx.language].remarks : []
  const buttons: Button[] = remarks.map((text, remark) => ({
    text,
    data: remarkButton.pack({ ticketId, remark }),
  }))
  return { inline: [...inRows(buttons, 2), leaveRow(ctx)] }
}
