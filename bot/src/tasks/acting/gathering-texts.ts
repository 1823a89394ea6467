import type { Texts } from '../../platform/language.ts'
import { russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { GatheringAction } from './acting-dialogues.ts'

/** What is said while words and files for a report, a comment or a remark arrive. */
interface GatheringTexts {
  ask: Record<GatheringAction, (id: number, ref: string) => Html>
  /** Above what has come so far. */
  title: Record<GatheringAction, (id: number) => Html>
  files(count: number): string
  /** More of an album may be on its way: nothing is counted. */
  album: string
  more: Record<GatheringAction, string>
  remarkNeeded: Html
  tooLong(length: number, max: number): Html
  tooManyFiles(max: number): Html
  notUnderstood: Html
  /** What a report says that has no words of its own. */
  readyReport: string
  sendButton: Record<GatheringAction, string>
  readyButton: string
}

export const gatheringTexts: Texts<GatheringTexts> = {
  ru: {
    ask: {
      report: (id, ref) =>
        html`📨 <b>Отчёт по поручению №${id}</b>\n«${ref}»\n\nНапишите, что сделано. Можно приложить фото и файлы, сообщений может быть несколько. Потом нажмите «Отправить отчёт».`,
      comment: (id, ref) =>
        html`💬 <b>Сообщение по поручению №${id}</b>\n«${ref}»\n\nНапишите текст или пришлите файлы, потом нажмите «Отправить». Его получат все, кого касается поручение.`,
      return: (id, ref) =>
        html`↩️ <b>Поручение №${id}: на доработку</b>\n«${ref}»\n\nНапишите, что нужно доделать. Можно приложить файлы. Потом нажмите «Вернуть на доработку».`,
    },
    title: {
      report: (id) => html`📨 <b>Отчёт по поручению №${id}</b>`,
      comment: (id) => html`💬 <b>Сообщение по поручению №${id}</b>`,
      return: (id) => html`↩️ <b>Поручение №${id}: на доработку</b>`,
    },
    files: (count) => `📎 Файлы: ${count}`,
    album: '📎 Файлы приложены',
    more: {
      report: 'Можно добавить ещё. Когда всё готово, нажмите «Отправить отчёт».',
      comment: 'Можно добавить ещё. Когда всё готово, нажмите «Отправить».',
      return: 'Можно добавить ещё. Когда всё готово, нажмите «Вернуть на доработку».',
    },
    remarkNeeded: html`📎 Файлы приложены. Теперь напишите, что нужно доделать.`,
    tooLong: (length, max) =>
      html`Получилось длинно: ${length} ${russianPlural(length, 'знак', 'знака', 'знаков')}, а помещается ${max}. Сократите, пожалуйста, или пришлите документом.`,
    tooManyFiles: (max) =>
      html`Больше ${max} ${russianPlural(max, 'файла', 'файлов', 'файлов')} за раз не получится: лишние не приложены.`,
    notUnderstood: html`Такое приложить не получится. Пришлите, пожалуйста, текст, фото, видео, голосовое сообщение или документ.`,
    readyReport: 'Исполнено.',
    sendButton: {
      report: '📨 Отправить отчёт',
      comment: '💬 Отправить',
      return: '↩️ Вернуть на доработку',
    },
    readyButton: '✅ Исполнено, без подробностей',
  },
  en: {
    ask: {
      report: (id, ref) =>
        html`📨 <b>Report on order #${id}</b>\n“${ref}”\n\nWrite what was done. Photos and files may go with it, in as many messages as you like. Then press “Send the report”.`,
      comment: (id, ref) =>
        html`💬 <b>Message about order #${id}</b>\n“${ref}”\n\nWrite a text or send files, then press “Send”. Everybody whom the order concerns will get it.`,
      return: (id, ref) =>
        html`↩️ <b>Order #${id}: rework</b>\n“${ref}”\n\nWrite what has to be done again. Files may go with it. Then press “Return for rework”.`,
    },
    title: {
      report: (id) => html`📨 <b>Report on order #${id}</b>`,
      comment: (id) => html`💬 <b>Message about order #${id}</b>`,
      return: (id) => html`↩️ <b>Order #${id}: rework</b>`,
    },
    files: (count) => `📎 Files: ${count}`,
    album: '📎 Got the files',
    more: {
      report: 'You can add more. When everything is there, press “Send the report”.',
      comment: 'You can add more. When everything is there, press “Send”.',
      return: 'You can add more. When everything is there, press “Return for rework”.',
    },
    remarkNeeded: html`📎 Got the files. Now write what has to be done again.`,
    tooLong: (length, max) =>
      html`That is long: ${length} characters, and there is room for ${max}. Please shorten it or send it as a document.`,
    tooManyFiles: (max) => html`No more than ${max} files at a time: the others were left out.`,
    notUnderstood: html`That cannot go with it. Please send a text, photo, video, voice message or document.`,
    readyReport: 'Done.',
    sendButton: {
      report: '📨 Send the report',
      comment: '💬 Send',
      return: '↩️ Return for rework',
    },
    readyButton: '✅ Done, no details',
  },
}
