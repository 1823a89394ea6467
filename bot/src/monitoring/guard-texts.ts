import type { Texts } from '../platform/language.ts'

interface GuardTexts {
  forbidden: string
  onlyPrivate: string
}

export const guardTexts: Texts<GuardTexts> = {
  ru: {
    forbidden: 'Состояние системы и оповещения видят только администраторы.',
    onlyPrivate: 'Об этом бот рассказывает только в личном чате: напишите ему туда.',
  },
  en: {
    forbidden: 'Only administrators see the state of the system and its alerts.',
    onlyPrivate: 'The bot tells this in a private chat only: write to it there.',
  },
}
