import type { Language, Texts } from '../platform/language.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import type { AccessRequest } from './access-request.ts'
import { roleTexts } from './role-texts.ts'

interface AccessRequestTexts {
  askButton: string
  refuseButton: string
  askName: Html
  asked(name: string): Html
  alreadyAsked: Html
  refusedLately: Html
  refusedNotice: Html
  /** The card for admins; `decidedBy` once it is decided, null when the person came in another way. */
  card(request: AccessRequest, decidedBy: string | null): Html
  nothingPending: Html
  pending: Html
  forbidden: string
  notFound: string
  alreadyDecided: string
  known: string
  approved: string
  refused: string
}

function who({ username, telegramId }: AccessRequest): Html {
  return username === null ? html`id ${telegramId}` : html`@${username}, id ${telegramId}`
}

/** The role is there unless the person was in by another way. */
function letIn(words: string, role: AccessRequest['role'], language: Language): string {
  return role === null ? words : `${words}: ${roleTexts[language].roles[role]}`
}

export const accessRequestTexts: Texts<AccessRequestTexts> = {
  ru: {
    askButton: '🙋 Попросить доступ',
    refuseButton: '🚫 Отказать',
    askName: html`Как вас называть? Напишите имя и отчество или имя и фамилию, например: <i>Мария Ивановна</i>.`,
    asked: (name) =>
      html`Спасибо, <b>${name}</b>! 📨 Запрос отправлен администраторам. Как только они ответят, вы получите сообщение.`,
    alreadyAsked: html`Ваш запрос уже у администраторов. Как только они ответят, вы получите сообщение.`,
    refusedLately: html`На ваш запрос администратор ответил отказом. Если это ошибка, поговорите с ним в школе: он может прислать вам приглашение.`,
    refusedNotice: html`К сожалению, администратор не открыл вам доступ. Если это ошибка, поговорите с ним в школе.`,
    card: (request, decidedBy) =>
      joinHtml([
        html`🙋 <b>${request.name}</b> просит доступ`,
        html`Telegram: ${who(request)}`,
        request.status === 'approved' &&
          (decidedBy === null
            ? html`\n✅ Доступ уже есть: по приглашению`
            : html`\n✅ ${letIn('Доступ открыт', request.role, 'ru')}. Решение: ${decidedBy}`),
        request.status === 'refused' &&
          (request.decidedBy === null
            ? html`\n⌛ Никто не ответил, и запрос больше не ждёт`
            : html`\n🚫 Отказано. Решение: ${decidedBy ?? '—'}`),
      ]),
    nothingPending: html`Запросов на доступ нет.`,
    pending: html`Запросы на доступ, сначала самые давние:`,
    forbidden: 'Доступ открывают только администраторы.',
    notFound: 'Такого запроса нет. Пусть человек попросит доступ ещё раз: /start',
    alreadyDecided: 'Решение уже принято.',
    known: 'Этот человек уже известен боту: найдите его в /people',
    approved: '✅ Доступ открыт',
    refused: '🚫 Отказано',
  },
  en: {
    askButton: '🙋 Ask for access',
    refuseButton: '🚫 Refuse',
    askName: html`What should we call you? Write your name, for example: <i>Maria Ivanova</i>.`,
    asked: (name) =>
      html`Thank you, <b>${name}</b>! 📨 The administrators have your request. You get a message as soon as they answer.`,
    alreadyAsked: html`The administrators have your request already. You get a message as soon as they answer.`,
    refusedLately: html`An administrator refused your request. If this is a mistake, talk to them at school: they can send you an invite.`,
    refusedNotice: html`Sorry, an administrator did not give you access. If this is a mistake, talk to them at school.`,
    card: (request, decidedBy) =>
      joinHtml([
        html`🙋 <b>${request.name}</b> asks for access`,
        html`Telegram: ${who(request)}`,
        request.status === 'approved' &&
          (decidedBy === null
            ? html`\n✅ Already in, by an invite`
            : html`\n✅ ${letIn('Let in', request.role, 'en')}. Decided by ${decidedBy}`),
        request.status === 'refused' &&
          (request.decidedBy === null
            ? html`\n⌛ Nobody answered, and it does not wait any more`
            : html`\n🚫 Refused. Decided by ${decidedBy ?? '—'}`),
      ]),
    nothingPending: html`There are no requests for access.`,
    pending: html`Requests for access, the oldest first:`,
    forbidden: 'Only administrators decide about access.',
    notFound: 'There is no such request. Please have the person ask again: /start',
    alreadyDecided: 'It has been decided already.',
    known: 'The bot knows this person already: look in /people',
    approved: '✅ Let in',
    refused: '🚫 Refused',
  },
}
