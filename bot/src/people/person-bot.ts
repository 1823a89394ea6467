import { z } from 'zod'
import { html } from '../telegram/html.ts'
import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { fsmState } from '../telegram/session.ts'
import { adminsOnly } from './admins-only.ts'
import { listAudit } from './audit-store.ts'
import { auditEntry } from './audit-texts.ts'
import { changeAccess } from './change-access.ts'
import { changeRole } from './change-role.ts'
import { underDays } from './history-entry.ts'
import type { PersonContext } from './identify.ts'
import { nameTexts } from './name-texts.ts'
import {
  chooseRoleButton,
  historyButton,
  personButton,
  renamePersonButton,
  setAccessButton,
  setRoleButton,
} from './people-buttons.ts'
import type { PeopleDeps } from './people-deps.ts'
import { findPerson } from './people-store.ts'
import type { Person } from './person.ts'
import { backToPerson, personCard, roleKeyboard } from './person-card.ts'
import { personCardTexts } from './person-card-texts.ts'
import { refusalWords } from './refusal-words.ts'
import { renamePerson } from './rename-person.ts'

const renaming = fsmState('person_name', z.object({ id: z.number() }))
const historyLength = 20

/** The card of one person, and the changes an admin makes from it. */
export function createPersonRouter(deps: PeopleDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('person', isPrivate)

  /** A handler that an admin only gets to, with the person the button names. */
  const withPerson = (handler: (ctx: PersonContext, person: Person) => Promise<void> | void) =>
    adminsOnly(async (ctx, { id }: { id: number }) => {
      const person = await findPerson(ctx.tx, id)
      if (person) await handler(ctx, person)
      else ctx.ui.toast(personCardTexts[ctx.language].notFound, { alert: true })
    })

  async function showCard(ctx: PersonContext, person: Person): Promise<void> {
    const { text, keyboard } = await personCard(ctx.tx, deps, person, ctx.language)
    ctx.ui.show(text, keyboard)
  }

  router.button(personButton, withPerson(showCard))

  router.button(
    chooseRoleButton,
    withPerson((ctx, person) => {
      ctx.ui.show(personCardTexts[ctx.language].chooseRole(person), roleKeyboard(person, ctx.language))
    }),
  )

  router.button(setRoleButton, async (ctx, { id, role }) => {
    const command = { actorId: ctx.person.id, personId: id, role, now: ctx.now }
    const change = await changeRole(ctx.tx, deps, command)
    const texts = personCardTexts[ctx.language]
    if (!('person' in change)) return ctx.ui.toast(refusalWords(change, ctx.language), { alert: true })
    ctx.ui.toast(change.kind === 'changed' ? texts.roleChanged : texts.unchanged)
    await showAgain(ctx, change.person)
  })

  router.button(setAccessButton, async (ctx, { id, to }) => {
    const command = { actorId: ctx.person.id, personId: id, to, now: ctx.now }
    const change = await changeAccess(ctx.tx, deps, command)
    const texts = personCardTexts[ctx.language]
    if (!('person' in change)) return ctx.ui.toast(refusalWords(change, ctx.language), { alert: true })
    const done = to === 'blocked' ? texts.blocked : texts.letBack
    ctx.ui.toast(change.kind === 'changed' ? done : texts.unchanged)
    await showAgain(ctx, change.person)
  })

  router.button(
    renamePersonButton,
    withPerson((ctx, person) => {
      ctx.session.set(renaming, { id: person.id })
      ctx.ui.send(personCardTexts[ctx.language].askName(person))
    }),
  )

  router.step(renaming, async (ctx, { id }, { text }) => {
    const texts = personCardTexts[ctx.language]
    if (text === undefined) return ctx.ui.send(nameTexts[ctx.language].isText)
    const command = { actorId: ctx.person.id, personId: id, typed: text, now: ctx.now }
    const outcome = await renamePerson(ctx.tx, command)
    if (outcome.kind === 'not_a_name') return ctx.ui.send(nameTexts[ctx.language].notAName)
    ctx.session.clear()
    if (!('person' in outcome)) return ctx.ui.send(html`${refusalWords(outcome, ctx.language)}`)
    ctx.ui.send(texts.renamed(outcome.person.name), backToPerson(id, ctx.language))
  })

  router.button(
    historyButton,
    withPerson(async (ctx, person) => {
      const records = await listAudit(ctx.tx, 'person', person.id, historyLength)
      const reader = { language: ctx.language, timezone: deps.timezone, now: ctx.now }
      const lines = underDays(records.map((record) => auditEntry(record, reader)))
      ctx.ui.show(personCardTexts[ctx.language].history(person, lines), backToPerson(person.id, ctx.language))
    }),
  )

  return router

  /** After an admin's change; he may have taken the right to see it from himself. */
  async function showAgain(ctx: PersonContext, changed: Person): Promise<void> {
    if (changed.id === ctx.person.id) ctx.ui.dropButtons()
    else await showCard(ctx, changed)
  }
}
