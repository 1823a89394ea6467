import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { ChoiceAction, WordAction } from './specialist-dialogues.ts'

interface SpecialistTexts {
  taken(id: number): string
  takenInGroup(id: number): string
  yoursAlready: string
  stale: string
  left: Html
  inPrivateOnly: string
  ask: Record<WordAction, (id: number, author: string) => Html>
  needWords: Record<WordAction, Html>
  fileTaken: Record<Exclude<WordAction, 'note'>, Html>
  albumTaken: Html
  noteIsText: Html
  tooManyFiles(max: number): Html
  done: Record<WordAction, (id: number) => Html>
  /** Ready remarks for what is done most often. */
  remarks: readonly string[]
  choose: Record<ChoiceAction, (id: number) => Html>
  chosen: {
    change_category(id: number, category: string): Html
    change_urgency(id: number, urgency: string): Html
    hand_over(id: number, who: string): Html
    return_to_queue(id: number): Html
  }
  nobodyElse: string
  cannotReceive: string
  categoryGone: string
  note(id: number): Html
  /** To a reply to a card that the bot does not know any more. */
  lostCard(id: number): Html
  buttons: Record<'open' | 'leave' | 'send' | 'toQueue' | 'link', string>
}

export const specialistTexts: Texts<SpecialistTexts> = {
  ru: {
    taken: (id) => `Заявка №${id} теперь у вас. Автору сообщили.`,
    takenInGroup: (id) => `Заявка №${id} теперь у вас. Карточка с кнопками ждёт в личном чате с ботом.`,
    yoursAlready: 'Эта заявка уже у вас.',
    stale: 'Эта кнопка уже не действует. Откройте заявку ещё раз.',
    left: html`Хорошо, ничего не изменилось.`,
    inPrivateOnly: 'Это делается в личном чате с ботом: откройте заявку там.',
    ask: {
      ask: (id, author) =>
        html`❓ <b>Вопрос по заявке №${id}</b>\nНапишите вопрос одним сообщением, его получит ${author}. Можно приложить фото.`,
      comment: (id, author) =>
        html`💬 <b>Комментарий к заявке №${id}</b>\nНапишите его одним сообщением, его получит ${author}. Можно приложить фото или файл.`,
      note: (id) =>
        html`🔒 <b>Заметка к заявке №${id}</b>\nНапишите её одним сообщением. Автор её не увидит: только специалисты и администраторы.`,
      resolve: (id, author) =>
        html`✅ <b>Заявка №${id}: что сделано?</b>\nВыберите готовый ответ или напишите свой, его получит ${author}. Можно приложить фото результата.`,
    },
    needWords: {
      ask: html`Напишите, пожалуйста, вопрос словами: без него автор не поймёт, что нужно.`,
      comment: html`Напишите, пожалуйста, комментарий словами или пришлите файл с подписью.`,
      note: html`Напишите, пожалуйста, заметку словами.`,
      resolve: html`Напишите, пожалуйста, словами, что сделано, или выберите готовый ответ выше.`,
    },
    fileTaken: {
      ask: html`📎 Файл принят. Теперь напишите сам вопрос.`,
      comment: html`📎 Файл принят. Теперь напишите пару слов к нему.`,
      resolve: html`📎 Файл принят. Теперь напишите, что сделано, или выберите готовый ответ.`,
    },
    albumTaken: html`📎 Файлы и подпись приняты. Отправить?`,
    noteIsText: html`К заметке можно написать только текст: файлы заявки видит и автор.`,
    tooManyFiles: (max) => html`Больше ${max} файлов за раз не получится: лишние не приложены.`,
    done: {
      ask: (id) => html`❓ Вопрос по заявке №${id} отправлен. Ответ придёт сюда.`,
      comment: (id) => html`💬 Комментарий к заявке №${id} отправлен.`,
      note: (id) => html`🔒 Заметка к заявке №${id} сохранена.`,
      resolve: (id) => html`✅ Заявка №${id} выполнена. Автора попросили проверить результат.`,
    },
    remarks: ['Готово, проверьте', 'Починили', 'Заменили', 'Настроили'],
    choose: {
      change_category: (id) => html`📂 В какую категорию перенести заявку №${id}?`,
      change_urgency: (id) => html`⏱ Какая срочность у заявки №${id}?`,
      hand_over: (id) => html`🔁 Кому передать заявку №${id}?`,
      return_to_queue: (id) =>
        html`↩️ Точно вернуть заявку №${id} в очередь? Её снова увидят все специалисты, а автор узнает, что она ждёт исполнителя.`,
    },
    chosen: {
      change_category: (id, category) => html`📂 Заявка №${id} теперь в категории «${category}».`,
      change_urgency: (id, urgency) => html`⏱ Срочность заявки №${id}: ${urgency}.`,
      hand_over: (id, who) => html`🔁 Заявку №${id} теперь ведёт <b>${who}</b>.`,
      return_to_queue: (id) => html`↩️ Заявка №${id} снова в очереди.`,
    },
    nobodyElse: 'Передать некому: других специалистов сейчас нет.',
    cannotReceive: 'Этому человеку заявку передать уже нельзя. Выберите, пожалуйста, другого.',
    categoryGone: 'Этой категории больше нет. Выберите, пожалуйста, другую.',
    note: (id) => html`🔒 Сохранено как заметка к заявке №${id}. Автор её не увидит.`,
    lostCard: (id) =>
      html`Этой карточки я уже не знаю, и заметка не сохранена. Найдите, пожалуйста, заявку №${id} в личном чате со мной, в /queue, и напишите заметку там.`,
    buttons: {
      open: '📄 Открыть заявку',
      leave: '✖️ Отмена',
      send: '✅ Отправить',
      toQueue: '↩️ Да, вернуть',
      link: '🔗 Да, это повтор',
    },
  },
  en: {
    taken: (id) => `Ticket #${id} is yours now. The author was told.`,
    takenInGroup: (id) => `Ticket #${id} is yours now. Its card waits in your private chat with the bot.`,
    yoursAlready: 'You have this ticket already.',
    stale: 'This button does not work any more. Please open the ticket again.',
    left: html`All right, nothing was changed.`,
    inPrivateOnly: 'This is done in your private chat with the bot: open the ticket there.',
    ask: {
      ask: (id, author) =>
        html`❓ <b>Question about ticket #${id}</b>\nWrite it in one message; ${author} will get it. A photo may go with it.`,
      comment: (id, author) =>
        html`💬 <b>Comment on ticket #${id}</b>\nWrite it in one message; ${author} will get it. A photo or a file may go with it.`,
      note: (id) =>
        html`🔒 <b>Note on ticket #${id}</b>\nWrite it in one message. The author will not see it: only specialists and administrators.`,
      resolve: (id, author) =>
        html`✅ <b>Ticket #${id}: what was done?</b>\nChoose a ready answer or write your own; ${author} will get it. A photo of the result may go with it.`,
    },
    needWords: {
      ask: html`Please write the question in words, so that the author knows what is needed.`,
      comment: html`Please write the comment in words, or send a file with a caption.`,
      note: html`Please write the note in words.`,
      resolve: html`Please write what was done in words, or choose a ready answer above.`,
    },
    fileTaken: {
      ask: html`📎 Got the file. Now write the question itself.`,
      comment: html`📎 Got the file. Now write a few words about it.`,
      resolve: html`📎 Got the file. Now write what was done, or choose a ready answer.`,
    },
    albumTaken: html`📎 Got the files and the caption. Send them?`,
    noteIsText: html`A note can only be text: files of a ticket are seen by its author too.`,
    tooManyFiles: (max) => html`No more than ${max} files at a time: the others were left out.`,
    done: {
      ask: (id) => html`❓ The question about ticket #${id} was sent. The answer will come here.`,
      comment: (id) => html`💬 The comment on ticket #${id} was sent.`,
      note: (id) => html`🔒 The note on ticket #${id} was saved.`,
      resolve: (id) => html`✅ Ticket #${id} is resolved. The author was asked to check the result.`,
    },
    remarks: ['Done, please check', 'Repaired', 'Replaced', 'Set up'],
    choose: {
      change_category: (id) => html`📂 Which category does ticket #${id} belong in?`,
      change_urgency: (id) => html`⏱ How urgent is ticket #${id}?`,
      hand_over: (id) => html`🔁 Who should get ticket #${id}?`,
      return_to_queue: (id) =>
        html`↩️ Return ticket #${id} to the queue? All specialists will see it again, and the author will learn that it waits for somebody.`,
    },
    chosen: {
      change_category: (id, category) => html`📂 Ticket #${id} is in the category “${category}” now.`,
      change_urgency: (id, urgency) => html`⏱ Urgency of ticket #${id}: ${urgency}.`,
      hand_over: (id, who) => html`🔁 Ticket #${id} is with <b>${who}</b> now.`,
      return_to_queue: (id) => html`↩️ Ticket #${id} is back in the queue.`,
    },
    nobodyElse: 'There is nobody to hand it over to: no other specialist is here.',
    cannotReceive: 'This person cannot get the ticket any more. Please choose another one.',
    categoryGone: 'This category is not there any more. Please choose another one.',
    note: (id) => html`🔒 Saved as a note on ticket #${id}. The author will not see it.`,
    lostCard: (id) =>
      html`I do not know this card any more, and the note was not saved. Please find ticket #${id} in /queue in our private chat, and write the note there.`,
    buttons: {
      open: '📄 Open ticket',
      leave: '✖️ Cancel',
      send: '✅ Send',
      toQueue: '↩️ Yes, return it',
      link: '🔗 Yes, a duplicate',
    },
  },
}
