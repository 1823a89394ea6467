import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'

interface LimitTexts {
  slowDown: Html
  slowDownToast: string
}

export const limitTexts: Texts<LimitTexts> = {
  ru: {
    slowDown: html`Вы пишете очень быстро 🙂 Подождите, пожалуйста, несколько секунд и повторите последнее.`,
    slowDownToast: 'Слишком быстро. Подождите несколько секунд и нажмите ещё раз.',
  },
  en: {
    slowDown: html`You are writing very fast 🙂 Please wait a few seconds and repeat the last message.`,
    slowDownToast: 'Too fast. Wait a few seconds and press again.',
  },
}
