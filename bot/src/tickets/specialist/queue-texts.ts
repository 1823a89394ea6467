import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { QueuePart } from './queue-buttons.ts'

interface QueueTexts {
  command: string
  button: string
  title: Record<QueuePart, Html>
  nothing: Record<QueuePart, Html>
  part: Record<QueuePart, string>
  anyCategory: string
  anyUrgency: string
  chooseCategory: Html
  chooseUrgency: Html
  /** The time since a ticket was filed, rounded down. */
  age(minutes: number): string
  notAllowed: string
  inPrivateOnly: Html
  openBot: string
}

const hour = 60
const day = 24 * hour

export const queueTexts: Texts<QueueTexts> = {
  ru: {
    command: 'Очередь заявок',
    button: '📥 Очередь',
    title: {
      new: html`📥 <b>Новые заявки</b>`,
      mine: html`🙋 <b>Мои заявки в работе</b>`,
      all: html`📋 <b>Все открытые заявки</b>`,
    },
    nothing: {
      new: html`Новых заявок нет 🎉`,
      mine: html`За вами заявок нет.`,
      all: html`Открытых заявок нет 🎉`,
    },
    part: { new: 'Новые', mine: 'Мои', all: 'Все' },
    anyCategory: '📂 Все категории',
    anyUrgency: '⏱ Любая срочность',
    chooseCategory: html`📂 Заявки какой категории показать?`,
    chooseUrgency: html`⏱ Заявки какой срочности показать?`,
    age: (minutes) => {
      if (minutes < 1) return 'только что'
      if (minutes < hour) return `${minutes} мин`
      if (minutes < 2 * day) return `${Math.floor(minutes / hour)} ч`
      return `${Math.floor(minutes / day)} дн.`
    },
    notAllowed: 'Очередь видят специалисты, директор и администраторы.',
    inPrivateOnly: html`Очередь открывается в личном чате с ботом.`,
    openBot: 'Открыть чат с ботом',
  },
  en: {
    command: 'Ticket queue',
    button: '📥 Queue',
    title: {
      new: html`📥 <b>New tickets</b>`,
      mine: html`🙋 <b>My tickets in progress</b>`,
      all: html`📋 <b>All open tickets</b>`,
    },
    nothing: {
      new: html`No new tickets 🎉`,
      mine: html`You have no tickets.`,
      all: html`No open tickets 🎉`,
    },
    part: { new: 'New', mine: 'Mine', all: 'All' },
    anyCategory: '📂 All categories',
    anyUrgency: '⏱ Any urgency',
    chooseCategory: html`📂 Tickets of which category?`,
    chooseUrgency: html`⏱ Tickets of which urgency?`,
    age: (minutes) => {
      if (minutes < 1) return 'just now'
      if (minutes < hour) return `${minutes} min`
      if (minutes < 2 * day) return `${Math.floor(minutes / hour)} h`
      return `${Math.floor(minutes / day)} d`
    },
    notAllowed: 'The queue is for specialists, the director and administrators.',
    inPrivateOnly: html`The queue opens in your private chat with the bot.`,
    openBot: 'Open the chat with the bot',
  },
}
