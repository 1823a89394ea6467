import type { Texts } from '../platform/language.ts'

interface BotProfileTexts {
  /** In the empty chat, before «Start»; at most 512 characters. */
  description: string
  /** In the bot's profile, and beside a link to it that is passed on; at most 120. */
  short: string
}

export const botProfileTexts: Texts<BotProfileTexts> = {
  ru: {
    description:
      'Помощник школы: здесь подают заявки, если что-то сломалось или нужна помощь, и следят за тем, как идёт работа. Поручения директора тоже здесь.\n\nНажмите кнопку внизу. Если вас пригласили, откройте ссылку-приглашение, а если ссылки нет, попросите доступ прямо здесь.',
    short: 'Помощник школы: заявки, если что-то сломалось или нужна помощь, и поручения.',
  },
  en: {
    description:
      'The school’s assistant: file a ticket here when something is broken or you need help, and follow how the work goes. Orders of the director are here too.\n\nPress the button below. If you were invited, open your invite link; if you have none, ask for access right here.',
    short: 'The school’s assistant: tickets when something is broken or you need help, and orders.',
  },
}
