import { z } from 'zod'
import { languages } from '../platform/language.ts'
import { callbackData } from '../telegram/callback-data.ts'
import type { Keyboard } from '../telegram/keyboard.ts'
import type { Person } from './person.ts'
import { settingsTexts } from './settings-texts.ts'

export const changeNameButton = callbackData('own-name', {})
export const keepNameButton = callbackData('keep-name', {})
export const languageButton = callbackData('language', { to: z.enum(languages) })

export function settingsKeyboard({ language }: Person): Keyboard {
  return {
    inline: [
      [{ text: settingsTexts[language].changeNameButton, data: changeNameButton.pack({}) }],
      languageRow(),
    ],
  }
}

export function languageKeyboard(): Keyboard {
  return { inline: [languageRow()] }
}

/** Each language in its own words, so that everybody finds his. */
function languageRow() {
  return [
    { text: '🇷🇺 Русский', data: languageButton.pack({ to: 'ru' }) },
    { text: '🇬🇧 English', data: languageButton.pack({ to: 'en' }) },
  ]
}
