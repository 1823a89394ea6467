import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'
import type { CalendarRefusal } from './calendar-refusal.ts'
import type { SchoolDayKind } from './school-day.ts'

/** Days are words such as «понедельник, 23 ноября», times such as «8:00», hours such as «8:00–18:00». */
interface CalendarTexts {
  command: string
  /** On the reply keyboard. */
  key: string
  onlyPrivate: Html
  /** Of today, as a sentence. */
  today: {
    open(closes: string, name: string | undefined): string
    later(opens: string, closes: string, name: string | undefined): string
    over: string
    off(name: string | undefined): string
    next(day: string, opens: string): string
  }
  week(hours: string): Html
  /** Behind weekdays that are off. */
  off(days: number): string
  kinds: Record<SchoolDayKind, string>
  /** Of days that nobody has given a name. */
  usualNames: Record<SchoolDayKind, string>
  /** A day in a few words. */
  day: {
    usual(hours: string): string
    off: string
    special(kind: SchoolDayKind, name: string, hours: string | undefined): string
  }
  /** Days in the list of a month. */
  run(kind: SchoolDayKind, days: string, name: string, hours: string | undefined): Html
  nothingSpecial: Html
  legend: Html
  readOnly: Html
  buttons: Record<'week' | 'type' | 'import' | 'back', string> & { export(year: string): string }
  refusals: Record<CalendarRefusal['kind'], string>
  /** From when a change holds. */
  holds: { from(day: string): string; now: string; past: string }
  saved: string
  unchanged: string
  stale: string
}

const emoji: Record<SchoolDayKind, string> = { holiday: '🔴', vacation: '🏖', working: '🟢' }
const behind = (mark: string, words: string | undefined) => (words === undefined ? '' : `${mark}${words}`)

export const calendarTexts: Texts<CalendarTexts> = {
  ru: {
    command: 'Календарь школы',
    key: '🗓 Календарь',
    onlyPrivate: html`🗓 Календарь школы открывается в личном чате: напишите туда /calendar`,
    today: {
      open: (closes, name) => `Сегодня рабочий день до ${closes}${behind(': ', name)}.`,
      later: (opens, closes, name) => `Сегодня рабочий день с ${opens} до ${closes}${behind(': ', name)}.`,
      over: 'Сегодня рабочий день уже закончился.',
      off: (name) => (name === undefined ? 'Сегодня выходной.' : `Сегодня нерабочий день: ${name}.`),
      next: (day, opens) => `Следующий рабочий день: ${day}, с ${opens}.`,
    },
    week: (hours) => html`Обычная неделя: ${hours}.`,
    off: (days) => (days === 1 ? 'выходной' : 'выходные'),
    kinds: { holiday: 'выходной', vacation: 'каникулы', working: 'рабочий день' },
    usualNames: { holiday: 'Выходной', vacation: 'Каникулы', working: 'Рабочий день' },
    day: {
      usual: (hours) => `рабочий день, ${hours}`,
      off: 'выходной',
      special: (kind, name, hours) => `${calendarTexts.ru.kinds[kind]}${behind(', ', hours)}, «${name}»`,
    },
    run: (kind, days, name, hours) => html`${emoji[kind]} ${days}: ${name}${behind(', ', hours)}`,
    nothingSpecial: html`Особых дней в этом месяце нет.`,
    legend: html`<i>Точкой отмечено сегодня, звёздочкой — выходные, восклицательным знаком — рабочие дни с особыми часами.</i>`,
    readOnly: html`Изменить календарь может администратор.`,
    buttons: {
      week: '🕘 Обычная неделя',
      type: '✍️ Ввести даты',
      import: '📥 Загрузить дни из файла',
      export: (year) => `📤 Выгрузить ${year} учебный год`,
      back: '⬅️ К календарю',
    },
    refusals: {
      not_allowed: 'Календарь меняет администратор.',
      empty_week: 'Хотя бы один день недели должен остаться рабочим: иначе сроки не посчитать.',
      never_open:
        'Тогда школа не работала бы целый год, и сроки было бы не посчитать. Изменение не сохранено.',
      too_long: 'Период длиннее 150 дней. Разделите его на части.',
      out_of_calendar: 'Календарь ведётся с 2020 по 2049 год.',
      wrong_order: 'Первый день позже последнего. Напишите даты по порядку.',
    },
    holds: {
      from: (day) => `Действует с ${day}.`,
      now: 'Действует уже сейчас: сроки и часы считаются по-новому.',
      past: 'Эти дни уже прошли: часы и показатели за них пересчитаны.',
    },
    saved: 'Сохранено.',
    unchanged: 'Так и было: ничего не изменилось.',
    stale: 'Этот вопрос устарел. Откройте календарь снова: /calendar',
  },
  en: {
    command: 'The school calendar',
    key: '🗓 Calendar',
    onlyPrivate: html`🗓 The school calendar opens in our private chat: send /calendar there`,
    today: {
      open: (closes, name) => `Today is a working day until ${closes}${behind(': ', name)}.`,
      later: (opens, closes, name) => `Today is a working day, ${opens} to ${closes}${behind(': ', name)}.`,
      over: 'The working day is over for today.',
      off: (name) => (name === undefined ? 'Today is a day off.' : `Today is a day off: ${name}.`),
      next: (day, opens) => `The next working day: ${day}, from ${opens}.`,
    },
    week: (hours) => html`The usual week: ${hours}.`,
    off: () => 'off',
    kinds: { holiday: 'day off', vacation: 'vacation', working: 'working day' },
    usualNames: { holiday: 'Day off', vacation: 'Vacation', working: 'Working day' },
    day: {
      usual: (hours) => `working day, ${hours}`,
      off: 'day off',
      special: (kind, name, hours) => `${calendarTexts.en.kinds[kind]}${behind(', ', hours)}, “${name}”`,
    },
    run: (kind, days, name, hours) => html`${emoji[kind]} ${days}: ${name}${behind(', ', hours)}`,
    nothingSpecial: html`No special days this month.`,
    legend: html`<i>A dot marks today, an asterisk days off, an exclamation mark working days with hours of their own.</i>`,
    readOnly: html`The calendar is changed by an administrator.`,
    buttons: {
      week: '🕘 The usual week',
      type: '✍️ Type dates',
      import: '📥 Import days from a file',
      export: (year) => `📤 Export the school year ${year}`,
      back: '⬅️ To the calendar',
    },
    refusals: {
      not_allowed: 'The calendar is changed by an administrator.',
      empty_week: 'At least one weekday has to stay a working day: deadlines could not be counted otherwise.',
      never_open:
        'The school would not work for a whole year then, and deadlines could not be counted. Nothing was saved.',
      too_long: 'This is more than 150 days. Please divide it.',
      out_of_calendar: 'The calendar is kept from 2020 to 2049.',
      wrong_order: 'The first day is after the last one. Please give the dates in order.',
    },
    holds: {
      from: (day) => `It holds from ${day}.`,
      now: 'It holds from now on: clocks and deadlines count with it already.',
      past: 'These days have passed: clocks and figures were counted anew.',
    },
    saved: 'Saved.',
    unchanged: 'It was like that already: nothing has changed.',
    stale: 'This question is old. Open the calendar again: /calendar',
  },
}
