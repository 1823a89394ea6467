import type { Texts } from '../platform/language.ts'
import { englishPlural, russianPlural } from '../platform/plural.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import type { Person, Role } from './person.ts'
import { roleTexts } from './role-texts.ts'
import type { Work } from './work.ts'
import { workWords } from './work-texts.ts'

/** What people are told when somebody else changed something about them. */
interface NoticeTexts {
  roleChanged(person: Person, returned: number): Html
  blocked: Html
  letBack(person: Person): Html
  left(person: Person): Html
  workReceived(from: Person, work: Work): Html
  renamed(person: Person): Html
  joined(person: Person, role: Role): Html
}

const whereToLook = ({ tickets = 0, orders = 0 }: Work) =>
  [...(tickets > 0 ? ['/queue'] : []), ...(orders > 0 ? ['/tasks'] : [])].join(', ')

export const noticeTexts: Texts<NoticeTexts> = {
  ru: {
    roleChanged: (person, returned) =>
      joinHtml([
        html`${roleTexts.ru.emoji[person.role]} Ваша роль теперь: <b>${roleTexts.ru.roles[person.role]}</b>. Меню обновлено.`,
        returned > 0 &&
          html`То, что было у вас в работе, вернулось в очередь: ${returned} ${russianPlural(returned, 'заявка', 'заявки', 'заявок')}.`,
      ]),
    blocked: html`Ваш доступ к боту закрыт. Если это ошибка, обратитесь, пожалуйста, к администратору школы.`,
    letBack: (person) => html`${person.name}, ваш доступ снова открыт. С возвращением! 👋`,
    left: (person) =>
      html`${person.name}, ваш доступ к боту закончился. Спасибо за работу! Если это ошибка, обратитесь к администратору школы.`,
    workReceived: (from, work) =>
      html`📦 К вам перешла работа коллеги (${from.name}): ${workWords(work, 'ru')}. Подробности: ${whereToLook(work)}`,
    renamed: (person) =>
      html`Администратор изменил ваше имя. Теперь вы: <b>${person.name}</b>. Поправить можно в /settings`,
    joined: (person, role) =>
      html`✉️ По вашему приглашению пришёл новый человек: <b>${person.name}</b>, ${roleTexts.ru.roles[role]}.`,
  },
  en: {
    roleChanged: (person, returned) =>
      joinHtml([
        html`${roleTexts.en.emoji[person.role]} Your role is now: <b>${roleTexts.en.roles[person.role]}</b>. The menu is up to date.`,
        returned > 0 &&
          html`What you had in progress is back in the queue: ${returned} ${englishPlural(returned, 'ticket')}.`,
      ]),
    blocked: html`Your access to the bot has been closed. If this is a mistake, please talk to the school’s administrator.`,
    letBack: (person) => html`${person.name}, you have access again. Welcome back! 👋`,
    left: (person) =>
      html`${person.name}, your access to the bot has ended. Thank you for your work! If this is a mistake, please talk to the school’s administrator.`,
    workReceived: (from, work) =>
      html`📦 You have been given the work of ${from.name}: ${workWords(work, 'en')}. See ${whereToLook(work)}`,
    renamed: (person) =>
      html`An administrator changed your name. You are now <b>${person.name}</b>. You can correct it in /settings`,
    joined: (person, role) =>
      html`✉️ Somebody new came by your invite: <b>${person.name}</b>, ${roleTexts.en.roles[role]}.`,
  },
}
