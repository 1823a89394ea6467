import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { ClockKind } from './clock-state.ts'

/** Times are working time in words, such as «1 ч 30 мин». */
interface TargetsTexts {
  command: string
  onlyPrivate: Html
  list: Html
  both(response: string, resolution: string): string
  one: Record<ClockKind, (time: string) => string>
  none: string
  ask: Record<ClockKind, (urgency: string) => Html>
  notUnderstood: Html
  outOfBounds(shortestMinutes: number, longestHours: number): Html
  saved: string
  unchanged: string
  notAllowed: string
  exceeds: Record<ClockKind, (response: string, resolution: string) => string>
  buttons: Record<ClockKind | 'none' | 'toList' | 'back', string>
}

export const targetsTexts: Texts<TargetsTexts> = {
  ru: {
    command: 'Сроки по заявкам',
    onlyPrivate: html`⏱ Сроки меняют в личном чате: напишите туда /targets`,
    list: html`⏱ <b>Сроки по заявкам</b>\nСколько рабочего времени даётся на первый ответ и на решение. Новый срок действует сразу, и для открытых заявок тоже. Нажмите на срочность, чтобы изменить её сроки.`,
    both: (response, resolution) => `ответ: ${response}, решение: ${resolution}`,
    one: {
      response: (time) => `Первый ответ: ${time}`,
      resolution: (time) => `Решение: ${time}`,
    },
    none: 'без срока',
    ask: {
      response: (urgency) =>
        html`${urgency}\n<b>Сколько рабочего времени даётся на первый ответ?</b>\nВыберите или напишите, например: «6 ч» или «90 мин».`,
      resolution: (urgency) =>
        html`${urgency}\n<b>Сколько рабочего времени даётся на решение?</b>\nВыберите или напишите, например: «6 ч» или «90 мин».`,
    },
    notUnderstood: html`Понять срок не получилось. Напишите часы или минуты, например: «6 ч», «90 мин», «1 ч 30 мин» или «без срока».`,
    outOfBounds: (shortest, longest) =>
      html`Срок может быть от ${shortest} минут до ${longest} часов рабочего времени. Напишите, пожалуйста, другой.`,
    saved: 'Срок изменён',
    unchanged: 'Срок остался прежним',
    notAllowed: 'Сроки меняет администратор.',
    exceeds: {
      response: (response, resolution) =>
        `Срок ответа (${response}) не может быть больше срока решения (${resolution}). Сначала увеличьте срок решения.`,
      resolution: (response, resolution) =>
        `Срок решения (${resolution}) не может быть меньше срока ответа (${response}). Сначала уменьшите срок ответа.`,
    },
    buttons: {
      response: '✏️ Первый ответ',
      resolution: '✏️ Решение',
      none: 'Без срока',
      toList: '⬅️ Все сроки',
      back: '⬅️ Назад',
    },
  },
  en: {
    command: 'Ticket targets',
    onlyPrivate: html`⏱ Targets are set in our private chat: send /targets there`,
    list: html`⏱ <b>Ticket targets</b>\nHow much working time there is for the first response and for the resolution. A new target holds at once, for open tickets too. Press an urgency to change its targets.`,
    both: (response, resolution) => `response: ${response}, resolution: ${resolution}`,
    one: {
      response: (time) => `First response: ${time}`,
      resolution: (time) => `Resolution: ${time}`,
    },
    none: 'no target',
    ask: {
      response: (urgency) =>
        html`${urgency}\n<b>How much working time is there for the first response?</b>\nChoose or type, for example: “6 h” or “90 min”.`,
      resolution: (urgency) =>
        html`${urgency}\n<b>How much working time is there for the resolution?</b>\nChoose or type, for example: “6 h” or “90 min”.`,
    },
    notUnderstood: html`I could not read that. Type hours or minutes, for example: “6 h”, “90 min”, “1 h 30 min” or “no target”.`,
    outOfBounds: (shortest, longest) =>
      html`A target can be from ${shortest} minutes to ${longest} hours of working time. Please type another one.`,
    saved: 'The target was changed',
    unchanged: 'The target stays as it was',
    notAllowed: 'Targets are changed by an administrator.',
    exceeds: {
      response: (response, resolution) =>
        `The response target (${response}) cannot exceed the resolution target (${resolution}). Raise the resolution target first.`,
      resolution: (response, resolution) =>
        `The resolution target (${resolution}) cannot be below the response target (${response}). Lower the response target first.`,
    },
    buttons: {
      response: '✏️ First response',
      resolution: '✏️ Resolution',
      none: 'No target',
      toList: '⬅️ All targets',
      back: '⬅️ Back',
    },
  },
}
