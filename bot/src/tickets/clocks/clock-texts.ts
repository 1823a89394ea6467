import type { Texts } from '../../platform/language.ts'
import type { ClockKind } from './clock-state.ts'

/** Words for the two clocks of a ticket. `time` is working time in hours and minutes. */
interface ClockTexts {
  hours(count: number): string
  minutes(count: number): string
  left(time: string): string
  lessThanMinute: string
  overdue(time: string): string
  paused: string
  /** In a list, before what is left. */
  clock: Record<ClockKind, string>
  /** On a card, where what is left would soon be wrong: the moment. */
  due: Record<ClockKind, (moment: string) => string>
  missed: Record<ClockKind, (moment: string) => string>
  stopped: Record<ClockKind, (time: string) => string>
  /** Beside the time of a clock that stopped too late. */
  target(time: string): string
}

export const clockTexts: Texts<ClockTexts> = {
  ru: {
    hours: (count) => `${count} ч`,
    minutes: (count) => `${count} мин`,
    left: (time) => `осталось ${time}`,
    lessThanMinute: 'осталось меньше минуты',
    overdue: (time) => `просрочено на ${time}`,
    paused: 'на паузе: ждём автора',
    clock: { response: 'Ответ', resolution: 'Решение' },
    due: {
      response: (moment) => `Срок первого ответа: ${moment}`,
      resolution: (moment) => `Срок решения: ${moment}`,
    },
    missed: {
      response: (moment) => `Срок первого ответа вышел ${moment}`,
      resolution: (moment) => `Срок решения вышел ${moment}`,
    },
    stopped: {
      response: (time) => `Первый ответ через ${time}`,
      resolution: (time) => `Решено за ${time}`,
    },
    target: (time) => `срок ${time}`,
  },
  en: {
    hours: (count) => `${count} h`,
    minutes: (count) => `${count} min`,
    left: (time) => `${time} left`,
    lessThanMinute: 'less than a minute left',
    overdue: (time) => `${time} overdue`,
    paused: 'paused: waiting for the author',
    clock: { response: 'Response', resolution: 'Resolution' },
    due: {
      response: (moment) => `First response due ${moment}`,
      resolution: (moment) => `Resolution due ${moment}`,
    },
    missed: {
      response: (moment) => `First response was due ${moment}`,
      resolution: (moment) => `Resolution was due ${moment}`,
    },
    stopped: {
      response: (time) => `First response after ${time}`,
      resolution: (time) => `Resolved in ${time}`,
    },
    target: (time) => `target ${time}`,
  },
}
