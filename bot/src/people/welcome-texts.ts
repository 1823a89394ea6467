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
• Все ваши заявки: /my
• Поручения директора приходят сюда же, и отчитаться можно здесь: /tasks`,
    specialist: html`• Новые заявки приходят сами: нажмите кнопку под заявкой, и она ваша.
• Всё, что ждёт работы: /queue
• Поручения директора приходят сюда же, и отчитаться можно здесь: /tasks
• Свою заявку тоже можно подать: /new`,
    director: html`• Дать поручение: /task. Мы напомним о сроке и пришлём вам отчёт.
• Кто что делает и кто опаздывает: /tasks. Показатели школы: /kpi
• Вам видны и все заявки: /queue. Подать свою: /new`,
    admin: html`• Пригласить людей: /invite. Сменить роль или закрыть доступ: /people
• Запросы на доступ приходят вам сюда.
• Рабочие дни и каникулы: /calendar. От них зависят сроки.
• Заявки школы: /queue`,
  },
  en: {
    staff: html`• Something is broken, or you need help? /new takes a minute; photos are welcome.
• You get the number at once, and a message when somebody takes it and when it is done.
• All your tickets: /my
• Orders of the director come here too, and you report on them here: /tasks`,
    specialist: html`• New tickets come by themselves: press the button under one, and it is yours.
• Everything that waits for work: /queue
• Orders of the director come here too, and you report on them here: /tasks
• You can file a ticket too: /new`,
    director: html`• Give an order: /task. We remind of the deadline and bring you the report.
• Who does what, and who is late: /tasks. The figures of the school: /kpi
• You see all tickets too: /queue. File your own: /new`,
    admin: html`• Invite people: /invite. Change a role or close access: /people
• Requests for access come to you here.
• Working days and vacations: /calendar. Deadlines depend on them.
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
