export const languages = ['ru', 'en'] as const
export type Language = (typeof languages)[number]

/** Texts of a feature in both languages; English must have exactly the keys of Russian. */
export type Texts<T> = Record<Language, T>

/** Russian is the default: the code of the person's Telegram app decides only when it is English. */
export function languageOf(languageCode: string | undefined): Language {
  return languageCode?.toLowerCase().startsWith('en') ? 'en' : 'ru'
}
