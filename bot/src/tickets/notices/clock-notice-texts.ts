import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'

/** What is told of the clocks of tickets. `clock` says until when, or since when. */
interface ClockNoticeTexts {
  responseNear(id: number, place: string, clock: string): Html
  resolutionNear(id: number, place: string, clock: string, assignee: string | undefined): Html
  responseMissed(id: number, place: string, clock: string): Html
  resolutionMissed(id: number, place: string, clock: string, assignee: string | undefined): Html
  /** Many at once, as after a downtime: one message for all. */
  manyNear(ids: readonly number[]): Html
  manyMissed(ids: readonly number[]): Html
  queue: string
}

const tickets = (count: number) => `${count} ${russianPlural(count, 'заявка', 'заявки', 'заявок')}`

export const clockNoticeTexts: Texts<ClockNoticeTexts> = {
  ru: {
    responseNear: (id, place, clock) =>
      html`⏳ <b>Заявку №${id} пока никто не взял</b> (${place})\n${clock}.`,
    resolutionNear: (id, place, clock, assignee) =>
      html`⏳ <b>Подходит срок заявки №${id}</b> (${place})\n${clock}.${assignee === undefined ? ' Её сейчас никто не ведёт.' : ''}`,
    responseMissed: (id, place, clock) =>
      html`❗️ <b>На заявку №${id} не ответили в срок</b> (${place})\n${clock}. Её пока никто не взял.`,
    resolutionMissed: (id, place, clock, assignee) =>
      html`❗️ <b>Заявка №${id} не решена в срок</b> (${place})\n${clock}. ${assignee === undefined ? 'Её сейчас никто не ведёт.' : `Исполнитель: ${assignee}.`}`,
    manyNear: (ids) =>
      html`⏳ <b>Подходит срок: ${tickets(ids.length)}</b>\n${ids.map((id) => `№${id}`).join(', ')}`,
    manyMissed: (ids) =>
      html`❗️ <b>Не уложились в срок: ${tickets(ids.length)}</b>\n${ids.map((id) => `№${id}`).join(', ')}`,
    queue: '📥 Открыть очередь',
  },
  en: {
    responseNear: (id, place, clock) =>
      html`⏳ <b>Nobody has taken ticket #${id} yet</b> (${place})\n${clock}.`,
    resolutionNear: (id, place, clock, assignee) =>
      html`⏳ <b>Ticket #${id} is due soon</b> (${place})\n${clock}.${assignee === undefined ? ' Nobody works on it now.' : ''}`,
    responseMissed: (id, place, clock) =>
      html`❗️ <b>Ticket #${id} was not answered in time</b> (${place})\n${clock}. Nobody has taken it yet.`,
    resolutionMissed: (id, place, clock, assignee) =>
      html`❗️ <b>Ticket #${id} was not resolved in time</b> (${place})\n${clock}. ${assignee === undefined ? 'Nobody works on it now.' : `Assignee: ${assignee}.`}`,
    manyNear: (ids) =>
      html`⏳ <b>Due soon: ${ids.length} ${englishPlural(ids.length, 'ticket')}</b>\n${ids.map((id) => `#${id}`).join(', ')}`,
    manyMissed: (ids) =>
      html`❗️ <b>Overdue: ${ids.length} ${englishPlural(ids.length, 'ticket')}</b>\n${ids.map((id) => `#${id}`).join(', ')}`,
    queue: '📥 Open the queue',
  },
}
