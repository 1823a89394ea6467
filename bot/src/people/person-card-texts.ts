import type { Texts } from '../platform/language.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import type { Person } from './person.ts'
import { roleTexts } from './role-texts.ts'

export interface PersonCard {
  person: Person
  since: string
  /** Since when the person cannot be written to; undefined: he can. */
  unreachable: string | undefined
  /** In words. */
  openWork: string
}

interface PersonCardTexts {
  card(card: PersonCard): Html
  roleButton: string
  blockButton: string
  letBackButton: string
  offboardButton: string
  renameButton: string
  historyButton: string
  backButton: string
  chooseRole(person: Person): Html
  askName(person: Person): Html
  renamed(name: string): Html
  roleChanged: string
  blocked: string
  letBack: string
  unchanged: string
  lastAdmin: string
  notFound: string
  forbidden: string
  history(person: Person, lines: readonly Html[]): Html
}

const statusEmoji: Record<Person['status'], string> = { active: '✅', blocked: '🚫', left: '👋' }

export const personCardTexts: Texts<PersonCardTexts> = {
  ru: {
    card: ({ person, since, unreachable, openWork }) =>
      joinHtml([
        html`${roleTexts.ru.emoji[person.role]} <b>${person.name}</b>\n`,
        html`Роль: ${roleTexts.ru.roles[person.role]}`,
        html`${statusEmoji[person.status]} ${roleTexts.ru.statuses[person.status]}`,
        html`Язык: ${person.language === 'ru' ? 'русский' : 'английский'}`,
        html`В боте с ${since}`,
        unreachable !== undefined && html`📵 Бот остановлен или заблокирован с ${unreachable}`,
        html`В работе: ${openWork}`,
      ]),
    roleButton: '🎭 Сменить роль',
    blockButton: '🚫 Закрыть доступ',
    letBackButton: '✅ Открыть доступ',
    offboardButton: '👋 Оформить уход',
    renameButton: '✏️ Имя',
    historyButton: '🕓 История',
    backButton: '⬅️ Назад',
    chooseRole: (person) =>
      html`Какую роль дать? <b>${person.name}</b>, сейчас: ${roleTexts.ru.roles[person.role]}`,
    askName: (person) => html`Как теперь называть: <b>${person.name}</b>? Напишите имя.`,
    renamed: (name) => html`✅ Имя изменено: <b>${name}</b>`,
    roleChanged: 'Роль изменена',
    blocked: 'Доступ закрыт',
    letBack: 'Доступ открыт',
    unchanged: 'Уже так и есть',
    lastAdmin: 'Это последний администратор: сначала дайте эту роль кому-нибудь ещё.',
    notFound: 'Такого человека нет. Посмотрите, пожалуйста, в /people',
    forbidden: 'Это могут только администраторы.',
    history: (person, lines) =>
      joinHtml([html`🕓 <b>${person.name}</b>\n`, ...(lines.length === 0 ? [html`Записей нет.`] : lines)]),
  },
  en: {
    card: ({ person, since, unreachable, openWork }) =>
      joinHtml([
        html`${roleTexts.en.emoji[person.role]} <b>${person.name}</b>\n`,
        html`Role: ${roleTexts.en.roles[person.role]}`,
        html`${statusEmoji[person.status]} ${roleTexts.en.statuses[person.status]}`,
        html`Language: ${person.language === 'ru' ? 'Russian' : 'English'}`,
        html`Here since ${since}`,
        unreachable !== undefined && html`📵 Has stopped or blocked the bot since ${unreachable}`,
        html`In progress: ${openWork}`,
      ]),
    roleButton: '🎭 Change role',
    blockButton: '🚫 Close access',
    letBackButton: '✅ Open access',
    offboardButton: '👋 Mark as left',
    renameButton: '✏️ Name',
    historyButton: '🕓 History',
    backButton: '⬅️ Back',
    chooseRole: (person) => html`Which role? <b>${person.name}</b>, now: ${roleTexts.en.roles[person.role]}`,
    askName: (person) => html`What is <b>${person.name}</b> called now? Write the name.`,
    renamed: (name) => html`✅ Renamed: <b>${name}</b>`,
    roleChanged: 'The role is changed',
    blocked: 'Access is closed',
    letBack: 'Access is open',
    unchanged: 'It is like that already',
    lastAdmin: 'This is the last administrator: first give somebody else this role.',
    notFound: 'There is no such person. Please look in /people',
    forbidden: 'Only administrators can do this.',
    history: (person, lines) =>
      joinHtml([html`🕓 <b>${person.name}</b>\n`, ...(lines.length === 0 ? [html`Nothing yet.`] : lines)]),
  },
}
