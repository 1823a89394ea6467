import type { Texts } from '../platform/language.ts'
import { type Html, html } from './html.ts'

interface TelegramTexts {
  failed(errorId: string): Html
  failedToast(errorId: string): string
  /** Of something that the chat was owed. */
  abandoned(errorId: string): Html
}

export const telegramTexts: Texts<TelegramTexts> = {
  ru: {
    failed: (errorId) =>
      html`😔 Не получилось: это наша ошибка, не ваша. Мы уже знаем о ней. Попробуйте ещё раз чуть позже, а если не поможет, назовите администратору код <code>${errorId}</code>.`,
    failedToast: (errorId) => `Не получилось: ошибка на нашей стороне. Код ${errorId}`,
    abandoned: (errorId) =>
      html`😔 Кое-что не получилось прислать сюда: это наша ошибка, и мы о ней уже знаем. Если вы ждёте файл, попросите его ещё раз за более короткий срок, а новости посмотрите в меню. Не поможет: назовите администратору код <code>${errorId}</code>.`,
  },
  en: {
    failed: (errorId) =>
      html`😔 That did not work: the mistake is ours, not yours, and we have been told. Please try again a little later; if it still fails, give the administrator the code <code>${errorId}</code>.`,
    failedToast: (errorId) => `That did not work: an error on our side. Code ${errorId}`,
    abandoned: (errorId) =>
      html`😔 Something could not be sent here: the mistake is ours, and we have been told. If you are waiting for a file, ask for a shorter period; for news look at the menu. If that does not help, give the administrator the code <code>${errorId}</code>.`,
  },
}
