import type { PersonContext } from '../people/identify.ts'
import { findPerson } from '../people/people-store.ts'
import { may } from '../people/person.ts'
import { html, joinHtml } from '../telegram/html.ts'
import { isPrivate } from '../telegram/is-private.ts'
import { createRouter, type Router } from '../telegram/router.ts'
import { maySee, type Ticket } from '../tickets/ticket.ts'
import { orderKpiExport } from './export/order-kpi-export.ts'
import { countWords } from './figure-words.ts'
import {
  type KpiPart,
  type KpiPlace,
  kpiCardButton,
  kpiFileButton,
  kpiListButton,
  kpiSliceButton,
  kpiTaskButton,
} from './kpi-buttons.ts'
import { type KpiReader, kpiCardText, periodLine } from './kpi-card.ts'
import { isTaskFigure } from './kpi-figure.ts'
import { backButton, cardKeyboard, listKeyboard } from './kpi-keyboards.ts'
import { readKpiList, rowsPerPage } from './kpi-list.ts'
import { kpiListTexts } from './kpi-list-texts.ts'
import { findPeriod, setKpiMoment } from './kpi-periods-store.ts'
import { readSlices } from './kpi-slices.ts'
import { hasTickets } from './kpi-slices-store.ts'
import { type KpiSubject, maySeeFigures, ownSubject, packSubject, unpackSubject } from './kpi-subject.ts'
import { readCard } from './read-card.ts'
import { subjectTitle } from './subject-title.ts'

export interface KpiBotDeps {
  timezone: string
  botUsername: string
  /** Sends an order to the one who asks, if he may see it; otherwise tells him. */
  sendTask(ctx: PersonContext, taskId: number): Promise<void>
}

