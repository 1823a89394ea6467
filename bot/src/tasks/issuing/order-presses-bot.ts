import type { PersonContext } from '../../people/identify.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import type { TaskSettings } from '../task-settings.ts'
import { askAfterChoice, takeDeadline } from './answer-order.ts'
import { checkOrderTexts } from './check-order-texts.ts'
import { pressPeople } from './choose-people.ts'
import { listDoers } from './doers-store.ts'
import {
  doerButton,
  doersPageButton,
  editOrderButton,
  groupButton,
  importanceButton,
  orderMoveButton,
  sendOrderButton,
} from './issuing-buttons.ts'
import { askOrder, deadlineTurn, orderDeadline, withOrder } from './order-dialogue.ts'
import { fillOrder, goOn } from './order-draft.ts'
import { moved, openPart } from './order-moves.ts'
import { candidates, membersOf } from './people-question.ts'
import { sendOrder } from './send-order.ts'

/** The buttons by which a new order is filled in and sent. */
export function createOrderPressesRouter({ settings }: { settings: TaskSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('order_presses')
  const inPlace = true

  router.button(doerButton, (ctx, { draft, of, how, personId, page }) =>
    withOrder(ctx, draft, async (live) => {
      const doers = await listDoers(ctx.tx, ctx.person.id)
      const chosen = pressPeople(live, of, how, [personId], doers)
      return askAfterChoice(ctx, settings, chosen, { inPlace, page })
    }),
  )
  router.button(groupButton, (ctx, { draft, of, how, role, page }) =>
    withOrder(ctx, draft, async (live) => {
      const doers = await listDoers(ctx.tx, ctx.person.id)
      const ids = membersOf(candidates(live, of, doers), role).map(({ id }) => id)
      return askAfterChoice(ctx, settings, pressPeople(live, of, how, ids, doers), { inPlace, page })
    }),
  )
  router.button(doersPageButton, (ctx, { draft, of, page }) =>
    withOrder(ctx, draft, (live) =>
      askOrder(ctx, settings, live, { inPlace, page: live.step === of ? page : 0 }),
    ),
  )
  router.button(orderMoveButton, (ctx, { draft, from, move }) =>
    withOrder(ctx, draft, (live) =>
      askOrder(ctx, settings, live.step === from ? moved(live, move) : live, { inPlace }),
    ),
  )
  router.button(editOrderButton, (ctx, { draft, step }) =>
    withOrder(ctx, draft, (live) => askOrder(ctx, settings, openPart(live, step), { inPlace })),
  )
  router.button(importanceButton, (ctx, { draft, importance }) =>
    withOrder(ctx, draft, (live) => askOrder(ctx, settings, fillOrder(live, { importance }), { inPlace })),
  )
  router.button(orderDeadline.button, (ctx, press) =>
    withOrder(ctx, press.draft, async (live) => {
      // a heading of a calendar is no answer
      if (press.move === 'none') return
      const turn = await deadlineTurn(ctx, settings, live)
      return takeDeadline(ctx, settings, live, orderDeadline.onPress(turn, press, live.deadlineDay), {
        inPlace,
      })
    }),
  )
  router.button(sendOrderButton, (ctx, { draft, revision }) =>
    withOrder(ctx, draft, (live) => {
      if (live.revision === revision) return sendOrder(ctx, settings, live)
      ctx.ui.toast(checkOrderTexts[ctx.language].changedSince)
      return askOrder(ctx, settings, goOn(live), { inPlace })
    }),
  )
  return router
}
