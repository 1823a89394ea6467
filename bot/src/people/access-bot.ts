import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import {
  decideAccessButton,
  moreAccessKeyboard,
  pendingAccessButton,
  refuseAllButton,
  refuseAllKeyboard,
  refuseAllSurelyButton,
} from './access-buttons.ts'
import { accessCard } from './access-card.ts'
import { findAccessCard } from './access-cards-store.ts'
import { accessCrowdTexts } from './access-crowd-texts.ts'
import { cardsAtOnce, toldOfRefusal } from './access-request.ts'
import { accessRequestTexts } from './access-request-texts.ts'
import { listPendingAccessRequests, pendingAccess } from './access-requests-store.ts'
import { type AccessDecided, decideAccess } from './decide-access.ts'
import type { PersonContext } from './identify.ts'
import type { PeopleDeps } from './people-deps.ts'
import { may } from './person.ts'
import { type AllRefused, refuseAllAccess } from './refuse-all-access.ts'

/** Admins decide who is let in. */
export function createAccessRouter(deps: PeopleDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('access', isPrivate)

  router.button(decideAccessButton, async (ctx, { id, as }) => {
    const decided = await decideAccess(ctx.tx, deps, {
      actorId: ctx.person.id,
      requestId: id,
      decision: as,
      now: ctx.now,
    })
    ctx.ui.toast(wordsFor(ctx, decided))
    if (!('request' in decided)) return
    // the outbox edits the cards that were sent; the list of pending requests shows others
    const pressed = ctx.callbackQuery?.message?.message_id
    const isCard = pressed === (await findAccessCard(ctx.tx, decided.request.id, ctx.person.telegramId))
    if (isCard && decided.kind !== 'already_decided') return
    const card = await accessCard(ctx.tx, decided.request, ctx.language)
    ctx.ui.show(card.text, card.keyboard)
  })

  router.button(pendingAccessButton, async (ctx, { after }) => {
    const texts = accessRequestTexts[ctx.language]
    if (!may(ctx.person, 'manage_people')) return ctx.ui.toast(texts.forbidden, { alert: true })
    const pending = await listPendingAccessRequests(ctx.tx, { after, limit: cardsAtOnce })
    ctx.ui.send(pending.length === 0 ? texts.nothingPending : texts.pending)
    for (const request of pending) {
      const card = await accessCard(ctx.tx, request, ctx.language)
      ctx.ui.send(card.text, card.keyboard)
    }
    const shown = pending.at(-1)?.id ?? after
    const { count, last } = await pendingAccess(ctx.tx, { after: shown })
    if (last === null) return
    const more = moreAccessKeyboard({ after: shown, last }, ctx.language)
    ctx.ui.send(accessCrowdTexts[ctx.language].more(count), more)
  })

  router.button(refuseAllButton, async (ctx, { upTo }) => {
    const { forbidden, nothingPending } = accessRequestTexts[ctx.language]
    if (!may(ctx.person, 'manage_people')) return ctx.ui.toast(forbidden, { alert: true })
    const { count } = await pendingAccess(ctx.tx, { upTo })
    if (count === 0) return ctx.ui.show(nothingPending)
    const sure = accessCrowdTexts[ctx.language].sure(count, count <= toldOfRefusal)
    ctx.ui.show(sure, refuseAllKeyboard({ upTo, count }, ctx.language))
  })

  router.button(refuseAllSurelyButton, async (ctx, { upTo }) => {
    const refused = await refuseAllAccess(ctx.tx, { actorId: ctx.person.id, upTo, now: ctx.now })
    showAllRefused(ctx, refused)
  })

  return router
}

function showAllRefused(ctx: PersonContext, refused: AllRefused): void {
  const texts = accessRequestTexts[ctx.language]
  switch (refused.kind) {
    case 'forbidden':
      return ctx.ui.toast(texts.forbidden, { alert: true })
    case 'none':
      return ctx.ui.show(texts.nothingPending)
    case 'refused':
      return ctx.ui.show(accessCrowdTexts[ctx.language].refusedAll(refused.count))
    default:
      return refused satisfies never
  }
}

function wordsFor(ctx: PersonContext, decided: AccessDecided): string {
  const texts = accessRequestTexts[ctx.language]
  switch (decided.kind) {
    case 'forbidden':
      return texts.forbidden
    case 'not_found':
      return texts.notFound
    case 'already_decided':
      return texts.alreadyDecided
    case 'known':
      return texts.known
    case 'approved':
      return texts.approved
    case 'refused':
      return texts.refused
    default:
      return decided satisfies never
  }
}
