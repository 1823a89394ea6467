import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

interface MyTicketsTexts {
  command: string
  button: string
  title: Record<'open' | 'all', string>
  none: Record<'open' | 'all', Html>
  showAll: string
  onlyInPrivate(bot: string): Html
  showOpen: string
}

export const myTicketsTexts: Texts<MyTicketsTexts> = {
  ru: {
    command: 'Мои заявки',
    button: '📋 Мои заявки',
    title: { open: '📋 Мои открытые заявки', all: '📋 Все мои заявки' },
    none: {
      open: html`Открытых заявок нет. Если что-то сломалось, подайте новую: это займёт минуту.`,
      all: html`Вы ещё не подавали заявок. Если что-то сломалось, подайте первую: это займёт минуту.`,
    },
    showAll: '🗂 Все заявки',
    onlyInPrivate: (bot) => html`Ваши заявки открываются в личном чате со мной: @${bot}`,
    showOpen: '📋 Открытые',
  },
  en: {
    command: 'My tickets',
    button: '📋 My tickets',
    title: { open: '📋 My open tickets', all: '📋 All my tickets' },
    none: {
      open: html`You have no open tickets. If something is broken, file a new one: it takes a minute.`,
      all: html`You have not filed a ticket yet. If something is broken, file the first: it takes a minute.`,
    },
    showAll: '🗂 All tickets',
    onlyInPrivate: (bot) => html`Your tickets open in a private chat with me: @${bot}`,
    showOpen: '📋 Open ones',
  },
}
