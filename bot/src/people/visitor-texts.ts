import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'
import type { InviteState } from './invite.ts'

interface VisitorTexts {
  stranger: Html
  strangerToast: string
  shutOut: Html
  shutOutToast: string
  /** Why an invite lets nobody in. */
  deadInvite: Record<Exclude<InviteState, 'live'> | 'unknown', Html>
}

export const visitorTexts: Texts<VisitorTexts> = {
  ru: {
    stranger: html`Здравствуйте! 👋 Это служба помощи школы: здесь сотрудники подают заявки, если что-то сломалось или нужна помощь.

Я вас пока не знаю. Если у вас есть ссылка-приглашение, откройте её. Если нет, попросите доступ: администратор школы ответит.`,
    strangerToast: 'Я вас пока не знаю. Напишите мне в личном чате: /start',
    shutOut: html`Ваш доступ к боту закрыт. Если это ошибка, обратитесь, пожалуйста, к администратору школы.`,
    shutOutToast: 'Ваш доступ к боту закрыт. Обратитесь к администратору школы.',
    deadInvite: {
      unknown: html`Такого приглашения нет. Проверьте, что ссылка скопирована целиком, или попросите доступ здесь.`,
      revoked: html`Это приглашение отозвано. Возьмите у администратора новое или попросите доступ здесь.`,
      expired: html`Срок этого приглашения истёк. Возьмите у администратора новое или попросите доступ здесь.`,
      used_up: html`По этому приглашению уже вошли все, на кого оно рассчитано. Возьмите у администратора новое или попросите доступ здесь.`,
    },
  },
  en: {
    stranger: html`Hello! 👋 This is the school’s help desk: staff file tickets here when something is broken or help is needed.

I do not know you yet. If you have an invite link, open it. If not, ask for access: the school’s administrator will answer.`,
    strangerToast: 'I do not know you yet. Write to me in private: /start',
    shutOut: html`Your access to the bot has been closed. If this is a mistake, please talk to the school’s administrator.`,
    shutOutToast: 'Your access to the bot has been closed. Talk to the school’s administrator.',
    deadInvite: {
      unknown: html`There is no such invite. Check that you copied the whole link, or ask for access here.`,
      revoked: html`This invite was revoked. Ask the administrator for a new one, or ask for access here.`,
      expired: html`This invite has expired. Ask the administrator for a new one, or ask for access here.`,
      used_up: html`This invite has been used up. Ask the administrator for a new one, or ask for access here.`,
    },
  },
}
