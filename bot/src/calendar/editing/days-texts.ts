import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { SchoolDayKind } from '../school-day.ts'
import type { DaysFault } from '../typed-days.ts'

interface DaysTexts {
  askDates: Html
  dates: Record<DaysFault['kind'], Html>
  /** `now`: what the day is. */
  oneDay(day: string, now: string, source: string | null): Html
  manyDays(days: string, count: number): Html
  alreadySpecial: Html
  andMore(count: number): Html
  askKind: Html
  kinds: Record<SchoolDayKind | 'usual', string>
  askHours(days: string): Html
  askName(days: string): Html
  notAName: Html
  chooseKind: Html
  /** Beside the usual ones. */
  names: Record<'holiday' | 'working', readonly string[]>
  vacations: Record<'autumn' | 'winter' | 'spring' | 'summer', string>
  confirm: {
    title(days: string, becomes: string): Html
    touched(count: number): Html
    replaced(count: number): Html
    kept(count: number): Html
    outdated: string
    yes: string
    no: string
    useButtons: Html
  }
}

const ruDays = (count: number) => `${count} ${russianPlural(count, 'день', 'дня', 'дней')}`
const enDays = (count: number) => `${count} ${englishPlural(count, 'day')}`

export const daysTexts: Texts<DaysTexts> = {
  ru: {
    askDates: html`✍️ Напишите день или период, например: <code>24.12</code>, <code>1.07-31.08</code> или <code>24.12.2026</code>`,
    dates: {
      unreadable: html`Не получилось прочитать даты. Напишите день (<code>24.12</code>) или период (<code>1.07-31.08</code>).`,
      no_such_day: html`Такого дня в календаре нет. Проверьте, пожалуйста, число и месяц.`,
      no_year: html`Напишите, пожалуйста, и год: <code>24.12.2026</code>`,
      wrong_order: html`Первый день позже последнего. Напишите даты по порядку: <code>1.07-31.08</code>`,
      too_long: html`Это больше 150 дней. Разделите, пожалуйста, период на части.`,
      out_of_calendar: html`Календарь ведётся с 2020 по 2049 год. Проверьте, пожалуйста, год.`,
    },
    oneDay: (day, now, source) =>
      html`📅 <b>${day}</b>\nСейчас: ${now}${source === null ? '' : html`\n<i>Источник: ${source}</i>`}`,
    manyDays: (days, count) => html`📅 <b>${days}</b> (${ruDays(count)})`,
    alreadySpecial: html`Уже отмечены:`,
    andMore: (count) => html`и ещё ${count}`,
    askKind: html`Как отметить?`,
    kinds: {
      holiday: '🔴 Выходной',
      vacation: '🏖 Каникулы',
      working: '🟢 Рабочий день',
      usual: '↩️ Как обычно',
    },
    askHours: (days) =>
      html`🟢 <b>${days}</b>\nВ какие часы работает школа? Выберите или напишите, например: <code>8:00-14:00</code>`,
    askName: (days) => html`✏️ <b>${days}</b>\nКак это назвать? Выберите или напишите сами.`,
    notAName: html`Такое название не подойдёт: нужны слова, до 100 знаков. Попробуйте ещё раз.`,
    chooseKind: html`Выберите, пожалуйста, кнопкой или напишите другие даты.`,
    names: {
      holiday: ['Праздничный день'],
      working: ['Сокращённый день'],
    },
    vacations: {
      autumn: 'Осенние каникулы',
      winter: 'Зимние каникулы',
      spring: 'Весенние каникулы',
      summer: 'Летние каникулы',
    },
    confirm: {
      title: (days, becomes) => html`Проверьте, пожалуйста.\n<b>${days}</b>\n${becomes}`,
      touched: (count) => html`Изменится: ${ruDays(count)}.`,
      replaced: (count) => html`Сейчас там уже отмечено (${ruDays(count)}):`,
      kept: (count) => html`Выходные внутри каникул сохранят свои названия: ${ruDays(count)}.`,
      outdated: 'Пока вы думали, календарь изменили. Проверьте ещё раз.',
      yes: '✅ Сохранить',
      no: '✖️ Не менять',
      useButtons: html`Ответьте, пожалуйста, кнопкой.`,
    },
  },
  en: {
    askDates: html`✍️ Write a day or a range, for example: <code>24.12</code>, <code>1.07-31.08</code> or <code>24.12.2026</code>`,
    dates: {
      unreadable: html`These dates could not be read. Please write a day (<code>24.12</code>) or a range (<code>1.07-31.08</code>).`,
      no_such_day: html`The calendar has no such day. Please check the day and the month.`,
      no_year: html`Please write the year too: <code>24.12.2026</code>`,
      wrong_order: html`The first day is after the last one. Please write the dates in order: <code>1.07-31.08</code>`,
      too_long: html`This is more than 150 days. Please divide it.`,
      out_of_calendar: html`The calendar is kept from 2020 to 2049. Please check the year.`,
    },
    oneDay: (day, now, source) =>
      html`📅 <b>${day}</b>\nNow: ${now}${source === null ? '' : html`\n<i>Source: ${source}</i>`}`,
    manyDays: (days, count) => html`📅 <b>${days}</b> (${enDays(count)})`,
    alreadySpecial: html`Marked already:`,
    andMore: (count) => html`and ${count} more`,
    askKind: html`How shall we mark it?`,
    kinds: {
      holiday: '🔴 Day off',
      vacation: '🏖 Vacation',
      working: '🟢 Working day',
      usual: '↩️ As usual',
    },
    askHours: (days) =>
      html`🟢 <b>${days}</b>\nWhen is the school open? Choose or type, for example: <code>8:00-14:00</code>`,
    askName: (days) => html`✏️ <b>${days}</b>\nWhat is it called? Choose or type it yourself.`,
    notAName: html`This name will not do: it needs words, up to 100 characters. Please try again.`,
    chooseKind: html`Please press one of the buttons, or write other dates.`,
    names: {
      holiday: ['Public holiday'],
      working: ['Short day'],
    },
    vacations: {
      autumn: 'Autumn vacation',
      winter: 'Winter vacation',
      spring: 'Spring vacation',
      summer: 'Summer vacation',
    },
    confirm: {
      title: (days, becomes) => html`Please check.\n<b>${days}</b>\n${becomes}`,
      touched: (count) => html`Changes: ${enDays(count)}.`,
      replaced: (count) => html`Marked there now (${enDays(count)}):`,
      kept: (count) => html`Days off within the vacation keep their names: ${enDays(count)}.`,
      outdated: 'The calendar was changed while you were thinking. Please check again.',
      yes: '✅ Save',
      no: '✖️ Leave it',
      useButtons: html`Please answer with a button.`,
    },
  },
}
