import { may, type Person } from '../people/person.ts'
import type { Language } from '../platform/language.ts'
import { type Html, shorten } from '../telegram/html.ts'
import type { Button } from '../telegram/keyboard.ts'
import { type Owed, owedMessages } from '../telegram/outbox.ts'
import { type TaskPlace, taskListButton } from './card/task-list-buttons.ts'
import type { Task } from './task.ts'
import { openTaskButton, type TaskButtonAction, type TaskPress, taskActionButtons } from './task-buttons.ts'
import { taskNoticeTexts } from './task-notice-texts.ts'

export type TaskWords = (typeof taskNoticeTexts)['ru']

/** One message to one person about an order. */
export interface TaskNotice {
  to: Person
  text: (words: TaskWords, ref: string, language: Language) => Html
  /** Buttons for actions above the one that opens the order. */
  actions?: readonly TaskButtonAction[]
  /** The list that a button opens in place of the order. */
  opens?: TaskPlace
  /** To somebody whom the order does not concern any more: he could not open it. */
  isLast?: boolean
}

/** The people around an order, as they are now; who is not active any more is not among them. */
export interface TaskParties {
  doer: Person | undefined
  doerBefore: Person | undefined
  coDoers: Person[]
  /** Who helped and has gone. */
  coDoerLeft: Person | undefined
  /** Who gave the order; the directors when he has gone. */
  givers: Person[]
  directors: Person[]
}

const maxRef = 60

/** How a message names an order: the beginning of its text. The number is put before it by the words. */
export function refOf({ text }: Pick<Task, 'text'>): string {
  const [line = ''] = text.split('\n')
  return shorten(line, maxRef)
}

/** `about`: the request and the report that buttons to decide about one are about. */
export function owedTaskNotice(
  { to, text, actions = [], opens, isLast = false }: TaskNotice,
  task: Task,
  about: Omit<TaskPress, 'taskId'> = {},
): Owed[] {
  const words = taskNoticeTexts[to.language]
  const taskId = task.id
  const hasPart = isLast || to.id === task.creatorId || to.id === task.responsibleId
  const open = opens
    ? { text: words.buttons.openAll, data: taskListButton.pack(opens) }
    : { text: words.buttons.open, data: openTaskButton.pack({ taskId }) }
  const rows: Button[][] = [
    ...actions.map((action) => [
      { text: words.buttons[action], data: taskActionButtons[action].pack({ taskId, ...about }) },
    ]),
    isLast ? [] : [open],
  ]
  return owedMessages({
    chatId: to.telegramId,
    text: text(words, refOf(task), to.language),
    keyboard: { inline: rows },
    about: { taskId, ...(may(to, 'oversee_tasks') && !hasPart ? { overseen: true } : {}) },
  })
}
