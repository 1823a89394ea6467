import type { Language } from '../../platform/language.ts'
import type { LocalClock } from '../../platform/local-date.ts'
import { ticketWords } from '../ticket-words.ts'
import { type ExportColumn, exportColumnTexts } from './export-column-texts.ts'
import type { ExportedTicket } from './export-store.ts'
import type { ExportCell, TableColumn } from './export-table.ts'

export interface ExportedColumn extends TableColumn {
  cell: (ticket: ExportedTicket) => ExportCell
}

const widths: Record<ExportColumn, number> = {
  number: 9,
  filed: 17,
  category: 24,
  place: 20,
  author: 26,
  filedBy: 26,
  assignee: 26,
  urgency: 20,
  status: 20,
  description: 60,
  remark: 40,
  rating: 9,
  firstTaken: 17,
  resolved: 17,
  closed: 17,
  duplicateOf: 12,
}

/** The columns of an export in one language, in their order. */
export function exportColumns(language: Language, clock: LocalClock): ExportedColumn[] {
  const words = ticketWords[language]
  const moment = (at: Date | null) => at && clock.localTimeOf(at)
  const cells: Record<ExportColumn, ExportedColumn['cell']> = {
    number: ({ id }) => id,
    filed: ({ createdAt }) => moment(createdAt),
    category: ({ category }) => category[language],
    place: ({ place }) => place,
    author: ({ authorName }) => authorName,
    filedBy: ({ filedByName }) => filedByName,
    assignee: ({ assigneeName }) => assigneeName,
    urgency: ({ urgency }) => words.urgency[urgency],
    status: ({ status }) => words.status[status],
    description: ({ description }) => description,
    remark: ({ resolution }) => resolution,
    rating: ({ rating }) => rating,
    firstTaken: ({ firstTakenAt }) => moment(firstTakenAt),
    resolved: ({ resolvedAt }) => moment(resolvedAt),
    closed: ({ closedAt }) => moment(closedAt),
    duplicateOf: ({ duplicateOf }) => duplicateOf,
  }
  const titles = exportColumnTexts[language]
  const names = Object.keys(cells) as ExportColumn[]
  return names.map((name) => ({ title: titles[name], width: widths[name], cell: cells[name] }))
}
