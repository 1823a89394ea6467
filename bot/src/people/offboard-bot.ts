import { z } from 'zod'
import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { adminsOnly } from './admins-only.ts'
import type { PersonContext } from './identify.ts'
import { type Offboarding, offboardPerson } from './offboard-person.ts'
import { receiversPage } from './offboard-receivers.ts'
import { offboardTexts } from './offboard-texts.ts'
import {
  confirmOffboardButton,
  offboardButton,
  offboardFoundButton,
  offboardSearchButton,
  receiverButton,
} from './people-buttons.ts'
import type { PeopleDeps } from './people-deps.ts'
import { createPeopleSearch } from './people-search.ts'
import { findPerson } from './people-store.ts'
import type { Person } from './person.ts'
import { backToPerson } from './person-card.ts'
import { personCardTexts } from './person-card-texts.ts'
import { refusalWords } from './refusal-words.ts'
import { isNoWork, type Work } from './work.ts'

/** Somebody leaves: who takes over the work, a last question, done. */
export function createOffboardRouter(deps: PeopleDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('offboard', isPrivate)
  const search = createPeopleSearch({
    name: 'offboard_search',
    scope: z.object({ id: z.number() }),
    guard: adminsOnly,
    searchButton: offboardSearchButton,
    foundButton: offboardFoundButton,
    async found(ctx, query, page, { id }) {
      const person = await findPerson(ctx.tx, id)
      if (person === undefined) return undefined
      const openWork = await deps.work.countOpenWork(ctx.tx, id)
      if (isNoWork(openWork)) return undefined
      return receiversPage(ctx, deps, { person, openWork, query, page })
    },
  })

  router.button(
    offboardButton,
    adminsOnly(async (ctx, { id, page }) => {
      search.end(ctx)
      const person = await findPerson(ctx.tx, id)
      if (person === undefined) return ctx.ui.toast(personCardTexts[ctx.language].notFound, { alert: true })
      const openWork = await deps.work.countOpenWork(ctx.tx, id)
      if (isNoWork(openWork)) return confirm(ctx, person, null, openWork)
      const { text, keyboard } = await receiversPage(ctx, deps, { person, openWork, page })
      ctx.ui.show(text, keyboard)
    }),
  )

  router.button(
    receiverButton,
    adminsOnly(async (ctx, { id, to }) => {
      const person = await findPerson(ctx.tx, id)
      const receiver = to === 0 ? null : await findPerson(ctx.tx, to)
      if (person === undefined || receiver === undefined) {
        return ctx.ui.toast(personCardTexts[ctx.language].notFound, { alert: true })
      }
      search.end(ctx)
      confirm(ctx, person, receiver, await deps.work.countOpenWork(ctx.tx, id))
    }),
  )

  router.button(confirmOffboardButton, async (ctx, { id, to }) => {
    const receiverId = to === 0 ? null : to
    const command = { actorId: ctx.person.id, personId: id, receiverId, now: ctx.now }
    answer(ctx, await offboardPerson(ctx.tx, deps, command))
  })

  search.addTo(router)
  return router
}

function confirm(ctx: PersonContext, person: Person, receiver: Person | null, openWork: Work): void {
  const texts = offboardTexts[ctx.language]
  const yes = confirmOffboardButton.pack({ id: person.id, to: receiver?.id ?? 0 })
  ctx.ui.show(texts.confirm(person, receiver, openWork), {
    inline: [[{ text: texts.confirmButton, data: yes }], ...backToPerson(person.id, ctx.language).inline],
  })
}

function answer(ctx: PersonContext, outcome: Offboarding): void {
  const texts = offboardTexts[ctx.language]
  switch (outcome.kind) {
    case 'offboarded':
      return ctx.ui.show(texts.done(outcome.person, outcome.receiver, outcome.moved))
    case 'left_already':
      return ctx.ui.toast(texts.leftAlready, { alert: true })
    case 'wrong_receiver':
      return ctx.ui.toast(texts.wrongReceiver, { alert: true })
    case 'forbidden':
    case 'not_found':
    case 'last_admin':
      return ctx.ui.toast(refusalWords(outcome, ctx.language), { alert: true })
    default:
      return outcome satisfies never
  }
}
