import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { ExportFormat } from './export-order.ts'
import type { NamedPeriod } from './export-period.ts'

/** `from` and `to` are days such as 01.09.2026. */
interface ExportTexts {
  command: string
  notAllowed: Html
  onlyPrivate: Html
  askPeriod: Html
  periods: Record<NamedPeriod | 'own', string>
  askDates: Html
  dates: Record<'unreadable' | 'wrong_order' | 'too_long', Html>
  nothing(from: string, to: string): Html
  askFormat(from: string, to: string, tickets: number, tooManyForXlsx: boolean, maxXlsx: number): Html
  formats: Record<ExportFormat, string>
  back: string
  making(from: string, to: string): Html
  stale: string
  fileName(from: string, to: string): string
  sheet: string
  caption(from: string, to: string, tickets: number): Html
  tooLarge(from: string, to: string): Html
  failed: Html
}

export const exportTexts: Texts<ExportTexts> = {
  ru: {
    command: 'Выгрузить заявки в файл',
    notAllowed: html`Выгружать заявки могут специалисты, директор и администратор. Свои заявки вы найдёте в /my`,
    onlyPrivate: html`📊 Файл с заявками отправлю в личный чат: напишите туда /export`,
    askPeriod: html`📊 За какой период выгрузить заявки?`,
    periods: {
      this_week: 'Эта неделя',
      this_month: 'Этот месяц',
      last_month: 'Прошлый месяц',
      school_year: 'Этот учебный год',
      own: '📅 Другие даты',
    },
    askDates: html`Напишите первый и последний день, например: <code>01.09.2026-30.09.2026</code>`,
    dates: {
      unreadable: html`Не получилось прочитать даты. Напишите так: <code>01.09.2026-30.09.2026</code>`,
      wrong_order: html`Первый день позже последнего. Напишите, пожалуйста, даты по порядку: <code>01.09.2026-30.09.2026</code>`,
      too_long: html`Это больше трёх лет. Выберите, пожалуйста, период покороче.`,
    },
    nothing: (from, to) => html`С ${from} по ${to} заявок не было. Выберите другой период:`,
    askFormat: (from, to, tickets, tooMany, maxXlsx) =>
      html`📊 С ${from} по ${to} заявок: <b>${tickets}</b>. В каком виде выгрузить?${
        tooMany ? `\n\nВ файл Excel помещается до ${maxXlsx} заявок: возьмите CSV или период покороче.` : ''
      }`,
    formats: { csv: 'CSV', xlsx: 'Excel (XLSX)' },
    back: '⬅️ Другой период',
    making: (from, to) => html`⏳ Готовлю файл с заявками с ${from} по ${to}. Пришлю его сюда.`,
    stale: 'Этот выбор устарел. Начните снова: /export',
    fileName: (from, to) => `Заявки_${from}-${to}`,
    sheet: 'Заявки',
    caption: (from, to, tickets) => html`📊 Заявки с ${from} по ${to}: ${tickets}`,
    tooLarge: (from, to) =>
      html`Файл с заявками с ${from} по ${to} слишком большой для Telegram. Выберите, пожалуйста, период покороче: /export`,
    failed: html`😔 Не получилось сделать файл: это наша ошибка, и мы о ней уже знаем. Попробуйте ещё раз чуть позже: /export`,
  },
  en: {
    command: 'Export tickets to a file',
    notAllowed: html`Tickets can be exported by specialists, the director and the administrator. Your own are in /my`,
    onlyPrivate: html`📊 The file comes to our private chat: send /export there`,
    askPeriod: html`📊 Which period shall we export?`,
    periods: {
      this_week: 'This week',
      this_month: 'This month',
      last_month: 'Last month',
      school_year: 'This school year',
      own: '📅 Other dates',
    },
    askDates: html`Send the first and the last day, for example: <code>01.09.2026-30.09.2026</code>`,
    dates: {
      unreadable: html`We could not read these dates. Please write them like this: <code>01.09.2026-30.09.2026</code>`,
      wrong_order: html`The first day is after the last one. Please send the dates in order: <code>01.09.2026-30.09.2026</code>`,
      too_long: html`That is more than three years. Please choose a shorter period.`,
    },
    nothing: (from, to) => html`No tickets were filed from ${from} to ${to}. Choose another period:`,
    askFormat: (from, to, tickets, tooMany, maxXlsx) =>
      html`📊 Tickets filed from ${from} to ${to}: <b>${tickets}</b>. In which format?${
        tooMany ? `\n\nAn Excel file holds up to ${maxXlsx} tickets: take CSV or a shorter period.` : ''
      }`,
    formats: { csv: 'CSV', xlsx: 'Excel (XLSX)' },
    back: '⬅️ Another period',
    making: (from, to) =>
      html`⏳ Preparing the file with the tickets from ${from} to ${to}. It will come here.`,
    stale: 'This choice is old. Start again: /export',
    fileName: (from, to) => `Tickets_${from}-${to}`,
    sheet: 'Tickets',
    caption: (from, to, tickets) => html`📊 Tickets from ${from} to ${to}: ${tickets}`,
    tooLarge: (from, to) =>
      html`The file with the tickets from ${from} to ${to} is too large for Telegram. Please choose a shorter period: /export`,
    failed: html`😔 The file could not be made: the mistake is ours, and we have been told. Please try again a little later: /export`,
  },
}
