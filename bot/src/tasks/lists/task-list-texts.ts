import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { TaskListView } from '../card/task-list-buttons.ts'

interface TaskListTexts {
  command: string
  button: string
  tabs: Record<'mine' | 'given' | 'overdue' | 'people' | 'states', string>
  title: Record<Exclude<TaskListView, 'person' | 'status'>, Html> & { done: Record<'mine' | 'given', Html> }
  ofPerson: Record<'open' | 'done', (name: string) => Html>
  ofNobody: Html
  ofStatus(status: string): Html
  none: Html
  /** Of the lists that are empty when all is well, or when nothing was begun. */
  noneOf: Record<'mine' | 'given' | 'overdue' | 'people', Html>
  showOpen: string
  showDone: string
  back: string
  newTask: string
  nobody: string
  youHelp: string
  /** The button and the name of several orders that were given together. */
  several(firstId: number, others: number): string
  doneOf(accepted: number, size: number): string
  overdue(count: number): string
  cancelled(count: number): string
  byPeople: Html
  onlyInPrivate(botUsername: string): Html
}

export const taskListTexts: Texts<TaskListTexts> = {
  ru: {
    command: 'Поручения',
    button: '📋 Поручения',
    tabs: {
      mine: 'Мне',
      given: 'От меня',
      overdue: 'Просроченные',
      people: 'По людям',
      states: 'По состоянию',
    },
    title: {
      mine: html`📋 <b>Поручено мне</b>`,
      given: html`📤 <b>Поручения от меня</b>`,
      overdue: html`🔴 <b>Просроченные поручения</b>`,
      people: html`👥 <b>Открытые поручения по людям</b>`,
      states: html`📊 <b>Поручения по состоянию</b>`,
      batch: html`👥 <b>Поручения, данные вместе</b>`,
      done: {
        mine: html`🗂 <b>Поручено мне: завершённые</b>`,
        given: html`🗂 <b>Поручения от меня: завершённые</b>`,
      },
    },
    ofPerson: {
      open: (name) => html`👤 <b>${name}: открытые поручения</b>`,
      done: (name) => html`🗂 <b>${name}: завершённые поручения</b>`,
    },
    ofNobody: html`👤 <b>Поручения без исполнителя</b>`,
    ofStatus: (status) => html`📊 <b>Поручения: ${status}</b>`,
    none: html`Таких поручений нет.`,
    noneOf: {
      mine: html`Открытых поручений у вас нет 🎉`,
      given: html`Открытых поручений от вас нет.`,
      overdue: html`Просроченных поручений нет 🎉`,
      people: html`Открытых поручений нет.`,
    },
    showOpen: '📋 Открытые',
    showDone: '🗂 Завершённые',
    back: '⬅️ Назад',
    newTask: '➕ Новое поручение',
    nobody: 'без исполнителя',
    youHelp: 'вы помогаете',
    several: (firstId, others) => `№${firstId} и ещё ${others}`,
    doneOf: (accepted, size) => `исполнено ${accepted} из ${size}`,
    overdue: (count) => `просрочено: ${count}`,
    cancelled: (count) => `отменено: ${count}`,
    byPeople: html`У кого сколько открытых поручений, 🔴 — из них просрочено.`,
    onlyInPrivate: (bot) => html`Поручения открываются в личном чате с ботом: @${bot}.`,
  },
  en: {
    command: 'Orders',
    button: '📋 Orders',
    tabs: {
      mine: 'To me',
      given: 'From me',
      overdue: 'Overdue',
      people: 'By person',
      states: 'By state',
    },
    title: {
      mine: html`📋 <b>Orders to me</b>`,
      given: html`📤 <b>Orders from me</b>`,
      overdue: html`🔴 <b>Overdue orders</b>`,
      people: html`👥 <b>Open orders by person</b>`,
      states: html`📊 <b>Orders by state</b>`,
      batch: html`👥 <b>Orders given together</b>`,
      done: {
        mine: html`🗂 <b>Orders to me: finished</b>`,
        given: html`🗂 <b>Orders from me: finished</b>`,
      },
    },
    ofPerson: {
      open: (name) => html`👤 <b>${name}: open orders</b>`,
      done: (name) => html`🗂 <b>${name}: finished orders</b>`,
    },
    ofNobody: html`👤 <b>Orders nobody is responsible for</b>`,
    ofStatus: (status) => html`📊 <b>Orders: ${status}</b>`,
    none: html`There are no such orders.`,
    noneOf: {
      mine: html`You have no open orders 🎉`,
      given: html`There are no open orders from you.`,
      overdue: html`No order is overdue 🎉`,
      people: html`There are no open orders.`,
    },
    showOpen: '📋 Open ones',
    showDone: '🗂 Finished',
    back: '⬅️ Back',
    newTask: '➕ New order',
    nobody: 'nobody responsible',
    youHelp: 'you help',
    several: (firstId, others) => `#${firstId} and ${others} more`,
    doneOf: (accepted, size) => `${accepted} of ${size} done`,
    overdue: (count) => `overdue: ${count}`,
    cancelled: (count) => `cancelled: ${count}`,
    byPeople: html`How many open orders everyone has, 🔴 of them overdue.`,
    onlyInPrivate: (bot) => html`Orders open in your private chat with the bot: @${bot}.`,
  },
}
