import type { PersonContext } from '../../people/identify.ts'
import { mayGiveTasks } from '../../people/person.ts'
import type { Html } from '../../telegram/html.ts'
import type { Incoming } from '../../telegram/incoming.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import type { TaskSettings } from '../task-settings.ts'
import { answerInWords } from './answer-order.ts'
import { issuingTexts } from './issuing-texts.ts'
import { addLateFile, lateFiles } from './late-files.ts'
import { askOrder, tellNotAllowed } from './order-dialogue.ts'
import { maxFiles, maxText, type OrderDraft, orderState } from './order-draft.ts'
import { takeMessage } from './order-message.ts'

/** What is typed or sent while a new order is filled in. */
export function createOrderMessagesRouter({ settings }: { settings: TaskSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('order_message')
  router.step(orderState, (ctx, before, message) =>
    mayGiveTasks(ctx.person) ? takeIntoOrder(ctx, settings, before, message) : tellNotAllowed(ctx),
  )
  router.message(
    'late_file',
    (ctx, { mediaGroupId }) =>
      mediaGroupId !== undefined && ctx.session.get(lateFiles)?.albumId === mediaGroupId,
    async (ctx, { attachment }) => {
      const album = ctx.session.get(lateFiles)
      if (album === undefined || attachment === undefined) return
      await addLateFile(ctx.tx, { ...album, file: attachment, actor: ctx.person, now: ctx.now })
    },
  )
  return router
}

async function takeIntoOrder(
  ctx: PersonContext,
  settings: TaskSettings,
  before: OrderDraft,
  message: Incoming,
): Promise<void> {
  const texts = issuingTexts[ctx.language]
  const taken = takeMessage(before, message)
  const { draft } = taken
  ctx.session.set(orderState, draft)
  switch (taken.kind) {
    case 'ask':
      return askOrder(ctx, settings, draft, { note: taken.added && texts.added[taken.added] })
    case 'silent':
      return
    case 'ask_words':
      return askOrder(ctx, settings, draft, { note: texts.askWords })
    case 'files_full':
      return askOrder(ctx, settings, draft, { note: texts.filesFull(maxFiles) })
    case 'text_too_long':
      return askOrder(ctx, settings, draft, { note: texts.textTooLong(taken.length, maxText) })
    case 'answer':
      return answerInWords(ctx, settings, draft, taken.text)
    case 'press_instead':
      return askOrder(ctx, settings, draft, {
        note: draft.step === 'check' ? texts.hints.send : texts.hints.buttons,
      })
    case 'not_understood':
      return askOrder(ctx, settings, draft, { note: hint(ctx, draft) })
    default:
      return taken satisfies never
  }
}

function hint(ctx: PersonContext, { step }: OrderDraft): Html {
  const { hints } = issuingTexts[ctx.language]
  switch (step) {
    case 'text':
      return hints.text
    case 'people':
    case 'responsible':
    case 'helpers':
      return hints.people
    case 'deadline':
      return hints.deadline
    case 'split':
    case 'check':
      return hints.buttons
    default:
      return step satisfies never
  }
}
