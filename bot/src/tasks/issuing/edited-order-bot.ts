import type { PersonContext } from '../../people/identify.ts'
import { mayGiveTasks } from '../../people/person.ts'
import type { Html } from '../../telegram/html.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import type { TaskSettings } from '../task-settings.ts'
import { issuingTexts } from './issuing-texts.ts'
import { editText } from './order-content.ts'
import { askOrder, currentOrder } from './order-dialogue.ts'
import { maxText, type OrderDraft, orderState } from './order-draft.ts'

/** Messages that are edited after they became words of an order that is not sent yet. */
export function createEditedOrderRouter({ settings }: { settings: TaskSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('edited_order')
  router.update(
    'text',
    (ctx) => ctx.editedMessage !== undefined && orderOfMessage(ctx) !== undefined,
    async (ctx) => {
      const draft = orderOfMessage(ctx)
      if (draft === undefined || ctx.incoming === undefined) return
      const texts = issuingTexts[ctx.language]
      const text = ctx.incoming.text?.replace(/^\/task(?:@\w+)?(?:\s+|$)/i, '')
      if (!text) return ctx.ui.send(texts.emptyEdit)
      const edited = editText(draft, { messageId: ctx.incoming.messageId, text })
      if (edited?.kind === 'too_long') return ctx.ui.send(texts.textTooLong(edited.length, maxText))
      if (edited) await keepEdited(ctx, settings, edited.draft, texts.edited)
    },
  )
  return router
}

/** The draft that the message of this update is a part of. */
function orderOfMessage(ctx: PersonContext): OrderDraft | undefined {
  const draft = mayGiveTasks(ctx.person) ? currentOrder(ctx) : undefined
  return draft?.parts.some(({ messageId }) => messageId === ctx.incoming?.messageId) ? draft : undefined
}

/** A draft that was left stays where it is: the person is busy with something else. */
async function keepEdited(ctx: PersonContext, settings: TaskSettings, draft: OrderDraft, note: Html) {
  if (ctx.session.active === orderState.name) return askOrder(ctx, settings, draft, { note })
  ctx.session.setLeft(orderState, draft)
  ctx.ui.send(note)
}
