import type { Texts } from '../../platform/language.ts'
import { russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'

/** The words of the dialogue of a new ticket. */
interface NewTicketTexts {
  command: string
  button: string
  title(step: number): Html
  category: Html
  place: Html
  /** In a school that has no places to choose from yet. */
  firstPlace: Html
  description: Html
  urgency: Html
  check: Html
  files(count: number): string
  /** An album is still arriving: how many files it has is not known yet. */
  filesArriving: string
  onBehalfOf(name: string): string
  added: { text: Html; files: Html }
  edited: Html
  askWords: Html
  hints: { description: Html; place: Html; buttons: Html; author: Html }
  textTooLong(length: number, max: number): Html
  placeTooLong(length: number, max: number): Html
  filesFull(max: number): Html
  resume: Html
  cancelled: Html
  sent: Html
  sentBefore(id: number): string
  stale: string
  changedSince: string
  categoryGone: Html
  authorGone: Html
  notAllowed: Html
  onlyInPrivate(bot: string): Html
  chooseAuthor: Html
  foundNobody(search: string): Html
  emptyEdit: Html
  buttons: {
    back: string
    cancel: string
    keep: string
    withoutText: string
    dropFiles: string
    send: string
    edit: Record<'category' | 'place' | 'description' | 'urgency', string>
    onBehalf: string
    otherAuthor: string
    myself: string
    proceed: string
    anew: string
  }
}

export const newTicketTexts: Texts<NewTicketTexts> = {
  ru: {
    command: 'Подать заявку',
    button: '➕ Новая заявка',
    title: (step) => html`<b>Новая заявка</b> · шаг ${step} из 4`,
    category: html`С чем помочь? Выберите категорию.`,
    place: html`Где это? Выберите место или напишите, например: Кабинет 204.`,
    firstPlace: html`Где это? Напишите, например: Кабинет 204.`,
    description: html`Что случилось? Опишите в одном сообщении или пришлите фото, видео, голосовое, документ. Подпись к фото заменит текст.`,
    urgency: html`Насколько это срочно?`,
    check: html`<b>Проверьте заявку</b>`,
    files: (count) => `Файлы: ${count}`,
    filesArriving: 'Файлы из альбома приложены',
    onBehalfOf: (name) => `За коллегу: ${name}`,
    added: { text: html`✍️ Дописали это в описание.`, files: html`📎 Приложили к заявке.` },
    edited: html`✏️ Исправили и в черновике.`,
    askWords: html`📎 Файл получен. Добавьте, пожалуйста, пару слов: что случилось?`,
    hints: {
      description: html`Такое к заявке не приложить 🙂 Напишите, пожалуйста, текстом или пришлите фото, видео, голосовое, документ.`,
      place: html`Напишите, пожалуйста, место словами, например: Кабинет 204, второй этаж.`,
      buttons: html`Такое к заявке не приложить 🙂 Выберите, пожалуйста, вариант кнопкой.`,
      author: html`Напишите, пожалуйста, имя или фамилию коллеги.`,
    },
    textTooLong: (length, max) =>
      html`Описание получается длинным: ${length} ${russianPlural(length, 'знак', 'знака', 'знаков')}, а помещается ${max}. Сократите, пожалуйста, или приложите документом. Остальное в черновике на месте.`,
    placeTooLong: (length, max) =>
      html`Для места это длинно: ${length} ${russianPlural(length, 'знак', 'знака', 'знаков')}, а помещается ${max}. Напишите, пожалуйста, короче, а подробности скоро спросим.`,
    filesFull: (max) => html`К заявке можно приложить не больше ${max} файлов: лишние мы не добавили.`,
    resume: html`У вас есть незаконченная заявка, мы её сохранили. Продолжить?`,
    cancelled: html`Хорошо, заявку не подаём. Черновик удалён.`,
    sent: html`<b>Заявка отправлена</b>`,
    sentBefore: (id) => `Эта заявка уже подана: №${id}`,
    stale: 'Эта кнопка от прежнего черновика. Подать заявку: /new',
    changedSince: 'Заявка с тех пор изменилась. Проверьте её ещё раз',
    categoryGone: html`Эту категорию только что убрали. Выберите, пожалуйста, другую: остальное сохранено.`,
    authorGone: html`Этот человек больше не пользуется ботом. Заявка теперь от вашего имени: проверьте её, пожалуйста.`,
    notAllowed: html`Подать заявку сейчас нельзя: доступ закрыт. Обратитесь, пожалуйста, к администратору школы.`,
    onlyInPrivate: (bot) => html`Заявки подают в личном чате со мной: @${bot}`,
    chooseAuthor: html`За кого подаём? Напишите имя или фамилию либо выберите из списка. Коллега узнает о заявке сразу.`,
    foundNobody: (search) => html`Никого с именем «${search}» не нашли. Попробуйте написать иначе.`,
    emptyEdit: html`Описание не может быть пустым, поэтому в черновике остался прежний текст.`,
    buttons: {
      back: '⬅️ Назад',
      cancel: '✖️ Отмена',
      keep: '👌 Оставить как есть',
      withoutText: '➡️ Дальше без текста',
      dropFiles: '🗑 Убрать файлы',
      send: '✅ Отправить',
      edit: {
        category: '✏️ Категория',
        place: '✏️ Место',
        description: '✏️ Описание',
        urgency: '✏️ Срочность',
      },
      onBehalf: '👤 Подать за другого',
      otherAuthor: '👤 Изменить автора',
      myself: '🙋 От своего имени',
      proceed: '▶️ Продолжить',
      anew: '➕ Начать заново',
    },
  },
  en: {
    command: 'File a ticket',
    button: '➕ New ticket',
    title: (step) => html`<b>New ticket</b> · step ${step} of 4`,
    category: html`What do you need help with? Choose a category.`,
    place: html`Where is it? Choose a place or type it, for example: Room 204.`,
    firstPlace: html`Where is it? Type it, for example: Room 204.`,
    description: html`What is wrong? Describe it in one message or send a photo, video, voice message or document. A caption will do for a text.`,
    urgency: html`How urgent is it?`,
    check: html`<b>Please check the ticket</b>`,
    files: (count) => `Files: ${count}`,
    filesArriving: 'The files of the album are attached',
    onBehalfOf: (name) => `On behalf of ${name}`,
    added: { text: html`✍️ Added to the description.`, files: html`📎 Attached to the ticket.` },
    edited: html`✏️ Corrected in the draft too.`,
    askWords: html`📎 Got the file. Please add a few words: what is wrong?`,
    hints: {
      description: html`That cannot go with a ticket 🙂 Please write a text or send a photo, video, voice message or document.`,
      place: html`Please type the place in words, for example: Room 204, second floor.`,
      buttons: html`That cannot go with a ticket 🙂 Please choose with a button.`,
      author: html`Please type the name of your colleague.`,
    },
    textTooLong: (length, max) =>
      html`The description is getting too long: ${length} characters, and there is room for ${max}. Please shorten it or attach it as a document. The rest of the draft is safe.`,
    placeTooLong: (length, max) =>
      html`That is long for a place: ${length} characters, and there is room for ${max}. Please make it shorter; we will ask for details in a moment.`,
    filesFull: (max) => html`A ticket takes at most ${max} files: the others were not added.`,
    resume: html`You have an unfinished ticket, we kept it. Go on with it?`,
    cancelled: html`All right, nothing is filed. The draft is deleted.`,
    sent: html`<b>The ticket is sent</b>`,
    sentBefore: (id) => `This ticket was filed already: #${id}`,
    stale: 'This button belongs to an earlier draft. File a ticket: /new',
    changedSince: 'The ticket has changed since. Please check it again',
    categoryGone: html`This category has just been removed. Please choose another one: the rest is kept.`,
    authorGone: html`This person does not use the bot any more. The ticket is in your own name now: please check it.`,
    notAllowed: html`You cannot file a ticket now: your access is closed. Please contact the school’s administrator.`,
    onlyInPrivate: (bot) => html`Tickets are filed in a private chat with me: @${bot}`,
    chooseAuthor: html`On whose behalf? Type a name or choose from the list. Your colleague will be told at once.`,
    foundNobody: (search) => html`We found nobody called “${search}”. Please try another spelling.`,
    emptyEdit: html`The description cannot be empty, so the draft keeps the former text.`,
    buttons: {
      back: '⬅️ Back',
      cancel: '✖️ Cancel',
      keep: '👌 Leave it as it is',
      withoutText: '➡️ Go on without text',
      dropFiles: '🗑 Remove the files',
      send: '✅ Send',
      edit: {
        category: '✏️ Category',
        place: '✏️ Place',
        description: '✏️ Description',
        urgency: '✏️ Urgency',
      },
      onBehalf: '👤 File for somebody else',
      otherAuthor: '👤 Change the author',
      myself: '🙋 In my own name',
      proceed: '▶️ Continue',
      anew: '➕ Start over',
    },
  },
}
