import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'

/** What is said to somebody who types a name: his own, or that of a person he manages. */
interface NameTexts {
  isText: Html
  notAName: Html
  keepButton(name: string): string
}

export const nameTexts: Texts<NameTexts> = {
  ru: {
    isText: html`Напишите, пожалуйста, имя текстом, например: <i>Мария Ивановна</i>.`,
    notAName: html`Имя должно быть не длиннее 100 знаков, с буквами или цифрами. Напишите ещё раз, пожалуйста.`,
    keepButton: (name) => `Оставить «${name}»`,
  },
  en: {
    isText: html`Please write the name as text, for example: <i>Maria Ivanova</i>.`,
    notAName: html`A name has at most 100 characters, with letters or digits among them. Please write it again.`,
    keepButton: (name) => `Keep “${name}”`,
  },
}
