import type { Texts } from '../platform/language.ts'
import { type Html, html } from '../telegram/html.ts'
import type { Person } from './person.ts'

interface OffboardTexts {
  chooseReceiver(person: Person, openWork: number): Html
  queueButton: string
  confirm(person: Person, receiver: Person | null, openWork: number): Html
  confirmButton: string
  done(person: Person, receiver: Person | null, moved: number): Html
  leftAlready: string
  wrongReceiver: string
}

export const offboardTexts: Texts<OffboardTexts> = {
  ru: {
    chooseReceiver: (person, openWork) =>
      html`👋 <b>${person.name}</b> больше не работает в школе?\n\nВ работе: ${openWork}. Кому передать заявки?`,
    queueButton: '📥 Вернуть в очередь',
    confirm: (person, receiver, openWork) =>
      openWork === 0
        ? html`👋 Закрыть доступ навсегда: <b>${person.name}</b>? Заявок в работе нет.`
        : html`👋 Закрыть доступ навсегда: <b>${person.name}</b>?\n\nЗаявки в работе (${openWork}) перейдут: ${receiver ? receiver.name : 'в очередь'}.`,
    confirmButton: '✅ Да, оформить уход',
    done: (person, receiver, moved) =>
      moved === 0
        ? html`👋 Готово: <b>${person.name}</b> больше не в боте. История сохранена.`
        : html`👋 Готово: <b>${person.name}</b> больше не в боте. Заявки (${moved}) переданы: ${receiver ? receiver.name : 'в очередь'}. История сохранена.`,
    leftAlready: 'Уход уже оформлен.',
    wrongReceiver: 'Этому человеку работу передать нельзя. Выберите другого.',
  },
  en: {
    chooseReceiver: (person, openWork) =>
      html`👋 Has <b>${person.name}</b> left the school?\n\nOpen tickets: ${openWork}. Who takes them over?`,
    queueButton: '📥 Back to the queue',
    confirm: (person, receiver, openWork) =>
      openWork === 0
        ? html`👋 Close the access of <b>${person.name}</b> for good? There are no open tickets.`
        : html`👋 Close the access of <b>${person.name}</b> for good?\n\nThe open tickets (${openWork}) go to ${receiver ? receiver.name : 'the queue'}.`,
    confirmButton: '✅ Yes, mark as left',
    done: (person, receiver, moved) =>
      moved === 0
        ? html`👋 Done: <b>${person.name}</b> is out of the bot. The history is kept.`
        : html`👋 Done: <b>${person.name}</b> is out of the bot. Tickets handed over (${moved}): to ${receiver ? receiver.name : 'the queue'}. The history is kept.`,
    leftAlready: 'Marked as left already.',
    wrongReceiver: 'This person cannot take over the work. Choose somebody else.',
  },
}
