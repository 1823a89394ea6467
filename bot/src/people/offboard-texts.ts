import type { Texts } from '../platform/language.ts'
import { type Html, html, joinHtml } from '../telegram/html.ts'
import { mayGiveTasks, type Person } from './person.ts'
import { isNoWork, type Work, workKinds } from './work.ts'
import { workTexts, workWords } from './work-texts.ts'

interface OffboardTexts {
  chooseReceiver(person: Person, work: Work): Html
  /** Back from a search. */
  allButton: string
  /** Chooses nobody. */
  nobodyButton(work: Work): string
  confirm(person: Person, receiver: Person | null, work: Work): Html
  confirmButton: string
  done(person: Person, receiver: Person | null, moved: Work): Html
  leftAlready: string
  wrongReceiver: string
}

const nobody = {
  ru: {
    tickets: 'в очередь',
    orders: 'останутся без исполнителя, это узнает тот, кто их дал',
    given: 'отчёты примет директор',
  },
  en: {
    tickets: 'back to the queue',
    orders: 'nobody for now; whoever gave them is told',
    given: 'a director accepts the reports',
  },
}

/** What goes where: «2 заявки: Пётр». */
function goesTo(work: Work, receiver: Person | null, language: 'ru' | 'en'): Html {
  const lines = workKinds.flatMap((kind) => {
    const count = work[kind] ?? 0
    if (count === 0) return []
    const takes = receiver && (kind !== 'given' || mayGiveTasks(receiver))
    const to = takes ? receiver.name : nobody[language][kind]
    return [html`• ${workTexts[language].amount[kind](count)}: ${to}`]
  })
  return joinHtml(lines)
}

export const offboardTexts: Texts<OffboardTexts> = {
  ru: {
    chooseReceiver: (person, work) =>
      html`👋 <b>${person.name}</b> больше не работает в школе?\n\nВ работе: ${workWords(work, 'ru')}. Кому передать?`,
    allButton: '⬅️ Показать всех',
    nobodyButton: ({ tickets = 0, orders = 0, given = 0 }) => {
      if (orders + given === 0) return '📥 Вернуть в очередь'
      return tickets + orders === 0 ? '🎓 Директору' : '📥 Пока никому'
    },
    confirm: (person, receiver, work) =>
      isNoWork(work)
        ? html`👋 Закрыть доступ навсегда: <b>${person.name}</b>? В работе ничего нет.`
        : html`👋 Закрыть доступ навсегда: <b>${person.name}</b>?\n\nЧто в работе и кому перейдёт:\n${goesTo(work, receiver, 'ru')}`,
    confirmButton: '✅ Да, оформить уход',
    done: (person, receiver, moved) =>
      isNoWork(moved)
        ? html`👋 Готово: <b>${person.name}</b> больше не в боте. История сохранена.`
        : html`👋 Готово: <b>${person.name}</b> больше не в боте. История сохранена.\n\nПередано:\n${goesTo(moved, receiver, 'ru')}`,
    leftAlready: 'Уход уже оформлен.',
    wrongReceiver: 'Этому человеку работу передать нельзя. Выберите другого.',
  },
  en: {
    chooseReceiver: (person, work) =>
      html`👋 Has <b>${person.name}</b> left the school?\n\nIn progress: ${workWords(work, 'en')}. Who takes over?`,
    allButton: '⬅️ Show all',
    nobodyButton: ({ tickets = 0, orders = 0, given = 0 }) => {
      if (orders + given === 0) return '📥 Back to the queue'
      return tickets + orders === 0 ? '🎓 To a director' : '📥 Nobody for now'
    },
    confirm: (person, receiver, work) =>
      isNoWork(work)
        ? html`👋 Close the access of <b>${person.name}</b> for good? Nothing is in progress.`
        : html`👋 Close the access of <b>${person.name}</b> for good?\n\nWhat is in progress, and who takes it over:\n${goesTo(work, receiver, 'en')}`,
    confirmButton: '✅ Yes, mark as left',
    done: (person, receiver, moved) =>
      isNoWork(moved)
        ? html`👋 Done: <b>${person.name}</b> is out of the bot. The history is kept.`
        : html`👋 Done: <b>${person.name}</b> is out of the bot. The history is kept.\n\nHanded over:\n${goesTo(moved, receiver, 'en')}`,
    leftAlready: 'Marked as left already.',
    wrongReceiver: 'This person cannot take over the work. Choose somebody else.',
  },
}
