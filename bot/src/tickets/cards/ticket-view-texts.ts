import type { Texts } from '../../platform/language.ts'
import { englishPlural, russianPlural } from '../../platform/plural.ts'
import type { ButtonAction } from '../ticket-buttons.ts'

interface TicketViewTexts {
  title(id: number): string
  author: string
  filedBy(who: string): string
  unreachable: string
  assignee: string
  nobody: string
  files(count: number): string
  /** In a list, where a ticket has no words. */
  onlyFiles(count: number): string
  done: string
  rated(stars: number): string
  duplicateOf(id: number): string
  actions: Record<ButtonAction, string>
  history: string
  filesButton: string
  inPrivate: string
}

/** The number of the ticket whose card a text of ours is, whether or not there is such a ticket now. */
export function ticketIdOfCard(text: string): number | undefined {
  const [, id] = /^\S+ (?:Заявка №|Ticket #)(\d{1,10}) · /u.exec(text) ?? []
  return id === undefined ? undefined : Number(id)
}

export const ticketViewTexts: Texts<TicketViewTexts> = {
  ru: {
    title: (id) => `Заявка №${id}`,
    author: 'Автор',
    filedBy: (who) => `подано за автора: ${who}`,
    unreachable: 'не получает сообщений бота',
    assignee: 'Исполнитель',
    nobody: 'пока не назначен',
    files: (count) => `Файлы: ${count}`,
    onlyFiles: (count) => `📎 ${count} ${russianPlural(count, 'файл', 'файла', 'файлов')}`,
    done: 'Что сделано',
    rated: (stars) => `Оценка: ${stars} из 5`,
    duplicateOf: (id) => `Повтор заявки №${id}`,
    actions: {
      take: '🛠 Взять в работу',
      ask: '❓ Спросить',
      answer: '💬 Ответить',
      comment: '💬 Комментарий',
      note: '🔒 Заметка',
      change_category: '📂 Категория',
      change_urgency: '⏱ Срочность',
      hand_over: '🔁 Передать',
      return_to_queue: '↩️ В очередь',
      resolve: '✅ Выполнено',
      link_duplicate: '🔗 Это повтор',
      cancel: '🚫 Отменить заявку',
      confirm: '👍 Всё в порядке',
      reject: '↩️ Вернуть на доработку',
      reopen: '🔓 Открыть снова',
    },
    history: '🕒 История',
    filesButton: '📎 Файлы',
    inPrivate: '📄 Открыть в личном чате',
  },
  en: {
    title: (id) => `Ticket #${id}`,
    author: 'Author',
    filedBy: (who) => `filed on behalf by ${who}`,
    unreachable: 'does not get the bot’s messages',
    assignee: 'Assignee',
    nobody: 'nobody yet',
    files: (count) => `Files: ${count}`,
    onlyFiles: (count) => `📎 ${count} ${englishPlural(count, 'file')}`,
    done: 'What was done',
    rated: (stars) => `Rating: ${stars} out of 5`,
    duplicateOf: (id) => `Duplicate of ticket #${id}`,
    actions: {
      take: '🛠 Take',
      ask: '❓ Ask',
      answer: '💬 Answer',
      comment: '💬 Comment',
      note: '🔒 Internal note',
      change_category: '📂 Category',
      change_urgency: '⏱ Urgency',
      hand_over: '🔁 Hand over',
      return_to_queue: '↩️ To the queue',
      resolve: '✅ Resolve',
      link_duplicate: '🔗 Duplicate',
      cancel: '🚫 Cancel the ticket',
      confirm: '👍 All good',
      reject: '↩️ Return for rework',
      reopen: '🔓 Reopen',
    },
    history: '🕒 History',
    filesButton: '📎 Files',
    inPrivate: '📄 Open in private',
  },
}
