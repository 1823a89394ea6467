import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

interface SearchTexts {
  command: string
  button: string
  ask: Html
  askAgain: Html
  nothing(typed: string, onlyOwn: boolean): Html
  title(typed: string, total: number, isCut: boolean): Html
  /** Over what has the number among its words, below the ticket of that number. */
  byText: Html
  stale: string
  onlyPrivate: Html
  again: string
}

const examples = {
  ru: html`Например: <code>15</code>, <code>каб 215</code>, <code>принтер</code>`,
  en: html`For example: <code>15</code>, <code>room 215</code>, <code>printer</code>`,
}

export const searchTexts: Texts<SearchTexts> = {
  ru: {
    command: 'Найти заявку',
    button: '🔎 Найти',
    ask: html`🔎 Что найти? Напишите номер заявки, место или слова из неё.\n\n${examples.ru}`,
    askAgain: html`Здесь не за что зацепиться 🙂 Напишите, пожалуйста, номер заявки, место или слова из неё.\n\n${examples.ru}`,
    nothing: (typed, onlyOwn) =>
      html`🔎 По запросу «${typed}» ничего не нашлось.\n\n${
        onlyOwn
          ? 'Искали среди ваших заявок. Попробуйте одно слово или номер.'
          : 'Попробуйте одно слово или номер.'
      }`,
    title: (typed, total, isCut) =>
      html`🔎 «${typed}»: ${isCut ? `больше ${total}, вот самые новые` : `найдено ${total}`}`,
    byText: html`<i>По тексту:</i>`,
    stale: 'Это старый поиск. Начните новый: /find',
    onlyPrivate: html`🔎 Искать лучше в личном чате со мной: напишите туда /find`,
    again: '🔎 Искать другое',
  },
  en: {
    command: 'Find a ticket',
    button: '🔎 Find',
    ask: html`🔎 What shall we look for? Send the number of a ticket, a place or words from it.\n\n${examples.en}`,
    askAgain: html`There is nothing to go by 🙂 Please send the number of a ticket, a place or words from it.\n\n${examples.en}`,
    nothing: (typed, onlyOwn) =>
      html`🔎 Nothing was found for “${typed}”.\n\n${
        onlyOwn ? 'Your own tickets were searched. Try one word or a number.' : 'Try one word or a number.'
      }`,
    title: (typed, total, isCut) =>
      html`🔎 “${typed}”: ${isCut ? `more than ${total}, here are the newest` : `${total} found`}`,
    byText: html`<i>By their text:</i>`,
    stale: 'This search is old. Start a new one: /find',
    onlyPrivate: html`🔎 Searching is for our private chat: send /find there`,
    again: '🔎 Another search',
  },
}
