import type { Texts } from '../platform/language.ts'
import { russianPlural } from '../platform/plural.ts'
import { type Html, html } from '../telegram/html.ts'
import type { AuthorWordAction } from './author-dialogue.ts'

/** What an author is asked and told when he acts on a ticket. */
interface AuthorTexts {
  ask: Record<AuthorWordAction, (id: number) => Html>
  done: Record<AuthorWordAction, (id: number) => Html>
  wordsNeeded: Html
  tooLong(length: number, max: number): Html
  hint: Html
  onlyFiles: string
  dropped: Html
  reallyCancel(id: number): Html
  kept(id: number): Html
  cancelled(id: number): Html
  confirmed(id: number): Html
  confirmedAgain(id: number): Html
  /** In place of the question how the work was. */
  rated(id: number, stars: number): Html
  thanks(stars: number): string
  edited(id: number): Html
  emptyEdit: Html
  buttons: { drop: string; cancelIt: string; keepIt: string }
}

export const authorTexts: Texts<AuthorTexts> = {
  ru: {
    ask: {
      answer: (id) => html`💬 Заявка №${id}. Напишите ответ или пришлите файл.`,
      comment: (id) => html`💬 Заявка №${id}. Напишите комментарий или пришлите файл.`,
      reject: (id) => html`↩️ Заявка №${id}. Напишите, пожалуйста, что ещё не так: вернём её на доработку.`,
      reopen: (id) => html`🔓 Заявка №${id}. Напишите, пожалуйста, что случилось снова.`,
    },
    done: {
      answer: (id) => html`💬 Ответ по заявке №${id} передан.`,
      comment: (id) => html`💬 Добавлено к заявке №${id}.`,
      reject: (id) => html`↩️ Заявка №${id} возвращена на доработку. Мы сообщим, когда всё будет готово.`,
      reopen: (id) => html`🔓 Заявка №${id} открыта снова. Мы сообщим о ходе работы.`,
    },
    wordsNeeded: html`📎 Файл получен. Добавьте, пожалуйста, пару слов: что не так?`,
    tooLong: (length, max) =>
      html`Получилось длинно: ${length} ${russianPlural(length, 'знак', 'знака', 'знаков')}, а помещается ${max}. Сократите, пожалуйста, или пришлите документом.`,
    hint: html`Такое к заявке не приложить 🙂 Напишите, пожалуйста, текстом или пришлите фото, видео, голосовое, документ.`,
    onlyFiles: '(см. файлы)',
    dropped: html`Хорошо, ничего не отправлено.`,
    reallyCancel: (id) => html`Точно отменить заявку №${id}?`,
    kept: (id) => html`Хорошо, заявка №${id} остаётся.`,
    cancelled: (id) => html`🚫 Заявка №${id} отменена.`,
    confirmed: (id) => html`🏁 Заявка №${id} закрыта. Спасибо! Оцените, пожалуйста, работу:`,
    confirmedAgain: (id) => html`🏁 Заявка №${id} закрыта. Спасибо!`,
    rated: (id, stars) => html`🏁 Заявка №${id} закрыта. Ваша оценка: ${'⭐'.repeat(stars)}`,
    thanks: (stars) => `Спасибо за оценку: ${'⭐'.repeat(stars)}`,
    edited: (id) => html`✏️ Исправили и в заявке №${id}.`,
    emptyEdit: html`Пустым текст быть не может, поэтому в заявке остался прежний.`,
    buttons: { drop: '✖️ Не отправлять', cancelIt: '🚫 Да, отменить', keepIt: 'Нет, оставить' },
  },
  en: {
    ask: {
      answer: (id) => html`💬 Ticket #${id}. Write your answer or send a file.`,
      comment: (id) => html`💬 Ticket #${id}. Write a comment or send a file.`,
      reject: (id) => html`↩️ Ticket #${id}. Please write what is still wrong: it goes back for rework.`,
      reopen: (id) => html`🔓 Ticket #${id}. Please write what happened again.`,
    },
    done: {
      answer: (id) => html`💬 Your answer on ticket #${id} was passed on.`,
      comment: (id) => html`💬 Added to ticket #${id}.`,
      reject: (id) => html`↩️ Ticket #${id} went back for rework. We will tell you when it is ready.`,
      reopen: (id) => html`🔓 Ticket #${id} is open again. We will keep you informed.`,
    },
    wordsNeeded: html`📎 Got the file. Please add a few words: what is wrong?`,
    tooLong: (length, max) =>
      html`That is long: ${length} characters, and there is room for ${max}. Please shorten it or send it as a document.`,
    hint: html`That cannot go with a ticket 🙂 Please write a text or send a photo, video, voice message or document.`,
    onlyFiles: '(see the files)',
    dropped: html`All right, nothing was sent.`,
    reallyCancel: (id) => html`Really cancel ticket #${id}?`,
    kept: (id) => html`All right, ticket #${id} stays.`,
    cancelled: (id) => html`🚫 Ticket #${id} was cancelled.`,
    confirmed: (id) => html`🏁 Ticket #${id} is closed. Thank you! Please rate the work:`,
    confirmedAgain: (id) => html`🏁 Ticket #${id} is closed. Thank you!`,
    rated: (id, stars) => html`🏁 Ticket #${id} is closed. Your rating: ${'⭐'.repeat(stars)}`,
    thanks: (stars) => `Thank you for the rating: ${'⭐'.repeat(stars)}`,
    edited: (id) => html`✏️ Corrected in ticket #${id} too.`,
    emptyEdit: html`The text cannot be empty, so the ticket keeps the former one.`,
    buttons: { drop: '✖️ Do not send', cancelIt: '🚫 Yes, cancel it', keepIt: 'No, keep it' },
  },
}
