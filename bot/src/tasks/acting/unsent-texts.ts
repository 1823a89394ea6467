import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'
import type { GatheringAction } from './acting-dialogues.ts'

/** What is said with words that could not be sent, since the order has changed while they were written. */
interface UnsentTexts {
  title: Record<GatheringAction, (id: number) => Html>
  notYours: string
  /** Above the words: they may be sent another way. */
  kept: string
  /** Above the words: nobody takes them any more. */
  copy: string
  files(count: number): string
  asComment: string
}

export const unsentTexts: Texts<UnsentTexts> = {
  ru: {
    title: {
      report: (id) => html`📝 <b>Отчёт по поручению №${id} не отправлен</b>`,
      comment: (id) => html`📝 <b>Сообщение по поручению №${id} не отправлено</b>`,
      return: (id) => html`📝 <b>Замечание по поручению №${id} не отправлено</b>`,
    },
    notYours: 'Пока вы писали, поручение передали другому человеку.',
    kept: 'Написанное не пропало, его можно отправить как сообщение:',
    copy: 'Написанное не пропало, его можно скопировать отсюда:',
    files: (count) => `Файлы (${count}) остались выше, в этом чате.`,
    asComment: '💬 Отправить как сообщение',
  },
  en: {
    title: {
      report: (id) => html`📝 <b>The report on order #${id} was not sent</b>`,
      comment: (id) => html`📝 <b>The message about order #${id} was not sent</b>`,
      return: (id) => html`📝 <b>The remark on order #${id} was not sent</b>`,
    },
    notYours: 'While you were writing, the order was given to somebody else.',
    kept: 'Your words are not lost; you can send them as a message:',
    copy: 'Your words are not lost; you can copy them from here:',
    files: (count) => `Your files (${count}) are above, in this chat.`,
    asComment: '💬 Send as a message',
  },
}
