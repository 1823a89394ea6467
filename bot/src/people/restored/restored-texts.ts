import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

interface RestoredTexts {
  /** To everybody whose work of after the copy may be gone. `lists` are the commands by which he sees what there is. */
  restored(takenAt: string, lists: readonly string[]): Html
}

const listed = (lists: readonly string[], and: string) =>
  [lists.slice(0, -1).join(', '), ...lists.slice(-1)].join(` ${and} `)

export const restoredTexts: Texts<RestoredTexts> = {
  ru: {
    restored: (takenAt, lists) =>
      html`🛟 Бот восстановлен из копии, сделанной <b>${takenAt}</b>. То, что вы сделали в нём позже, к сожалению, не сохранилось. Простите нас, пожалуйста!

Загляните в ${listed(lists, 'и')}: чего там не хватает, отправьте ещё раз, а то, что не успели закончить, начните сначала.

Заявок и поручений из сообщений, которые пришли позже этого времени, может уже не быть: их номера не найдутся, а кнопки ответят, что такой заявки или такого поручения нет. Это не ваша ошибка 🙂`,
  },
  en: {
    restored: (takenAt, lists) =>
      html`🛟 The bot was restored from a copy made on <b>${takenAt}</b>. What you did in it after that was not kept. We are sorry!

Please look in ${listed(lists, 'and')}, and send again what is missing there. What you had not finished, please begin anew.

Tickets and orders from messages that came after that time may be gone: their numbers are not found, and the buttons answer that there is no such ticket or order. You did nothing wrong 🙂`,
  },
}
