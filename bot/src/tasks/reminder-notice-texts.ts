import type { Language, Texts } from '../platform/language.ts'
import { compareDates, createLocalClock } from '../platform/local-date.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import { relativeDeadline } from './deadline/format-deadline.ts'
import { type Deadline, formatDeadline } from './show-deadline.ts'

/** What is told of an order whose deadline is near or past; each message begins with how far off it is. */
interface ReminderNoticeTexts {
  /** To the doer. */
  reminder(id: number, ref: string, deadline: Deadline, hasAsked: boolean): Html
  /** To those who gave the order, or to the directors. */
  late(id: number, ref: string, deadline: Deadline, late: LateOrder): Html
}

export interface LateOrder {
  /** Undefined: nobody is responsible. */
  doer: string | undefined
  /** For those who did not give it. */
  giver: string | undefined
  /** The deadline that the doer asks for. */
  wanted: Deadline | undefined
}

const minuteMs = 60_000

export const reminderNoticeTexts: Texts<ReminderNoticeTexts> = {
  ru: {
    reminder: (id, ref, deadline, hasAsked) =>
      joinHtml([
        html`${mark(deadline)} <b>${titleRu(id, deadline)}</b>\n«${ref}»\n${isPast(deadline) ? 'Срок был' : 'Срок'}: ${formatDeadline(deadline, 'ru')}`,
        hasAsked
          ? html`Ваша просьба о новом сроке ещё ждёт ответа.`
          : isPast(deadline) && html`Отправьте, пожалуйста, отчёт или попросите другой срок.`,
      ]),
    late: (id, ref, deadline, { doer, giver, wanted }) =>
      joinHtml([
        html`🔴 <b>${titleRu(id, deadline)}</b>\n«${ref}»`,
        html`Исполнитель: ${doer ?? 'не назначен'}`,
        giver !== undefined && html`От кого: ${giver}`,
        html`Срок был: ${formatDeadline(deadline, 'ru')}`,
        wanted && html`Исполнитель просит новый срок: <b>${formatDeadline(wanted, 'ru')}</b>`,
      ]),
  },
  en: {
    reminder: (id, ref, deadline, hasAsked) =>
      joinHtml([
        html`${mark(deadline)} <b>${titleEn(id, deadline)}</b>\n“${ref}”\n${isPast(deadline) ? 'It was due' : 'Due'} ${formatDeadline(deadline, 'en')}`,
        hasAsked
          ? html`Your request for another deadline has not been answered yet.`
          : isPast(deadline) && html`Please send your report, or ask for another deadline.`,
      ]),
    late: (id, ref, deadline, { doer, giver, wanted }) =>
      joinHtml([
        html`🔴 <b>${titleEn(id, deadline)}</b>\n“${ref}”`,
        html`Responsible: ${doer ?? 'nobody'}`,
        giver !== undefined && html`Given by: ${giver}`,
        html`It was due ${formatDeadline(deadline, 'en')}`,
        wanted && html`Asked for instead: <b>${formatDeadline(wanted, 'en')}</b>`,
      ]),
  },
}

function titleRu(id: number, deadline: Deadline): string {
  if (!isPast(deadline))
    return `Поручение №${id}: срок ${isInOneHour(deadline) ? 'через час' : relative(deadline, 'ru')}`
  if (isSameDay(deadline)) return `Срок поручения №${id} истёк`
  return `Поручение №${id} ${relative(deadline, 'ru')}`
}

function titleEn(id: number, deadline: Deadline): string {
  if (!isPast(deadline))
    return `Order #${id} is due ${isInOneHour(deadline) ? 'in an hour' : relative(deadline, 'en')}`
  if (isSameDay(deadline)) return `The deadline of order #${id} has passed`
  return `Order #${id} is ${relative(deadline, 'en')}`
}

function relative({ at, now, timezone }: Deadline, language: Language): string {
  return relativeDeadline(at, { now, language, timeZone: timezone })
}

function isInOneHour({ at, now }: Deadline): boolean {
  return Math.ceil((at.getTime() - now.getTime()) / minuteMs) === 60
}

function isPast({ at, now }: Deadline): boolean {
  return at <= now
}

function mark(deadline: Deadline): string {
  return isPast(deadline) ? '🔴' : '🔔'
}

function isSameDay({ at, now, timezone }: Deadline): boolean {
  const { localTimeOf } = createLocalClock(timezone)
  return compareDates(localTimeOf(at), localTimeOf(now)) === 0
}
