import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

interface WeekTexts {
  title: Html
  day(weekday: string, hours: string): Html
  hint: Html
  mondayToFriday: string
  ask(weekdays: string, now: string): Html
  /** After Monday to Friday, which need not be alike. */
  now(hours: string): string
  off: string
  back: string
  hours: Record<'unreadable' | 'no_such_time' | 'wrong_order', Html>
}

const example = '8:00-17:30'

export const weekTexts: Texts<WeekTexts> = {
  ru: {
    title: html`🕘 <b>Обычная неделя</b>`,
    day: (weekday, hours) => html`${weekday}: ${hours}`,
    hint: html`Нажмите на день, чтобы изменить его часы. Часы недели действуют для всего календаря, и для прошедших дней тоже.`,
    mondayToFriday: 'С понедельника по пятницу',
    ask: (weekdays, now) =>
      html`🕘 <b>${weekdays}</b>${now}\nВыберите часы или напишите свои, например: <code>${example}</code>`,
    now: (hours) => `, сейчас: ${hours}`,
    off: 'Выходной',
    back: '⬅️ К неделе',
    hours: {
      unreadable: html`Не получилось прочитать часы. Напишите так: <code>${example}</code>`,
      no_such_time: html`Такого времени не бывает. Напишите часы от 0:00 до 24:00, например: <code>${example}</code>`,
      wrong_order: html`День должен заканчиваться позже, чем начинается. Напишите так: <code>${example}</code>`,
    },
  },
  en: {
    title: html`🕘 <b>The usual week</b>`,
    day: (weekday, hours) => html`${weekday}: ${hours}`,
    hint: html`Press a day to change its hours. The hours of the week hold for the whole calendar, days that have passed included.`,
    mondayToFriday: 'Monday to Friday',
    ask: (weekdays, now) =>
      html`🕘 <b>${weekdays}</b>${now}\nChoose the hours or type your own, for example: <code>${example}</code>`,
    now: (hours) => `, now: ${hours}`,
    off: 'Day off',
    back: '⬅️ To the week',
    hours: {
      unreadable: html`These hours could not be read. Please write them like this: <code>${example}</code>`,
      no_such_time: html`There is no such time. Please give hours from 0:00 to 24:00, for example: <code>${example}</code>`,
      wrong_order: html`A day has to end after it begins. Please write it like this: <code>${example}</code>`,
    },
  },
}
