import type { Texts } from '../platform/language.ts'
import { type Html, html } from './html.ts'

interface TelegramTexts {
  failed(errorId: string): Html
  failedToast(errorId: string): string
}

export const telegramTexts: Texts<TelegramTexts> = {
  ru: {
    failed: (errorId) =>
      html`😔 Не получилось: это наша ошибка, не ваша. Мы уже знаем о ней. Попробуйте ещё раз чуть позже, а если не поможет, назовите администратору код <code>${errorId}</code>.`,
    failedToast: (errorId) => `Не получилось: ошибка на нашей стороне. Код ${errorId}`,
  },
  en: {
    failed: (errorId) =>
      html`😔 That did not work: the mistake is ours, not yours, and we have been told. Please try again a little later; if it still fails, give the administrator the code <code>${errorId}</code>.`,
    failedToast: (errorId) => `That did not work: an error on our side. Code ${errorId}`,
  },
}
