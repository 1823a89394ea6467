import { menuButton } from '../../people/menu-buttons.ts'
import { mayGiveTasks, type Person } from '../../people/person.ts'
import type { Db } from '../../platform/postgres.ts'
import type { Html } from '../../telegram/html.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { type TaskPlace, taskListButton } from '../card/task-list-buttons.ts'
import { type GivenLine, listGivenTasks } from './given-tasks-store.ts'
import { givenLine, type LineReader, lineOfDoer, myLine } from './task-line.ts'
import {
  listMyTasks,
  listOverdueTasks,
  listTasksOfBatch,
  type TaskLine,
  type TaskScope,
} from './task-lines-store.ts'
import { taskListTexts } from './task-list-texts.ts'
import { openFrom, openOrDone, type TaskList, tasksPerPage } from './task-list-view.ts'
import { placeOf } from './task-tabs.ts'

export interface ListRequest {
  db: Db
  person: Person
  /** Whose orders the person sees in lists over others. */
  scope: TaskScope
  place: TaskPlace
  now: Date
  timezone: string
}

export async function myTasks(request: ListRequest): Promise<TaskList> {
  const { db, person, place } = request
  const texts = taskListTexts[person.language]
  const found = await listMyTasks(db, person.id, place.only, pageOf(place))
  return orderList(request, found, {
    title: place.only === 'open' ? texts.title.mine : texts.title.done.mine,
    none: place.only === 'open' ? texts.noneOf.mine : texts.none,
    line: myLine,
    ways: [openOrDone(place, person.language)],
  })
}

export async function givenTasks(request: ListRequest): Promise<TaskList> {
  const { db, person, place, now } = request
  const texts = taskListTexts[person.language]
  const found = await listGivenTasks(db, person.id, place.only, now, pageOf(place))
  const list = orderList(request, found, {
    title: place.only === 'open' ? texts.title.given : texts.title.done.given,
    none: place.only === 'open' ? texts.noneOf.given : texts.none,
    line: givenLine,
    ways: [
      openOrDone(place, person.language),
      ...(mayGiveTasks(person) ? [{ text: texts.newTask, data: menuButton.pack({ command: 'task' }) }] : []),
    ],
  })
  return { ...list, buttons: found.slice(0, tasksPerPage).map((line) => openGiven(place, line, person)) }
}

export async function overdueTasks(request: ListRequest): Promise<TaskList> {
  const { db, person, scope, place, now } = request
  const texts = taskListTexts[person.language]
  const found = await listOverdueTasks(db, scope, now, pageOf(place))
  return orderList(request, found, { title: texts.title.overdue, none: texts.noneOf.overdue })
}

export async function batchTasks(request: ListRequest): Promise<TaskList> {
  const { db, person, scope, place } = request
  const texts = taskListTexts[person.language]
  const found = await listTasksOfBatch(db, scope, place.of, pageOf(place))
  const back = placeOf('given', { only: place.only, page: place.outer })
  return orderList(request, found, {
    title: texts.title.batch,
    ways: [{ text: texts.back, data: taskListButton.pack(back) }],
  })
}

interface OrderList<L extends TaskLine> {
  title: Html
  none?: Html
  line?: (line: L, reader: LineReader) => Html
  ways?: Button[]
}

/** A page of orders; `found` may hold one more than the page, which tells that there is a next one. */
export function orderList<L extends TaskLine>(
  { person, place, now, timezone }: ListRequest,
  found: readonly L[],
  { title, none, line = lineOfDoer, ways = [] }: OrderList<L>,
): TaskList {
  const { language } = person
  const reader = { personId: person.id, language, now, timezone }
  const shown = found.slice(0, tasksPerPage)
  return {
    title,
    none: none ?? taskListTexts[language].none,
    lines: shown.map((one) => line(one, reader)),
    buttons: shown.map(({ id }) => openFrom(place, id, language)),
    width: 4,
    hasNext: found.length > tasksPerPage,
    ways,
  }
}

export function pageOf({ page }: TaskPlace) {
  return { limit: tasksPerPage, offset: page * tasksPerPage }
}

/** Orders that were given together open to a list of their own. */
function openGiven(place: TaskPlace, line: GivenLine, { language }: Person): Button {
  if (line.size === 1) return openFrom(place, line.id, language)
  const { text } = openFrom(place, line.id, language)
  const batch = placeOf('batch', { of: line.batchId, only: place.only, outer: place.page })
  return { text: `👥 ${text} +${line.size - 1}`, data: taskListButton.pack(batch) }
}
