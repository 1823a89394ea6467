import type { PersonContext } from '../../people/identify.ts'
import { findPerson } from '../../people/people-store.ts'
import { may } from '../../people/person.ts'
import type { Html } from '../../telegram/html.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { findCategory } from '../categories/categories-store.ts'
import { changeTicket } from '../change-ticket.ts'
import { tellRefusal } from '../reading/open-ticket.ts'
import type { Ticket } from '../ticket.ts'
import { actionButtons } from '../ticket-buttons.ts'
import { ticketWords } from '../ticket-words.ts'
import type { TicketChanges } from '../tickets-store.ts'
import { categoryRows, personRows, returnRow, urgencyRows } from './choice-keyboards.ts'
import {
  leaveButton,
  peoplePageButton,
  toCategoryButton,
  toPersonButton,
  toQueueButton,
  toUrgencyButton,
} from './specialist-buttons.ts'
import { type ChoiceAction, choiceActions, choiceDialogue } from './specialist-dialogues.ts'
import { specialistTexts } from './specialist-texts.ts'
import {
  leaveDialogue,
  leaveRow,
  openKeyboard,
  type SpecialistDeps,
  tellStale,
  ticketFor,
} from './specialist-turn.ts'

/** What specialists do by a choice: category, urgency, another assignee, back to the queue. */
export function createChoicesRouter(deps: SpecialistDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('choices')

  for (const action of choiceActions) {
    router.button(actionButtons[action], async (ctx, { ticketId }) => {
      const ticket = await ticketFor(ctx, deps, ticketId, action)
      if (ticket === undefined) return
      const texts = specialistTexts[ctx.language]
      const rows = await choiceRows(ctx, action, ticket)
      if (rows.length === 0) return ctx.ui.toast(texts.nobodyElse, { alert: true })
      ctx.session.set(choiceDialogue, { ticketId, action })
      ctx.ui.send(texts.choose[action](ticketId), { inline: [...rows, leaveRow(ctx)] })
    })
  }

  router.button(peoplePageButton, async (ctx, { ticketId, page }) => {
    if (!isOpen(ctx, ticketId, 'hand_over')) return tellStale(ctx)
    const ticket = await ticketFor(ctx, deps, ticketId, 'hand_over')
    if (ticket === undefined) return
    const rows = await personRows(ctx.tx, ticket, page)
    ctx.ui.show(specialistTexts[ctx.language].choose.hand_over(ticketId), {
      inline: [...rows, leaveRow(ctx)],
    })
  })

  router.button(toCategoryButton, async (ctx, { ticketId, categoryId }) => {
    if (!isOpen(ctx, ticketId, 'change_category')) return tellStale(ctx)
    const texts = specialistTexts[ctx.language]
    const category = await findCategory(ctx.tx, categoryId)
    if (category === undefined || category.archivedAt !== null) return ctx.ui.toast(texts.categoryGone)
    const done = texts.chosen.change_category(ticketId, category.name[ctx.language])
    await choose(ctx, deps, { ticketId, action: 'change_category', changes: { categoryId }, done })
  })

  router.button(toUrgencyButton, async (ctx, { ticketId, urgency }) => {
    if (!isOpen(ctx, ticketId, 'change_urgency')) return tellStale(ctx)
    const { chosen } = specialistTexts[ctx.language]
    const done = chosen.change_urgency(ticketId, ticketWords[ctx.language].urgency[urgency])
    await choose(ctx, deps, { ticketId, action: 'change_urgency', changes: { urgency }, done })
  })

  router.button(toPersonButton, async (ctx, { ticketId, personId }) => {
    if (!isOpen(ctx, ticketId, 'hand_over')) return tellStale(ctx)
    const texts = specialistTexts[ctx.language]
    const receiver = await findPerson(ctx.tx, personId)
    if (receiver === undefined || !may(receiver, 'work_on_tickets')) {
      return ctx.ui.toast(texts.cannotReceive, { alert: true })
    }
    const done = texts.chosen.hand_over(ticketId, receiver.name)
    await choose(ctx, deps, { ticketId, action: 'hand_over', changes: { assigneeId: receiver.id }, done })
  })

  router.button(toQueueButton, async (ctx, { ticketId }) => {
    if (!isOpen(ctx, ticketId, 'return_to_queue')) return tellStale(ctx)
    const done = specialistTexts[ctx.language].chosen.return_to_queue(ticketId)
    await choose(ctx, deps, { ticketId, action: 'return_to_queue', changes: { assigneeId: null }, done })
  })

  router.button(leaveButton, leaveDialogue)

  return router
}

function choiceRows(ctx: PersonContext, action: ChoiceAction, ticket: Ticket) {
  switch (action) {
    case 'change_category':
      return categoryRows(ctx.tx, ticket, ctx.language)
    case 'change_urgency':
      return urgencyRows(ticket, ctx.language)
    case 'hand_over':
      return personRows(ctx.tx, ticket, 0)
    case 'return_to_queue':
      return returnRow(ticket, ctx.language)
    default:
      return action satisfies never
  }
}

function isOpen(ctx: PersonContext, ticketId: number, action: ChoiceAction): boolean {
  const open = ctx.session.get(choiceDialogue)
  return open?.ticketId === ticketId && open.action === action
}

async function choose(
  ctx: PersonContext,
  { settings }: SpecialistDeps,
  choice: { ticketId: number; action: ChoiceAction; changes: TicketChanges; done: Html },
): Promise<void> {
  const { done, ...wanted } = choice
  ctx.session.clear()
  const result = await changeTicket(ctx.tx, settings, { ...wanted, actor: ctx.person, now: ctx.now })
  if (result.kind === 'changed') return ctx.ui.show(done, openKeyboard(ctx, choice.ticketId))
  await tellRefusal(ctx, result)
  ctx.ui.dropButtons()
}
