import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { TaskImportance, TaskOutcome, TicketOutcome, TicketSliceKind } from '../kpi-figure.ts'
import type { PeriodKind } from '../kpi-period.ts'
import type { KpiTableName } from './kpi-export-order.ts'

interface KpiColumnTexts {
  /** Names of sheets; Excel takes 31 characters. */
  tables: Record<KpiTableName, string>
  kinds: Record<PeriodKind, string>
  school: string
  nobody: string
  slices: Record<TicketSliceKind, string>
  taskOutcome: Record<TaskOutcome, string>
  ticketOutcome: Record<TicketOutcome, string>
  importance: Record<TaskImportance, string>
  yes: string
  no: string
  fileName(table: string, from: string, to: string): string
  allTables: string
  caption(table: string, from: string, to: string): Html
  tooLarge(table: string): Html
  failed: Html
}

export const kpiColumnTexts: Texts<KpiColumnTexts> = {
  ru: {
    tables: {
      task_summary: 'Поручения, сводка',
      ticket_summary: 'Заявки, сводка',
      tasks: 'Поручения',
      tickets: 'Заявки',
    },
    kinds: { week: 'неделя', month: 'месяц', year: 'учебный год' },
    school: 'Вся школа',
    nobody: 'без исполнителя',
    slices: { total: 'всего', category: 'категория', place: 'место', specialist: 'исполнитель' },
    taskOutcome: {
      on_time: 'в срок',
      late: 'с опозданием',
      overdue: 'просрочено',
      awaiting_acceptance: 'ждёт приёмки',
      not_due: 'срок впереди',
    },
    ticketOutcome: { open: 'открыта', resolved: 'выполнена', duplicate: 'повтор', cancelled: 'отменена' },
    importance: { normal: 'обычная', high: 'высокая' },
    yes: 'да',
    no: 'нет',
    fileName: (table, from, to) => `${table.replaceAll(/[, ]+/g, '_')}_${from}-${to}`,
    allTables: 'Показатели',
    caption: (table, from, to) => html`📊 ${table} с ${from} по ${to}`,
    tooLarge: (table) =>
      html`Файл «${table}» получился слишком большим. Выберите период покороче или возьмите CSV: /kpi`,
    failed: html`😔 Не получилось сделать файл: это наша ошибка, и мы о ней уже знаем. Попробуйте ещё раз чуть позже: /kpi`,
  },
  en: {
    tables: {
      task_summary: 'Orders, summary',
      ticket_summary: 'Tickets, summary',
      tasks: 'Orders',
      tickets: 'Tickets',
    },
    kinds: { week: 'week', month: 'month', year: 'school year' },
    school: 'The school',
    nobody: 'nobody',
    slices: { total: 'all', category: 'category', place: 'place', specialist: 'specialist' },
    taskOutcome: {
      on_time: 'on time',
      late: 'late',
      overdue: 'overdue',
      awaiting_acceptance: 'waiting for acceptance',
      not_due: 'not due yet',
    },
    ticketOutcome: { open: 'open', resolved: 'resolved', duplicate: 'duplicate', cancelled: 'cancelled' },
    importance: { normal: 'normal', high: 'high' },
    yes: 'yes',
    no: 'no',
    fileName: (table, from, to) => `${table.replaceAll(/[, ]+/g, '_')}_${from}-${to}`,
    allTables: 'KPI',
    caption: (table, from, to) => html`📊 ${table} from ${from} to ${to}`,
    tooLarge: (table) => html`The file “${table}” is too large. Choose a shorter period, or take CSV: /kpi`,
    failed: html`😔 The file could not be made: the mistake is ours, and we have been told. Please try again a little later: /kpi`,
  },
}