/** /kpi: the figures of the school for the director, for everybody else his own; from each number to its list. */
export function createKpiRouter(deps: KpiBotDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('kpi', isPrivate)

  router.command('kpi', (ctx) =>
    showCard(ctx, { subject: packSubject(ownSubject(ctx.person)), kind: 'week', day: 0 }, 'home'),
  )
  router.button(kpiCardButton, (ctx, { part, ...place }) => showCard(ctx, place, part))
  router.button(kpiTaskButton, (ctx, { taskId }) => deps.sendTask(ctx, taskId))

  async function showCard(ctx: PersonContext, wanted: KpiPlace, part: KpiPart): Promise<void> {
    const opened = await open(ctx, wanted)
    if (opened === undefined) return
    const { subject, period, title, place } = opened
    const card = await readCard(ctx.tx, subject, period, {
      now: ctx.now,
      hasTickets: await worksOnTickets(ctx, subject),
    })
    const isPerson = subject.of === 'person'
    const text = kpiCardText(card, period, { title, isPerson }, readerOf(ctx))
    ctx.ui.show(text, cardKeyboard(place, part, { card, period, person: ctx.person }))
  }

  router.button(kpiListButton, async (ctx, { figure, page, ...wanted }) => {
    const opened = await open(ctx, wanted)
    if (opened === undefined) return
    const { subject, period, title, place } = opened
    const reader = readerOf(ctx)
    const texts = kpiListTexts[ctx.language]
    // who was a specialist once still has his figures, not the tickets behind them
    const mayOpen = (ticket: Ticket) => maySee(ticket, ctx.person)
    const of = { subject, period, figure, maySee: mayOpen }
    const read = (page: number) => readKpiList(ctx.tx, { ...of, page }, reader)
    const asked = await read(page)
    // the list has become shorter meanwhile
    const isPast = asked.total === 0 && page > 0
    const [list, shown] = isPast ? [await read(0), 0] : [asked, page]
    const isNow = figure.endsWith('_now')
    const head = joinHtml([
      title,
      !isNow && periodLine(period, reader),
      html`<b>${texts.figure[figure]}: ${countWords(list.total, ctx.language)}</b>`,
    ])
    const rows = {
      buttons: list.buttons,
      width: 4,
      page: shown,
      hasNext: (shown + 1) * rowsPerPage < list.total,
    }
    ctx.ui.show(
      joinHtml([head, ...list.lines, list.lines.length === 0 && texts.none], '\n\n'),
      listKeyboard(
        rows,
        (to) => kpiListButton.pack({ ...place, figure, page: to }),
        backButton(place, isTaskFigure(figure) ? 'tasks' : 'tickets', ctx.language),
      ),
    )
  })

  router.button(kpiSliceButton, async (ctx, { slice, page, kind, day }) => {
    const opened = await open(ctx, { subject: 'all', kind, day })
    if (opened === undefined) return
    const { period, place, title } = opened
    const texts = kpiListTexts[ctx.language]
    const read = (page: number) => readSlices(ctx.tx, { slice, period, page }, place, ctx.language)
    const asked = await read(page)
    const [list, shown] = asked.buttons.length === 0 && page > 0 ? [await read(0), 0] : [asked, page]
    const words = list.buttons.length === 0 ? texts.none : texts.sliceHint[slice]
    ctx.ui.show(
      joinHtml(
        [joinHtml([title, periodLine(period, readerOf(ctx)), html`<b>${texts.slices[slice]}</b>`]), words],
        '\n\n',
      ),
      listKeyboard(
        { ...list, width: 1, page: shown },
        (to) => kpiSliceButton.pack({ kind, day: place.day, slice, page: to }),
        backButton(place, 'home', ctx.language),
      ),
    )
  })

  router.button(kpiFileButton, async (ctx, { format, ...wanted }) => {
    const opened = await open(ctx, wanted)
    if (opened === undefined) return
    const { place } = opened
    const order = { ...place, format, language: ctx.language }
    const { kind } = await orderKpiExport(ctx.tx, ctx.person, order, ctx.now)
    const texts = kpiListTexts[ctx.language]
    const answers = { ordered: texts.making, under_way: texts.stillMaking, not_allowed: texts.notYours }
    ctx.ui.toast(answers[kind])
    await showCard(ctx, place, 'home')
  })

  /** What a place is about, for who may see it; otherwise he is told. Buttons from here on name the period's day. */
  async function open(ctx: PersonContext, wanted: KpiPlace) {
    const texts = kpiListTexts[ctx.language]
    const subject = unpackSubject(wanted.subject)
    if (subject === undefined || !maySeeFigures(ctx.person, subject)) {
      ctx.ui.toast(texts.notYours, { alert: true })
      return undefined
    }
    await setKpiMoment(ctx.tx, ctx.now)
    const title = await subjectTitle(ctx.tx, subject, ctx.person)
    if (title === undefined) {
      ctx.ui.toast(texts.gone, { alert: true })
      return undefined
    }
    const period = await findPeriod(ctx.tx, wanted.kind, wanted.day, deps.timezone)
    return { subject, title, period, place: { ...wanted, day: period.day } }
  }

  function readerOf({ language, now }: PersonContext): KpiReader {
    return { language, now, timezone: deps.timezone }
  }

  return router
}

/** Figures are nobody else's business: in a group nothing is shown of them. */
export function createKpiInGroupRouter({ botUsername }: KpiBotDeps): Router<PersonContext> {
  const router = createRouter<PersonContext>('kpi_in_group', (ctx) => !isPrivate(ctx))
  router.command('kpi', (ctx) => ctx.ui.send(kpiListTexts[ctx.language].onlyInPrivate(botUsername)))
  return router
}

/** A teacher has no tickets to do: his card says nothing of them. */
async function worksOnTickets({ tx }: PersonContext, subject: KpiSubject): Promise<boolean> {
  if (subject.of !== 'person') return true
  const person = await findPerson(tx, subject.personId)
  return (person !== undefined && may(person, 'work_on_tickets')) || hasTickets(tx, subject.personId)
}
