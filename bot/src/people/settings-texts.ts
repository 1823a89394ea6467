import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'
import type { Person } from './person.ts'
import { roleTexts } from './role-texts.ts'

interface SettingsTexts {
  settings(person: Person): Html
  changeNameButton: string
  askName: Html
  nameKept: Html
  nameChanged(name: string): Html
  chooseLanguage: Html
  languageChanged: Html
}

export const settingsTexts: Texts<SettingsTexts> = {
  ru: {
    settings: ({ name, role }) => html`⚙️ <b>Настройки</b>

Вас зовут: <b>${name}</b>
Роль: ${roleTexts.ru.roles[role]}
Язык: русский`,
    changeNameButton: '✏️ Изменить имя',
    askName: html`Как вас называть? Напишите, например: <i>Мария Ивановна</i>. Это имя увидят коллеги.`,
    nameKept: html`Хорошо, имя остаётся прежним.`,
    nameChanged: (name) => html`Очень приятно, <b>${name}</b>! Поменять имя можно в /settings`,
    chooseLanguage: html`На каком языке вам удобнее?`,
    languageChanged: html`Готово, теперь я говорю по-русски 🇷🇺`,
  },
  en: {
    settings: ({ name, role }) => html`⚙️ <b>Settings</b>

Your name: <b>${name}</b>
Role: ${roleTexts.en.roles[role]}
Language: English`,
    changeNameButton: '✏️ Change name',
    askName: html`What should we call you? Write it, for example: <i>Maria Ivanova</i>. Your colleagues will see this name.`,
    nameKept: html`All right, the name stays as it is.`,
    nameChanged: (name) => html`Nice to meet you, <b>${name}</b>! You can change your name in /settings`,
    chooseLanguage: html`Which language do you prefer?`,
    languageChanged: html`Done, I speak English now 🇬🇧`,
  },
}
