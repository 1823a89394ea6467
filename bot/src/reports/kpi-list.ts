import { formatNearMoment } from '../platform/format-date.ts'
import type { Language } from '../platform/language.ts'
import type { Db } from '../platform/postgres.ts'
import { type Html, html, joinHtml, shorten } from '../telegram/html.ts'
import type { Button } from '../telegram/keyboard.ts'
import { descriptionLine } from '../tickets/reading/description-line.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { openButton } from '../tickets/ticket-buttons.ts'
import { listTicketViews, type TicketView } from '../tickets/ticket-views-store.ts'
import { statusEmoji, ticketWords } from '../tickets/ticket-words.ts'
import { timeWords } from './figure-words.ts'
import { kpiTaskButton } from './kpi-buttons.ts'
import type { KpiReader } from './kpi-card.ts'
import { isTaskFigure, type KpiFigure } from './kpi-figure.ts'
import { kpiListTexts } from './kpi-list-texts.ts'
import { type KpiTaskRow, type KpiTicketRow, listKpiTasks, listKpiTickets } from './kpi-lists-store.ts'
import type { KpiPeriod } from './kpi-period.ts'
import type { KpiSubject } from './kpi-subject.ts'

export const rowsPerPage = 8
const maxText = 60
const maxName = 40

/** A page of the list behind a number. */
export interface KpiListPage {
  lines: Html[]
  buttons: Button[]
  total: number
}

export async function readKpiList(
  db: Db,
  {
    subject,
    period,
    figure,
    page,
    maySee,
  }: {
    subject: KpiSubject
    period: KpiPeriod
    figure: KpiFigure
    page: number
    /** Whether the reader may see a ticket; of another he learns no more than its figures. */
    maySee: (ticket: Ticket) => boolean
  },
  reader: KpiReader,
): Promise<KpiListPage> {
  const range = { limit: rowsPerPage, offset: page * rowsPerPage }
  if (isTaskFigure(figure)) {
    const rows = await listKpiTasks(db, { subject, period, figure }, range)
    const open = ({ id }: KpiTaskRow) => ({
      text: numberOf(id, reader),
      data: kpiTaskButton.pack({ taskId: id }),
    })
    return { lines: rows.map((row) => taskLine(row, reader)), buttons: rows.map(open), total: totalOf(rows) }
  }
  const rows = await listKpiTickets(db, { subject, period, figure }, range)
  const views = await listTicketViews(
    db,
    rows.map(({ id }) => id),
  )
  const listed = rows.flatMap((row) => {
    const view = views.find(({ id }) => id === row.id)
    return view ? [{ row, view }] : []
  })
  return {
    lines: listed.map(({ row, view }) =>
      joinHtml([figuresLine(row, view, reader), maySee(view) && contentLine(view, reader)]),
    ),
    buttons: listed.flatMap(({ view }) =>
      maySee(view) ? [{ text: numberOf(view.id, reader), data: openButton.pack({ ticketId: view.id }) }] : [],
    ),
    total: totalOf(rows),
  }
}

function totalOf(rows: readonly { total: number }[]): number {
  return rows[0]?.total ?? 0
}

function taskLine(row: KpiTaskRow, reader: KpiReader): Html {
  const { language, timezone, now } = reader
  const texts = kpiListTexts[language]
  const facts = [
    texts.outcome[row.outcome],
    row.responsibleName === null ? texts.nobody : shorten(row.responsibleName, maxName),
    texts.due(formatNearMoment(row.deadline, now, language, timezone)),
    ...(row.delaySeconds === null ? [] : [delayFact(row.delaySeconds, language)]),
    ...(row.moved > 0 ? [texts.moved(row.moved)] : []),
    ...(row.returned > 0 ? [texts.returned(row.returned)] : []),
    shorten(row.text.replace(/\s+/g, ' '), maxText),
  ]
  return html`<b>${numberOf(row.id, reader)}</b> ${facts.join(' · ')}`
}

/** Delays are counted in working time: over a night or a weekend there is none to count. */
function delayFact(seconds: number, language: Language): string {
  const texts = kpiListTexts[language]
  if (seconds === 0) return texts.lateOutsideHours
  return seconds < 60 ? texts.lateByLessThanMinute : texts.late(timeWords(seconds, language))
}

function figuresLine(row: KpiTicketRow, view: TicketView, reader: KpiReader): Html {
  const { language } = reader
  const texts = kpiListTexts[language]
  const facts = [
    `${statusEmoji[view.status]} ${ticketWords[language].status[view.status]}`,
    row.specialistName === null ? texts.nobody : shorten(row.specialistName, maxName),
    ...(row.responseSeconds === null ? [] : [texts.response(timeWords(row.responseSeconds, language))]),
    ...(row.resolutionSeconds === null ? [] : [texts.resolution(timeWords(row.resolutionSeconds, language))]),
    ...(row.reopened > 0 ? [texts.returned(row.reopened)] : []),
    ...(row.rating === null ? [] : [`${row.rating} ⭐`]),
  ]
  return html`<b>${numberOf(row.id, reader)}</b> ${facts.join(' · ')}`
}

function contentLine(view: TicketView, { language }: KpiReader): Html {
  return html`${view.emoji} ${shorten(view.place, maxName)}: ${descriptionLine(view, language, maxText)}`
}

function numberOf(id: number, { language }: KpiReader): string {
  return language === 'ru' ? `№${id}` : `#${id}`
}
