import type { Person } from '../../people/person.ts'
import { type Html, joinHtml } from '../../telegram/html.ts'
import { type Button, inRows, type Keyboard, turningRow } from '../../telegram/keyboard.ts'
import { type TaskPlace, taskFromListButton, taskListButton } from '../card/task-list-buttons.ts'
import type { TaskCounts } from './task-counts-store.ts'
import { taskListTexts } from './task-list-texts.ts'
import { tabRows } from './task-tabs.ts'

export const tasksPerPage = 8

/** What a list shows: lines of text with buttons that open them, or buttons alone. */
export interface TaskList {
  title: Html
  lines: Html[]
  /** Instead of lines. */
  none?: Html | undefined
  buttons: Button[]
  /** Buttons in a row. */
  width: number
  hasNext: boolean
  /** Below the pages: the way to what is done, or back. */
  ways: Button[]
}

export interface ListReader {
  person: Person
  counts: TaskCounts
}

export function renderTaskList(
  place: TaskPlace,
  list: TaskList,
  { person, counts }: ListReader,
): { text: Html; keyboard: Keyboard } {
  return {
    text: joinHtml([list.title, ...list.lines, list.lines.length === 0 && list.none], '\n\n'),
    keyboard: {
      inline: [
        ...inRows(list.buttons, list.width),
        turningRow({ page: place.page, hasNext: list.hasNext }, (page) =>
          taskListButton.pack({ ...place, page }),
        ),
        list.ways,
        ...tabRows(place, person, counts),
      ],
    },
  }
}

/** Opens an order from its line. */
export function openFrom(place: TaskPlace, id: number, language: Person['language']): Button {
  return {
    text: language === 'ru' ? `№${id}` : `#${id}`,
    data: taskFromListButton.pack({ taskId: id, ...place }),
  }
}

/** From what is open to what is done, and back. */
export function openOrDone(place: TaskPlace, language: Person['language']): Button {
  const texts = taskListTexts[language]
  const only = place.only === 'open' ? 'done' : 'open'
  return {
    text: only === 'open' ? texts.showOpen : texts.showDone,
    data: taskListButton.pack({ ...place, only, page: 0 }),
  }
}
