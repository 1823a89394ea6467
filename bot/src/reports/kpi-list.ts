import { formatMoment } from '../platform/format-date.ts'
import type { Db } from '../platform/postgres.ts'
import { type Html, html, shorten } from '../telegram/html.ts'
import type { Button } from '../telegram/keyboard.ts'
import { descriptionLine } from '../tickets/reading/description-line.ts'
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
  }: { subject: KpiSubject; period: KpiPeriod; figure: KpiFigure; page: number },
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
  const lines = rows.flatMap((row) => {
    const view = views.find(({ id }) => id === row.id)
    return view ? [ticketLine(row, view, reader)] : []
  })
  const open = ({ id }: KpiTicketRow) => ({
    text: numberOf(id, reader),
    data: openButton.pack({ ticketId: id }),
  })
  return { lines, buttons: rows.map(open), total: totalOf(rows) }
}

function totalOf(rows: readonly { total: number }[]): number {
  return rows[0]?.total ?? 0
}

function taskLine(row: KpiTaskRow, reader: KpiReader): Html {
  const { language, timezone } = reader
  const texts = kpiListTexts[language]
  const facts = [
    texts.outcome[row.outcome],
    row.responsibleName === null ? texts.nobody : shorten(row.responsibleName, maxName),
    texts.due(formatMoment(row.deadline, language, timezone)),
    ...(row.delaySeconds === null ? [] : [texts.late(timeWords(row.delaySeconds, language))]),
    ...(row.moved > 0 ? [texts.moved(row.moved)] : []),
    ...(row.returned > 0 ? [texts.returned(row.returned)] : []),
    shorten(row.text.replace(/\s+/g, ' '), maxText),
  ]
  return html`<b>${numberOf(row.id, reader)}</b> ${facts.join(' · ')}`
}

function ticketLine(row: KpiTicketRow, view: TicketView, reader: KpiReader): Html {
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
  const what = `${view.emoji} ${shorten(view.place, maxName)}: ${descriptionLine(view, language, maxText)}`
  return html`<b>${numberOf(row.id, reader)}</b> ${facts.join(' · ')}\n${what}`
}

function numberOf(id: number, { language }: KpiReader): string {
  return language === 'ru' ? `№${id}` : `#${id}`
}
