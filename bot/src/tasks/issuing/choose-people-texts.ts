import type { Role } from '../../people/person.ts'
import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import { type Html, html } from '../../telegram/html.ts'

/** The words of choosing whom an order is for. */
interface ChoosePeopleTexts {
  /** One press chooses. */
  one: Html
  several: Html
  ticked(names: string): Html
  split(count: number): Html
  responsible: Html
  helpers: Html
  searched(search: string): Html
  foundNobody(search: string): Html
  /** Of several names at once, those that fit nobody or more than one. */
  unclear(names: string): Html
  tooMany(chosen: number, max: number): Html
  nobodyThere: Html
  gone(names: string): Html
  notHim: Html
  names: { responsible(name: string): string; helpers(names: string): string; more(count: number): string }
  eachOf(count: number): string
  buttons: {
    several: string
    all: string
    done(count: number): string
    noHelpers: string
    each(count: number): string
    together: string
    group: Record<Role, (count: number) => string>
  }
}

const orders = (count: number) => `${count} ${russianPlural(count, 'поручение', 'поручения', 'поручений')}`
const people = (count: number) => `${count} ${russianPlural(count, 'человек', 'человека', 'человек')}`

export const choosePeopleTexts: Texts<ChoosePeopleTexts> = {
  ru: {
    one: html`👤 <b>Кому поручаем?</b>\nВыберите или напишите фамилию. Несколько фамилий можно через запятую.`,
    several: html`👥 <b>Кому поручаем?</b>\nОтметьте всех и нажмите «Готово». Фамилии можно и написать, через запятую.`,
    ticked: (names) => html`Отмечены: ${names}`,
    split: (count) =>
      html`👥 <b>${people(count)}.</b> Каждому отдельное поручение или одно на всех?\n\nОдно на всех: отвечает и отчитывается один, остальные помогают.`,
    responsible: html`👤 <b>Кто отвечает за поручение?</b>\nОстальные будут помогать.`,
    helpers: html`🤝 <b>Кто поможет?</b>\nОтметьте помощников и нажмите «Готово». Поручение они тоже получат, а отчитается исполнитель.`,
    searched: (search) => html`Показаны те, у кого в имени есть «${search}».`,
    foundNobody: (search) =>
      html`Никого с именем «${search}» не нашли. Напишите, пожалуйста, иначе или выберите из списка.`,
    unclear: (names) => html`Не поняли, кто это: ${names}. Выберите, пожалуйста, из списка.`,
    tooMany: (chosen, max) =>
      html`Получается ${people(chosen)}, а за один раз можно не больше ${max}. Поэтому их мы не отметили: отправьте поручение в два приёма.`,
    nobodyThere: html`Поручать пока некому: кроме вас, в боте никого нет. Людей приглашает администратор.`,
    gone: (names) => html`👋 Больше не пользуются ботом: ${names}. Из поручения мы их убрали.`,
    notHim: html`Этому человеку поручить нельзя. Выберите, пожалуйста, другого.`,
    names: {
      responsible: (name) => `Отвечает: ${name}`,
      helpers: (names) => `Помогают: ${names}`,
      more: (count) => `и ещё ${count}`,
    },
    eachOf: (count) => `${people(count)}, каждому своё поручение`,
    buttons: {
      several: '☑️ Выбрать несколько человек',
      all: '👥 Показать всех',
      done: (count) => `👌 Готово: ${people(count)}`,
      noHelpers: '👌 Без помощников',
      each: (count) => `👥 Каждому своё: ${orders(count)}`,
      together: '🤝 Одно на всех',
      group: {
        staff: (count) => `Все учителя и сотрудники: ${count}`,
        specialist: (count) => `Все специалисты: ${count}`,
        director: (count) => `Все директора: ${count}`,
        admin: (count) => `Все администраторы: ${count}`,
      },
    },
  },
  en: {
    one: html`👤 <b>Who is the order for?</b>\nChoose or type a name. Several names may be separated by commas.`,
    several: html`👥 <b>Who is the order for?</b>\nTick everybody and press “Done”. You may also type names, separated by commas.`,
    ticked: (names) => html`Ticked: ${names}`,
    split: (count) =>
      html`👥 <b>${count} people.</b> An order to each of them, or one for all?\n\nOne for all: one person answers for it and reports, the others help.`,
    responsible: html`👤 <b>Who is responsible for the order?</b>\nThe others will help.`,
    helpers: html`🤝 <b>Who will help?</b>\nTick the helpers and press “Done”. They get the order too, but only the one responsible reports.`,
    searched: (search) => html`Shown: people with “${search}” in their names.`,
    foundNobody: (search) =>
      html`We found nobody called “${search}”. Please try another spelling or choose from the list.`,
    unclear: (names) => html`We could not tell who this is: ${names}. Please choose from the list.`,
    tooMany: (chosen, max) =>
      html`That makes ${chosen} people, and one go takes at most ${max}. They were not added: please send the order in two goes.`,
    nobodyThere: html`There is nobody to give orders to yet: you are alone here. The administrator invites people.`,
    gone: (names) => html`👋 Not using the bot any more: ${names}. We took them off the order.`,
    notHim: html`This person cannot be given orders. Please choose somebody else.`,
    names: {
      responsible: (name) => `Responsible: ${name}`,
      helpers: (names) => `Helpers: ${names}`,
      more: (count) => `and ${count} more`,
    },
    eachOf: (count) => `${count} people, an order to each`,
    buttons: {
      several: '☑️ Choose several people',
      all: '👥 Show everybody',
      done: (count) => `👌 Done: ${count} ${englishPlural(count, 'person', 'people')}`,
      noHelpers: '👌 No helpers',
      each: (count) => `👥 One to each: ${count} orders`,
      together: '🤝 One for all',
      group: {
        staff: (count) => `All teachers and staff: ${count}`,
        specialist: (count) => `All specialists: ${count}`,
        director: (count) => `All directors: ${count}`,
        admin: (count) => `All administrators: ${count}`,
      },
    },
  },
}
