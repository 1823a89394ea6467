import type { Texts } from '../platform/language.ts'
import { englishPlural, russianPlural } from '../platform/plural.ts'
import { type Html, html } from '../telegram/html.ts'
import { requestWaitsDays } from './access-request.ts'

/** What admins and applicants read when many ask for access, or nobody answers. */
interface AccessCrowdTexts {
  digest(waiting: number): Html
  /** Under the cards that a press has shown. */
  more(waiting: number): Html
  showButton: string
  moreButton: string
  refuseAllButton: string
  /** Whether those who are refused are told. */
  sure(waiting: number, isTold: boolean): Html
  sureButton(waiting: number): string
  refusedAll(count: number): Html
  expired: Html
  tooMany: Html
}

const requests = (count: number) =>
  `${count} ${russianPlural(count, 'запрос', 'запроса', 'запросов')} на доступ`
const asked = (count: number) => `${count} ${englishPlural(count, 'request')} for access`

export const accessCrowdTexts: Texts<AccessCrowdTexts> = {
  ru: {
    digest: (waiting) =>
      html`🙋 Ждут ответа: <b>${requests(waiting)}</b>. Чтобы не засорять чат, карточки приходят по одной, по мере ваших ответов. Все остальные в списке.`,
    more: (waiting) => html`Показаны не все. Осталось: <b>${requests(waiting)}</b>.`,
    showButton: '🙋 Показать запросы',
    moreButton: '⬇️ Показать следующие',
    refuseAllButton: '🚫 Отказать всем',
    sure: (waiting, isTold) =>
      html`Отказать всем сразу: <b>${requests(waiting)}</b>? Среди них могут быть и ваши коллеги, поэтому сначала посмотрите список. ${
        isTold
          ? 'Каждый получит сообщение об отказе.'
          : 'Сообщений об отказе бот не разошлёт: человек узнает о нём, если попросит доступ ещё раз.'
      }`,
    sureButton: (waiting) => `🚫 Да, отказать всем (${waiting})`,
    refusedAll: (count) => html`🚫 Отклонено запросов на доступ: ${count}.`,
    expired: html`На ваш запрос доступа за ${requestWaitsDays} дней никто не ответил, и его срок истёк. Попросить ещё раз: /start. Быстрее поговорить с администратором в школе.`,
    tooMany: html`Сейчас доступа просит слишком много людей, и ваш запрос принять не получилось. Попросите у администратора в школе приглашение или попробуйте завтра.`,
  },
  en: {
    digest: (waiting) =>
      html`🙋 Waiting for an answer: <b>${asked(waiting)}</b>. So as not to fill your chat, cards come one by one as you answer. All the others are in the list.`,
    more: (waiting) => html`That is not all. Still waiting: <b>${asked(waiting)}</b>.`,
    showButton: '🙋 Show the requests',
    moreButton: '⬇️ Show the next',
    refuseAllButton: '🚫 Refuse all',
    sure: (waiting, isTold) =>
      html`Refuse all at once: <b>${asked(waiting)}</b>? Colleagues of yours may be among them, so look through the list first. ${
        isTold
          ? 'Each of them gets a message.'
          : 'Nobody gets a message: anyone who asks again will be told then.'
      }`,
    sureButton: (waiting) => `🚫 Yes, refuse all (${waiting})`,
    refusedAll: (count) => html`🚫 Refused: ${asked(count)}.`,
    expired: html`Nobody has answered your request for access for ${requestWaitsDays} days, and it does not wait any more. You can ask again: /start. Talking to the administrator at school is quicker.`,
    tooMany: html`Too many people ask for access at the moment, and your request could not be taken. Ask the administrator at school for an invite, or try again tomorrow.`,
  },
}
