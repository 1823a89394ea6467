import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { PersonContext } from '../../people/identify.ts'
import { mayGiveTasks } from '../../people/person.ts'
import { type Html, html, joinHtml } from '../../telegram/html.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { fsmState } from '../../telegram/session.ts'
import type { TaskSettings } from '../task-settings.ts'
import { anewOrderButton, dropOrderButton, resumeOrderButton } from './issuing-buttons.ts'
import { issuingTexts } from './issuing-texts.ts'
import { addText } from './order-content.ts'
import {
  type Asking,
  askOrder,
  currentOrder,
  surroundings,
  tellNotAllowed,
  withOrder,
} from './order-dialogue.ts'
import { goOn, isBegun, maxText, newOrder, type OrderDraft, orderState, shortId } from './order-draft.ts'
import { orderSummary } from './order-summary.ts'

/** Whether to go on with an order that was left is asked. `album`: the one that was answered last. */
const choosing = fsmState('order_or_next', z.object({ album: z.string().optional() }), { outlivesRole: true })

/** /task: begins an order, or offers to go on with the one that was left; what stands behind the command is its text. */
export function createIssuingRouter({ settings }: { settings: TaskSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('new_order')

  router.command('task', async (ctx, typed) => {
    const texts = issuingTexts[ctx.language]
    if (!isPrivate(ctx)) return ctx.ui.send(texts.onlyInPrivate(settings.botUsername))
    if (!mayGiveTasks(ctx.person)) return ctx.ui.send(texts.notAllowed)
    const draft = currentOrder(ctx)
    if (draft && isBegun(draft)) return offerToResume(ctx, settings, draft, typed)
    await begin(ctx, settings, typed)
  })

  // who is asked whether to go on with one order, and writes, writes the next one; a file belongs to neither yet
  router.step(choosing, async (ctx, { album }, { text, attachment, mediaGroupId }) => {
    if (!mayGiveTasks(ctx.person)) return tellNotAllowed(ctx)
    if (mediaGroupId !== undefined && mediaGroupId === album) return
    const draft = currentOrder(ctx)
    const typed = (attachment === undefined && text) || draft?.nextText || ''
    if (!draft) return begin(ctx, settings, typed)
    const note = attachment && issuingTexts[ctx.language].fileNotTaken
    await offerToResume(ctx, settings, draft, typed, note)
    ctx.session.set(choosing, { album: mediaGroupId })
  })

  router.button(resumeOrderButton, (ctx, { draft }) =>
    withOrder(ctx, draft, (live) =>
      askOrder(ctx, settings, { ...live, nextText: undefined }, { inPlace: true }),
    ),
  )
  router.button(anewOrderButton, (ctx, { draft }) =>
    withOrder(ctx, draft, ({ nextText = '' }) => begin(ctx, settings, nextText, { inPlace: true })),
  )
  router.button(dropOrderButton, (ctx, { draft }) =>
    withOrder(ctx, draft, () => {
      ctx.session.forget()
      ctx.ui.show(issuingTexts[ctx.language].cancelled)
    }),
  )
  return router
}

async function begin(ctx: PersonContext, settings: TaskSettings, text: string, asking: Asking = {}) {
  const draft = newOrder(randomUUID())
  if (text === '') return askOrder(ctx, settings, draft, asking)
  const added = addText(draft, { messageId: ctx.incoming?.messageId ?? 0, text })
  if (added.kind === 'added') return askOrder(ctx, settings, goOn(added.draft), asking)
  const note = issuingTexts[ctx.language].textTooLong(added.length, maxText)
  return askOrder(ctx, settings, draft, { ...asking, note })
}

/** Leaves the draft where it is until the person has chosen. */
async function offerToResume(
  ctx: PersonContext,
  settings: TaskSettings,
  draft: OrderDraft,
  typed: string,
  note?: Html,
) {
  const texts = issuingTexts[ctx.language]
  const id = shortId(draft)
  const hasNext = typed !== ''
  ctx.session.setLeft(orderState, { ...draft, nextText: hasNext ? typed : undefined })
  ctx.session.set(choosing, {})
  const summary = orderSummary({ ...draft, step: 'check' }, await surroundings(ctx, settings), limits)
  const question = joinHtml([hasNext ? texts.resumeOrNext : texts.resume, html`\n${summary}`])
  ctx.ui.send(joinHtml([note, question], '\n\n'), {
    inline: [
      [
        { text: texts.buttons.proceed, data: resumeOrderButton.pack({ draft: id }) },
        {
          text: hasNext ? texts.buttons.anewWithText : texts.buttons.anew,
          data: anewOrderButton.pack({ draft: id }),
        },
      ],
      [{ text: texts.buttons.cancel, data: dropOrderButton.pack({ draft: id }) }],
    ],
  })
}

const limits = { text: 300, names: 5 }
