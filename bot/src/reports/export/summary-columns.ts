import { formatLocalDate } from '../../platform/format-date.ts'
import type { Language } from '../../platform/language.ts'
import { type KpiColumn, minutes, rounded, share } from './kpi-cells.ts'
import { kpiColumnTexts } from './kpi-column-texts.ts'
import type { TaskSummaryRow, TicketSummaryRow } from './kpi-export-store.ts'

type SummaryRow = Pick<TaskSummaryRow, 'kind' | 'firstDay' | 'lastDay'>

/** «16.11.2026» of a noon in UTC. */
export function dayOf(at: Date): string {
  return formatLocalDate({ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() })
}

function periodColumns(language: Language): KpiColumn<SummaryRow>[] {
  const texts = kpiColumnTexts[language]
  return [
    { ru: 'Период', en: 'Period', width: 14, cell: ({ kind }) => texts.kinds[kind] },
    { ru: 'С', en: 'From', width: 12, cell: ({ firstDay }) => dayOf(firstDay) },
    { ru: 'По', en: 'To', width: 12, cell: ({ lastDay }) => dayOf(lastDay) },
  ]
}

export function taskSummaryColumns(language: Language): KpiColumn<TaskSummaryRow>[] {
  const texts = kpiColumnTexts[language]
  return [
    ...periodColumns(language),
    { ru: 'Кто', en: 'Who', width: 26, cell: (row) => row.personName ?? texts.school },
    { ru: 'Выдано', en: 'Given', width: 10, cell: (row) => row.issued },
    { ru: 'Срок в периоде', en: 'Due', width: 10, cell: (row) => row.due },
    { ru: 'Исполнено', en: 'Done', width: 11, cell: (row) => row.done },
    { ru: 'В срок', en: 'On time', width: 10, cell: (row) => row.on_time },
    { ru: 'С опозданием', en: 'Late', width: 13, cell: (row) => row.late },
    { ru: 'Просрочено', en: 'Overdue', width: 12, cell: (row) => row.overdue },
    { ru: 'Ждут приёмки', en: 'To be accepted', width: 13, cell: (row) => row.awaiting_acceptance },
    { ru: 'Срок впереди', en: 'Not due yet', width: 13, cell: (row) => row.not_due },
    { ru: 'Возвращали', en: 'Returned', width: 12, cell: (row) => row.returned },
    { ru: 'Переносили срок', en: 'Deadline moved', width: 15, cell: (row) => row.moved },
    {
      ...{ ru: 'Среднее опоздание, раб. мин', en: 'Mean delay, working min', width: 16 },
      cell: (row) => minutes(row.mean_delay_seconds),
    },
    { ru: 'В срок, %', en: 'On time, %', width: 10, cell: (row) => share(row.discipline_percent) },
  ]
}

export function ticketSummaryColumns(language: Language): KpiColumn<TicketSummaryRow>[] {
  const texts = kpiColumnTexts[language]
  const nameOf = ({ slice, name, nameEn }: TicketSummaryRow) => {
    if (slice === 'total') return texts.school
    return (language === 'ru' ? name : nameEn) ?? texts.nobody
  }
  return [
    ...periodColumns(language),
    { ru: 'Разрез', en: 'Slice', width: 13, cell: ({ slice }) => texts.slices[slice] },
    { ru: 'Название', en: 'Name', width: 26, cell: nameOf },
    { ru: 'Подано', en: 'Filed', width: 10, cell: (row) => row.filed },
    { ru: 'Открыто', en: 'Open', width: 10, cell: (row) => row.open },
    { ru: 'Выполнено', en: 'Resolved', width: 11, cell: (row) => row.resolved },
    { ru: 'Повторы', en: 'Duplicates', width: 10, cell: (row) => row.duplicates },
    { ru: 'Отменено', en: 'Cancelled', width: 10, cell: (row) => row.cancelled },
    { ru: 'Автор возвращал', en: 'Sent back', width: 12, cell: (row) => row.reopened },
    {
      ...{ ru: 'Ответ, медиана, раб. мин', en: 'Response, median, working min', width: 15 },
      cell: (row) => minutes(row.response_median_seconds),
    },
    {
      ...{ ru: 'Ответ, 90 из 100, раб. мин', en: 'Response, 90th percentile, working min', width: 15 },
      cell: (row) => minutes(row.response_p90_seconds),
    },
    { ru: 'Ответ вовремя', en: 'Answered in time', width: 10, cell: (row) => row.response_within },
    { ru: 'Нет ответа вовремя', en: 'Not answered in time', width: 10, cell: (row) => row.response_missed },
    {
      ...{ ru: 'Ответ вовремя, %', en: 'Answered in time, %', width: 10 },
      cell: (row) => share(row.response_within_percent),
    },
    {
      ...{ ru: 'Решение, медиана, раб. мин', en: 'Resolution, median, working min', width: 15 },
      cell: (row) => minutes(row.resolution_median_seconds),
    },
    {
      ...{ ru: 'Решение, 90 из 100, раб. мин', en: 'Resolution, 90th percentile, working min', width: 15 },
      cell: (row) => minutes(row.resolution_p90_seconds),
    },
    { ru: 'Решено вовремя', en: 'Resolved in time', width: 10, cell: (row) => row.resolution_within },
    { ru: 'Не решено вовремя', en: 'Not resolved in time', width: 10, cell: (row) => row.resolution_missed },
    {
      ...{ ru: 'Решено вовремя, %', en: 'Resolved in time, %', width: 10 },
      cell: (row) => share(row.resolution_within_percent),
    },
    { ru: 'Средняя оценка', en: 'Mean rating', width: 10, cell: (row) => rounded(row.mean_rating, 2) },
    { ru: 'Оценок', en: 'Ratings', width: 10, cell: (row) => row.rated },
  ]
}
