import type { Texts } from '../../platform/language.ts'
import { russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'

/** The words of the dialogue of a new order. */
interface IssuingTexts {
  command: string
  button: string
  title(step: number): Html
  text: Html
  added: { text: Html; files: Html }
  edited: Html
  emptyEdit: Html
  askWords: Html
  /** What an order says that consists of files alone. */
  withoutWords: string
  hints: { text: Html; people: Html; deadline: Html; buttons: Html; send: Html }
  textTooLong(length: number, max: number): Html
  filesFull(max: number): Html
  deadlinePassed: Html
  resume: Html
  /** Words that came with the command while another order was unfinished. */
  resumeOrNext: Html
  /** A file came where one of the two is to be chosen first. */
  fileNotTaken: Html
  cancelled: Html
  stale: string
  notAllowed: Html
  onlyInPrivate(bot: string): Html
  buttons: {
    back: string
    cancel: string
    keep: string
    withoutText: string
    dropFiles: string
    proceed: string
    anew: string
    anewWithText: string
  }
}

export const issuingTexts: Texts<IssuingTexts> = {
  ru: {
    command: 'Дать поручение',
    button: '📌 Дать поручение',
    title: (step) => html`<b>Новое поручение</b> · шаг ${step} из 3`,
    text: html`📝 <b>Что нужно сделать?</b>\nНапишите одним сообщением или пришлите файлы: документ, фото, голосовое. Подпись к файлу заменит текст.`,
    added: { text: html`✍️ Дописали это в поручение.`, files: html`📎 Приложили к поручению.` },
    edited: html`✏️ Исправили и в поручении.`,
    emptyEdit: html`Без слов поручение не оставить: в нём прежний текст.`,
    askWords: html`📎 Файл получен. Добавьте, пожалуйста, пару слов: что нужно сделать?`,
    withoutWords: 'См. вложение',
    hints: {
      text: html`Такое к поручению не приложить 🙂 Напишите, пожалуйста, текстом или пришлите документ, фото, видео, голосовое.`,
      people: html`Напишите, пожалуйста, фамилию или выберите человека кнопкой.`,
      deadline: html`Напишите, пожалуйста, срок словами, например: «завтра в 15:00», или выберите кнопкой.`,
      buttons: html`Выберите, пожалуйста, вариант кнопкой.`,
      send: html`Чтобы отправить поручение, нажмите кнопку «Отправить».`,
    },
    textTooLong: (length, max) =>
      html`Поручение получается длинным: ${length} ${russianPlural(length, 'знак', 'знака', 'знаков')}, а помещается ${max}. Сократите, пожалуйста, или приложите документом. Остальное в черновике на месте.`,
    filesFull: (max) => html`К поручению можно приложить не больше ${max} файлов: лишние мы не добавили.`,
    deadlinePassed: html`⏰ Пока поручение ждало отправки, его срок прошёл. Выберите, пожалуйста, новый.`,
    resume: html`У вас есть незаконченное поручение, мы его сохранили. Продолжить?`,
    resumeOrNext: html`У вас есть незаконченное поручение. Закончить его или заменить новым?`,
    fileNotTaken: html`📎 Файл пока не приложен: сначала выберите кнопкой, а потом пришлите его ещё раз.`,
    cancelled: html`Хорошо, поручение не отправляем. Черновик удалён.`,
    stale: 'Эта кнопка от прежнего черновика. Дать поручение: /task',
    notAllowed: html`Поручения даёт директор и те, кому он это разрешил. Если поручать нужно и вам, обратитесь, пожалуйста, к директору.`,
    onlyInPrivate: (bot) => html`Поручения дают в личном чате со мной: @${bot}`,
    buttons: {
      back: '⬅️ Назад',
      cancel: '✖️ Отмена',
      keep: '👌 Оставить как есть',
      withoutText: '➡️ Дальше без текста',
      dropFiles: '🗑 Убрать файлы',
      proceed: '▶️ Продолжить',
      anew: '➕ Начать заново',
      anewWithText: '➕ Заменить новым',
    },
  },
  en: {
    command: 'Give an order',
    button: '📌 New order',
    title: (step) => html`<b>New order</b> · step ${step} of 3`,
    text: html`📝 <b>What is to be done?</b>\nWrite it in one message or send files: a document, photo or voice message. A caption will do for a text.`,
    added: { text: html`✍️ Added to the order.`, files: html`📎 Attached to the order.` },
    edited: html`✏️ Corrected in the order too.`,
    emptyEdit: html`An order needs words, so it keeps the former text.`,
    askWords: html`📎 Got the file. Please add a few words: what is to be done?`,
    withoutWords: 'See the attachment',
    hints: {
      text: html`That cannot go with an order 🙂 Please write a text or send a document, photo, video or voice message.`,
      people: html`Please type a name or choose a person with a button.`,
      deadline: html`Please type the deadline in words, for example “tomorrow 3pm”, or choose with a button.`,
      buttons: html`Please choose with a button.`,
      send: html`To send the order, press “Send”.`,
    },
    textTooLong: (length, max) =>
      html`The order is getting too long: ${length} characters, and there is room for ${max}. Please shorten it or attach it as a document. The rest of the draft is safe.`,
    filesFull: (max) => html`An order takes at most ${max} files: the others were not added.`,
    deadlinePassed: html`⏰ While the order was waiting to be sent, its deadline passed. Please choose another one.`,
    resume: html`You have an unfinished order, we kept it. Go on with it?`,
    resumeOrNext: html`You have an unfinished order. Finish it, or replace it with the new one?`,
    fileNotTaken: html`📎 The file is not attached yet: choose with a button first, then send it again.`,
    cancelled: html`All right, nothing is sent. The draft is deleted.`,
    stale: 'This button belongs to an earlier draft. Give an order: /task',
    notAllowed: html`Orders are given by the director and by those whom the director has allowed to. If you need to give orders too, please ask the director.`,
    onlyInPrivate: (bot) => html`Orders are given in a private chat with me: @${bot}`,
    buttons: {
      back: '⬅️ Back',
      cancel: '✖️ Cancel',
      keep: '👌 Leave it as it is',
      withoutText: '➡️ Go on without text',
      dropFiles: '🗑 Remove the files',
      proceed: '▶️ Continue',
      anew: '➕ Start over',
      anewWithText: '➕ Replace it',
    },
  },
}
