import type { Language } from '../../platform/language.ts'
import type { LocalClock } from '../../platform/local-date.ts'
import { ticketWords } from '../../tickets/ticket-words.ts'
import { type KpiColumn, minutes } from './kpi-cells.ts'
import { kpiColumnTexts } from './kpi-column-texts.ts'
import type { ExportedKpiTask, ExportedKpiTicket } from './kpi-export-store.ts'

const moments = (clock: LocalClock) => (at: Date | null) => at && clock.localTimeOf(at)

export function taskColumns(language: Language, clock: LocalClock): KpiColumn<ExportedKpiTask>[] {
  const texts = kpiColumnTexts[language]
  const moment = moments(clock)
  return [
    { ru: 'Номер', en: 'Number', width: 9, cell: ({ id }) => id },
    { ru: 'Кто дал', en: 'Given by', width: 26, cell: (row) => row.creatorName },
    { ru: 'Исполнитель', en: 'Responsible', width: 26, cell: (row) => row.responsibleName },
    { ru: 'Важность', en: 'Importance', width: 12, cell: (row) => texts.importance[row.importance] },
    { ru: 'Итог', en: 'Outcome', width: 16, cell: (row) => texts.taskOutcome[row.outcome] },
    { ru: 'Выдано', en: 'Given', width: 17, cell: (row) => moment(row.issuedAt) },
    { ru: 'Принято к исполнению', en: 'Acknowledged', width: 17, cell: (row) => moment(row.acknowledgedAt) },
    { ru: 'Первый срок', en: 'First deadline', width: 17, cell: (row) => moment(row.firstDeadline) },
    { ru: 'Срок', en: 'Deadline', width: 17, cell: (row) => moment(row.deadline) },
    { ru: 'Последний отчёт', en: 'Last report', width: 17, cell: (row) => moment(row.lastReportedAt) },
    { ru: 'Отчёт принят', en: 'Accepted', width: 17, cell: (row) => moment(row.acceptedAt) },
    {
      ...{ ru: 'Опоздание, раб. мин', en: 'Delay, working min', width: 12 },
      cell: (row) => minutes(row.delaySeconds),
    },
    { ru: 'Переносов срока', en: 'Deadline moved, times', width: 12, cell: (row) => row.moved },
    { ru: 'Возвратов', en: 'Returned, times', width: 12, cell: (row) => row.returned },
  ]
}

export function ticketColumns(language: Language, clock: LocalClock): KpiColumn<ExportedKpiTicket>[] {
  const texts = kpiColumnTexts[language]
  const words = ticketWords[language]
  const moment = moments(clock)
  const yesOrNo = (value: boolean | null) => {
    if (value === null) return null
    return value ? texts.yes : texts.no
  }
  return [
    { ru: 'Номер', en: 'Number', width: 9, cell: ({ id }) => id },
    { ru: 'Подана', en: 'Filed', width: 17, cell: (row) => moment(row.filedAt) },
    {
      ...{ ru: 'Категория', en: 'Category', width: 24 },
      cell: (row) => (language === 'ru' ? row.categoryRu : row.categoryEn),
    },
    { ru: 'Место', en: 'Place', width: 20, cell: (row) => row.place },
    { ru: 'Срочность', en: 'Urgency', width: 20, cell: (row) => words.urgency[row.urgency] },
    { ru: 'Автор', en: 'Author', width: 26, cell: (row) => row.authorName },
    { ru: 'Исполнитель', en: 'Assignee', width: 26, cell: (row) => row.specialistName },
    { ru: 'Итог', en: 'Outcome', width: 12, cell: (row) => texts.ticketOutcome[row.outcome] },
    { ru: 'Первый ответ', en: 'First response', width: 17, cell: (row) => moment(row.respondedAt) },
    {
      ...{ ru: 'Ответ, раб. мин', en: 'Response, working min', width: 12 },
      cell: (row) => minutes(row.responseSeconds),
    },
    {
      ...{ ru: 'Норма ответа, раб. мин', en: 'Response target, working min', width: 12 },
      cell: (row) => minutes(row.responseTargetSeconds),
    },
    { ru: 'Ответ вовремя', en: 'Answered in time', width: 10, cell: (row) => yesOrNo(row.responseWithin) },
    { ru: 'Выполнена', en: 'Resolved', width: 17, cell: (row) => moment(row.resolvedAt) },
    {
      ...{ ru: 'Решение, раб. мин', en: 'Resolution, working min', width: 12 },
      cell: (row) => minutes(row.resolutionSeconds),
    },
    {
      ...{ ru: 'Норма решения, раб. мин', en: 'Resolution target, working min', width: 12 },
      cell: (row) => minutes(row.resolutionTargetSeconds),
    },
    { ru: 'Решена вовремя', en: 'Resolved in time', width: 10, cell: (row) => yesOrNo(row.resolutionWithin) },
    { ru: 'Автор возвращал, раз', en: 'Sent back, times', width: 12, cell: (row) => row.reopened },
    { ru: 'Оценка', en: 'Rating', width: 9, cell: (row) => row.rating },
  ]
}
