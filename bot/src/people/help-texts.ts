import type { Texts } from '../platform/language.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import type { Role } from './person.ts'
import { roleTexts } from './role-texts.ts'

interface HelpTexts {
  help(role: Role, commands: readonly { command: string; description: string }[]): Html
  /** For what the bot does not understand. */
  hint: Html
  staleButton: string
}

const list = (commands: readonly { command: string; description: string }[]) =>
  joinHtml(commands.map(({ command, description }) => html`/${command} · ${description}`))

export const helpTexts: Texts<HelpTexts> = {
  ru: {
    help: (role, commands) =>
      joinHtml(
        [html`<b>Что здесь можно</b> (ваша роль: ${roleTexts.ru.roles[role]})`, list(commands)],
        '\n\n',
      ),
    hint: html`Не получилось понять, что с этим сделать 🙂 Если что-то сломалось или нужна помощь, подайте заявку: /new. Остальное есть в меню внизу и в /help`,
    staleButton: 'Эта кнопка устарела. Откройте меню: /start',
  },
  en: {
    help: (role, commands) =>
      joinHtml(
        [html`<b>What you can do here</b> (your role: ${roleTexts.en.roles[role]})`, list(commands)],
        '\n\n',
      ),
    hint: html`I do not know what to do with this 🙂 If something is broken or you need help, file a ticket: /new. Everything else is in the menu below and in /help`,
    staleButton: 'This button is out of date. Open the menu: /start',
  },
}
