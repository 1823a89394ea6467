import type { Texts } from '../../platform/language.ts'
import { russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'

/** The words of the last look at an order, and of sending it. */
interface CheckOrderTexts {
  check(count: number): Html
  important: string
  dayOff: string
  /** Before the school opens that day, or after it closes. */
  outsideHours(opens: string, closes: string): string
  files(count: number): string
  /** An album is still arriving: how many files it has is not known yet. */
  filesArriving: string
  cut: string
  unreachable(names: string): string
  changedSince: string
  sent(count: number): Html
  sentToast: string
  sentBefore(numbers: readonly number[]): string
  buttons: {
    send(count: number): string
    edit: Record<'text' | 'people' | 'deadline', string>
    makeHigh: string
    makeNormal: string
    addHelpers: string
    helpers: string
    each(count: number): string
    together: string
  }
}

const orders = (count: number) => `${count} ${russianPlural(count, 'поручение', 'поручения', 'поручений')}`

export const checkOrderTexts: Texts<CheckOrderTexts> = {
  ru: {
    check: (count) =>
      count === 1 ? html`<b>Проверьте поручение</b>` : html`<b>Проверьте: ${orders(count)}</b>`,
    important: 'Важное',
    dayOff: 'Срок выпадает на выходной день',
    outsideHours: (opens, closes) =>
      `Срок в нерабочее время: в этот день школа работает с ${opens} до ${closes}`,
    files: (count) => `Файлы: ${count}`,
    filesArriving: 'Файлы из альбома приложены',
    cut: 'Здесь видно начало. Исполнитель получит весь текст.',
    unreachable: (names) => `Бот не может написать: ${names}. Сообщите о поручении лично`,
    changedSince: 'Поручение с тех пор изменилось. Проверьте его ещё раз',
    sent: (count) =>
      count === 1 ? html`<b>Поручение отправлено</b>` : html`<b>Отправлено: ${orders(count)}</b>`,
    sentToast: 'Отправлено',
    sentBefore: (numbers) =>
      numbers.length === 1
        ? `Это поручение уже отправлено: №${numbers[0] ?? ''}`
        : `Эти поручения уже отправлены: ${numbers.length}`,
    buttons: {
      send: (count) => (count === 1 ? '✅ Отправить' : `✅ Отправить ${orders(count)}`),
      edit: { text: '✏️ Текст', people: '✏️ Кому', deadline: '✏️ Срок' },
      makeHigh: '❗️ Сделать важным',
      makeNormal: '▫️ Сделать обычным',
      addHelpers: '🤝 Добавить помощников',
      helpers: '✏️ Помощники',
      each: (count) => `👥 Каждому своё: ${orders(count)}`,
      together: '🤝 Одно на всех',
    },
  },
  en: {
    check: (count) =>
      count === 1 ? html`<b>Please check the order</b>` : html`<b>Please check: ${count} orders</b>`,
    important: 'Important',
    dayOff: 'The deadline is on a day off',
    outsideHours: (opens, closes) =>
      `The deadline is outside working hours: the school works from ${opens} to ${closes} that day`,
    files: (count) => `Files: ${count}`,
    filesArriving: 'The files of the album are attached',
    cut: 'This is the beginning. The whole text will be sent.',
    unreachable: (names) => `The bot cannot write to ${names}. Please tell them in person`,
    changedSince: 'The order has changed since. Please check it again',
    sent: (count) => (count === 1 ? html`<b>The order is sent</b>` : html`<b>${count} orders are sent</b>`),
    sentToast: 'Sent',
    sentBefore: (numbers) =>
      numbers.length === 1
        ? `This order was sent already: #${numbers[0] ?? ''}`
        : `These ${numbers.length} orders were sent already`,
    buttons: {
      send: (count) => (count === 1 ? '✅ Send' : `✅ Send ${count} orders`),
      edit: { text: '✏️ Text', people: '✏️ People', deadline: '✏️ Deadline' },
      makeHigh: '❗️ Make it important',
      makeNormal: '▫️ Make it normal',
      addHelpers: '🤝 Add helpers',
      helpers: '✏️ Helpers',
      each: (count) => `👥 One to each: ${count} orders`,
      together: '🤝 One for all',
    },
  },
}
