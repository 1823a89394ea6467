import type { Language } from '../../platform/language.ts'
import { shorten } from '../../telegram/html.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { taskListButton } from '../card/task-list-buttons.ts'
import { taskStatusEmoji, taskWords } from '../card/task-words.ts'
import { giversRow } from '../givers/givers-row.ts'
import { taskStatuses } from '../task.ts'
import { type ListRequest, orderList, pageOf } from './order-lists.ts'
import { countByStatus, findDoerName, listLoads, type PersonLoad } from './task-counts-store.ts'
import { listTasksOfPerson, listTasksOfStatus } from './task-lines-store.ts'
import { taskListTexts } from './task-list-texts.ts'
import { openOrDone, type TaskList, tasksPerPage } from './task-list-view.ts'
import { placeOf } from './task-tabs.ts'

const maxName = 30

/** Who has how many open orders. Each opens to his orders. */
export async function peopleWithTasks({ db, person, scope, place, now }: ListRequest): Promise<TaskList> {
  const { language } = person
  const texts = taskListTexts[language]
  const found = await listLoads(db, scope, now, pageOf(place))
  const shown = found.slice(0, tasksPerPage)
  return {
    title: texts.title.people,
    lines: shown.length > 0 ? [texts.byPeople] : [],
    none: texts.noneOf.people,
    buttons: shown.map((load) => openPerson(load, place.page, language)),
    width: 1,
    hasNext: found.length > tasksPerPage,
    ways: giversRow(person),
  }
}

export async function tasksOfPerson(request: ListRequest): Promise<TaskList> {
  const { db, person, scope, place } = request
  const { language } = person
  const texts = taskListTexts[language]
  // 0: nobody
  const personId = place.of === 0 ? null : place.of
  const name = personId === null ? undefined : await findDoerName(db, scope, personId)
  const unnamed = personId === null ? texts.ofNobody : texts.title.people
  const found = await listTasksOfPerson(db, scope, personId, place.only, pageOf(place))
  const back = placeOf('people', { page: place.outer })
  return orderList(request, found, {
    title: name === undefined ? unnamed : texts.ofPerson[place.only](name),
    ways: [openOrDone(place, language), { text: texts.back, data: taskListButton.pack(back) }],
  })
}

/** How many orders are in each state. Each opens to its orders. */
export async function statesOfTasks({ db, person, scope }: ListRequest): Promise<TaskList> {
  const { language } = person
  const counts = await countByStatus(db, scope)
  return {
    title: taskListTexts[language].title.states,
    lines: [],
    buttons: taskStatuses.map((status, of) => ({
      text: `${taskStatusEmoji[status]} ${taskWords[language].status[status]} · ${counts.get(status) ?? 0}`,
      data: taskListButton.pack(placeOf('status', { of })),
    })),
    width: 2,
    hasNext: false,
    ways: [],
  }
}

export async function tasksOfStatus(request: ListRequest): Promise<TaskList> {
  const { db, person, scope, place } = request
  const texts = taskListTexts[person.language]
  const status = taskStatuses[place.of] ?? 'issued'
  const found = await listTasksOfStatus(db, scope, status, pageOf(place))
  return orderList(request, found, {
    title: texts.ofStatus(taskWords[person.language].status[status]),
    ways: [{ text: texts.back, data: taskListButton.pack(placeOf('states')) }],
  })
}

function openPerson({ personId, name, open, overdue }: PersonLoad, page: number, language: Language): Button {
  const who = personId === null ? taskListTexts[language].nobody : shorten(name ?? '', maxName)
  return {
    text: `${who} · ${open}${overdue > 0 ? ` · 🔴 ${overdue}` : ''}`,
    data: taskListButton.pack(placeOf('person', { of: personId ?? 0, outer: page })),
  }
}
