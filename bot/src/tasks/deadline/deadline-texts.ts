import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'

interface DeadlineTexts {
  ask: Html
  askDay(month: string): Html
  askTime(day: string): Html
  today(time: string): string
  tomorrow(time: string): string
  endOfWeek(moment: string): string
  nextWorkingDay(moment: string): string
  calendar: string
  toQuick: string
  toMonth: string
  past(moment: string): Html
  unclear: Html
  /** Where only the time of a day is asked for. */
  unclearTime: Html
  tooFar: Html
  /** How far off, in whole units. */
  inMinutes(count: number): string
  isToday: string
  isTomorrow: string
  inDays(count: number): string
  overdueMinutes(count: number): string
  overdueHours(count: number): string
  overdueDays(count: number): string
}

const minutes = (count: number) => `${count} ${russianPlural(count, 'минуту', 'минуты', 'минут')}`
const hours = (count: number) => `${count} ${russianPlural(count, 'час', 'часа', 'часов')}`
const days = (count: number) => `${count} ${russianPlural(count, 'день', 'дня', 'дней')}`

export const deadlineTexts: Texts<DeadlineTexts> = {
  ru: {
    ask: html`📅 <b>К какому сроку?</b>\nВыберите или напишите, например: «завтра в 15:00», «в пятницу», «через 3 дня», «25.12».`,
    askDay: (month) =>
      html`📅 <b>${month}</b>\nНа какой день? Точкой отмечено сегодня, звёздочкой — выходные.`,
    askTime: (day) => html`🕒 <b>${day}</b>\nДо которого часа? Выберите или напишите, например: «16:30».`,
    today: (time) => `Сегодня до ${time}`,
    tomorrow: (time) => `Завтра до ${time}`,
    endOfWeek: (moment) => `До конца недели: ${moment}`,
    nextWorkingDay: (moment) => `Рабочий день: ${moment}`,
    calendar: '🗓 Календарь',
    toQuick: '⬅️ Другие сроки',
    toMonth: '⬅️ Другой день',
    past: (moment) =>
      html`Этот срок уже прошёл: ${moment}. Укажите, пожалуйста, день и час, которые ещё впереди.`,
    unclear: html`Срок понять не получилось: нужна одна дата, можно со временем.`,
    unclearTime: html`Время понять не получилось. Напишите, пожалуйста, так: «16:30» или «в 3 часа дня».`,
    tooFar: html`Срок может быть не дальше чем через три года. Укажите, пожалуйста, дату ближе.`,
    inMinutes: (count) => `через ${minutes(count)}`,
    isToday: 'сегодня',
    isTomorrow: 'завтра',
    inDays: (count) => `через ${days(count)}`,
    overdueMinutes: (count) => (count === 0 ? 'просрочено' : `просрочено на ${minutes(count)}`),
    overdueHours: (count) => `просрочено на ${hours(count)}`,
    overdueDays: (count) => `просрочено на ${days(count)}`,
  },
  en: {
    ask: html`📅 <b>By when?</b>\nChoose or type, for example: “tomorrow 3pm”, “friday”, “in 3 days”, “25.12”.`,
    askDay: (month) => html`📅 <b>${month}</b>\nWhich day? A dot marks today, an asterisk days off.`,
    askTime: (day) => html`🕒 <b>${day}</b>\nBy what time? Choose or type it, for example: “16:30”.`,
    today: (time) => `Today by ${time}`,
    tomorrow: (time) => `Tomorrow by ${time}`,
    endOfWeek: (moment) => `End of the week: ${moment}`,
    nextWorkingDay: (moment) => `Working day: ${moment}`,
    calendar: '🗓 Calendar',
    toQuick: '⬅️ Other deadlines',
    toMonth: '⬅️ Another day',
    past: (moment) => html`This deadline lies behind: ${moment}. Please give a day and time still to come.`,
    unclear: html`This deadline was not clear: one date is needed, with or without a time.`,
    unclearTime: html`This time was not clear. Please type it like this: “16:30” or “3pm”.`,
    tooFar: html`A deadline can be at most three years off. Please give a nearer date.`,
    inMinutes: (count) => `in ${count} ${englishPlural(count, 'minute')}`,
    isToday: 'today',
    isTomorrow: 'tomorrow',
    inDays: (count) => `in ${count} ${englishPlural(count, 'day')}`,
    overdueMinutes: (count) =>
      count === 0 ? 'overdue' : `overdue by ${count} ${englishPlural(count, 'minute')}`,
    overdueHours: (count) => `overdue by ${count} ${englishPlural(count, 'hour')}`,
    overdueDays: (count) => `overdue by ${count} ${englishPlural(count, 'day')}`,
  },
}
