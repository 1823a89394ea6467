import { mayGiveTasks, type Person } from '../../people/person.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { type TaskListView, type TaskPlace, taskListButton } from '../card/task-list-buttons.ts'
import type { TaskCounts } from './task-counts-store.ts'
import { taskListTexts } from './task-list-texts.ts'

type Tab = 'mine' | 'given' | 'overdue' | 'people' | 'states'

/** Under which tab a list is. */
const tabOf: Record<TaskListView, Tab> = {
  mine: 'mine',
  given: 'given',
  batch: 'given',
  overdue: 'overdue',
  people: 'people',
  person: 'people',
  states: 'states',
  status: 'states',
}

/** The first page of a list. */
export function placeOf(view: TaskListView, more: Partial<TaskPlace> = {}): TaskPlace {
  return { view, of: 0, only: 'open', page: 0, outer: 0, ...more }
}

/** What is over others is for those who give orders, or gave some. */
function seesOthers(person: Person, { hasGiven }: Pick<TaskCounts, 'hasGiven'>): boolean {
  return hasGiven || mayGiveTasks(person)
}

export function tabRows({ view }: TaskPlace, person: Person, counts: TaskCounts): Button[][] {
  const texts = taskListTexts[person.language]
  const tab = (to: Tab, count?: number): Button => ({
    text: `${tabOf[view] === to ? '● ' : ''}${texts.tabs[to]}${count === undefined ? '' : ` · ${count}`}`,
    data: taskListButton.pack(placeOf(to)),
  })
  const mine = tab('mine', counts.mine)
  if (!seesOthers(person, counts)) return [[mine]]
  return [
    [mine, tab('given', counts.given)],
    [tab('overdue', counts.overdue)],
    [tab('people'), tab('states')],
  ]
}
