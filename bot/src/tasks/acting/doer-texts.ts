import type { Texts } from '../../platform/language.ts'
import { type Html, html } from '../../telegram/html.ts'

/** What is said while somebody is chosen to take an order over. */
interface DoerTexts {
  choose(id: number, ref: string, deadline: string): Html
  searchHint: Html
  found(search: string): Html
  nobodyFound(search: string): Html
  nobodyElse: string
  onlyText: Html
  all: string
}

export const doerTexts: Texts<DoerTexts> = {
  ru: {
    choose: (id, ref, deadline) =>
      html`🔁 <b>Кому передать поручение №${id}?</b>\n«${ref}»\nСрок останется прежним: ${deadline}`,
    searchHint: html`Выберите человека или напишите часть имени.`,
    found: (search) => html`Найдено по «${search}». Можно написать другое имя.`,
    nobodyFound: (search) => html`По «${search}» никого нет. Напишите имя иначе или выберите из всех.`,
    nobodyElse: 'Передать некому: других людей здесь пока нет.',
    onlyText: html`Напишите, пожалуйста, имя словами или выберите человека выше.`,
    all: '👥 Показать всех',
  },
  en: {
    choose: (id, ref, deadline) =>
      html`🔁 <b>Who takes over order #${id}?</b>\n“${ref}”\nIt stays due ${deadline}`,
    searchHint: html`Choose a person or write a part of the name.`,
    found: (search) => html`Found for “${search}”. You can write another name.`,
    nobodyFound: (search) =>
      html`Nobody found for “${search}”. Write the name another way, or choose from all.`,
    nobodyElse: 'There is nobody else here to give it to.',
    onlyText: html`Please write the name in words, or choose a person above.`,
    all: '👥 Show all',
  },
}
