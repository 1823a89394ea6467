import type { Texts } from '../../platform/language.ts'

/** What Telegram says of the webhook. Ages come as words: «5 мин», «3 дня». */
interface WebhookTexts {
  ours(url: string, pending: number): string
  strange(url: string): string
  none: string
  lastError(age: string, words: string): string
}

export const webhookTexts: Texts<WebhookTexts> = {
  ru: {
    ours: (url, pending) => `Telegram присылает сообщения на ${url}, в очереди: ${pending}`,
    strange: (url) =>
      `Telegram присылает сообщения не сюда, а на ${url}: с этим токеном работает кто-то ещё. Перезапустите бота, и он снова назовёт свой адрес`,
    none: 'Telegram не знает, куда присылать сообщения. Перезапустите бота, и он назовёт свой адрес',
    lastError: (age, words) =>
      `последний раз не удалось прислать ${age} назад${words && `, причина: ${words}`}`,
  },
  en: {
    ours: (url, pending) => `Telegram brings messages to ${url}, waiting there: ${pending}`,
    strange: (url) =>
      `Telegram brings messages not here but to ${url}: somebody else works with this token. Restart the bot, and it names its address again`,
    none: 'Telegram does not know where to bring messages. Restart the bot, and it names its address',
    lastError: (age, words) => `bringing one last failed ${age} ago${words && `, because: ${words}`}`,
  },
}
