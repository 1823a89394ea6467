import type { Texts } from '../platform/language.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import type { Person, Role } from './person.ts'
import { roleTexts } from './role-texts.ts'

interface WelcomeTexts {
  /** For somebody who has just been let in: who he is here, and the few things to know. */
  tour(person: Person): Html
  greeting(person: Person): Html
  /** An invite opened by somebody who is in already. */
  alreadyIn(person: Person): Html
}

const tours: Texts<Record<Role, Html>> = {
  ru: {
    staff: html`• Что-то сломалось или нужна помощь? /new: хватит минуты, можно с фото.
• Вы сразу узнаете номер заявки, а потом — кто её взял и что сделано.
• Все ваши заявки: /my`,
    specialist: html`• Новые заявки приходят сами: нажмите кнопку под заявкой, и она ваша.
• Всё, что ждёт работы: /queue
• Свою заявку тоже можно подать: /new`,
    director: html`• Вам видны все заявки школы и их история: /queue
• Заявки за период одним файлом: /export
• Свою заявку можно подать, как все: /new`,
    admin: html`• Пригласить людей: /invite. Сменить роль или закрыть доступ: /people
• Запросы на доступ приходят вам сюда.
• Заявки школы: /queue`,
  },
  en: {
    staff: html`• Something is broken, or you need help? /new takes a minute; photos are welcome.
• You get the number at once, and a message when somebody takes it and when it is done.
• All your tickets: /my`,
    specialist: html`• New tickets come by themselves: press the button under one, and it is yours.
• Everything that waits for work: /queue
• You can file a ticket too: /new`,
    director: html`• You see all tickets of the school and their history: /queue
• The tickets of a period as a file: /export
• You can file a ticket like everybody else: /new`,
    admin: html`• Invite people: /invite. Change a role or close access: /people
• Requests for access come to you here.
• The tickets of the school: /queue`,
  },
}

export const welcomeTexts: Texts<WelcomeTexts> = {
  ru: {
    tour: (person) =>
      joinHtml(
        [
          html`🎉 Добро пожаловать, <b>${person.name}</b>!\nЭто школьная служба помощи, ваша роль: <b>${roleTexts.ru.roles[person.role]}</b>.`,
          tours.ru[person.role],
          html`Кнопки меню внизу. Помощь: /help`,
        ],
        '\n\n',
      ),
    greeting: (person) => html`Здравствуйте, <b>${person.name}</b>! 👋 Чем помочь? Выберите в меню внизу.`,
    alreadyIn: (person) =>
      html`${person.name}, вы уже с нами, приглашение вам не нужно 🙂 Ваша роль: <b>${roleTexts.ru.roles[person.role]}</b>.`,
  },
  en: {
    tour: (person) =>
      joinHtml(
        [
          html`🎉 Welcome, <b>${person.name}</b>!\nThis is the school’s help desk, and your role is <b>${roleTexts.en.roles[person.role]}</b>.`,
          tours.en[person.role],
          html`The menu is below. Help: /help`,
        ],
        '\n\n',
      ),
    greeting: (person) =>
      html`Hello <b>${person.name}</b>! 👋 What can I do for you? Choose from the menu below.`,
    alreadyIn: (person) =>
      html`${person.name}, you are with us already and need no invite 🙂 Your role is <b>${roleTexts.en.roles[person.role]}</b>.`,
  },
}
