import type { PersonContext } from '../../people/identify.ts'
import { may, mayGiveTasks } from '../../people/person.ts'
import { isPrivate } from '../../telegram/is-private.ts'
import { createRouter, type Router } from '../../telegram/router.ts'
import { showTask } from '../card/show-task.ts'
import {
  type TaskListView,
  type TaskPlace,
  taskBackButton,
  taskFromListButton,
  taskListButton,
} from '../card/task-list-buttons.ts'
import type { TaskSettings } from '../task-settings.ts'
import { batchTasks, givenTasks, type ListRequest, myTasks, overdueTasks } from './order-lists.ts'
import { peopleWithTasks, statesOfTasks, tasksOfPerson, tasksOfStatus } from './overview-lists.ts'
import { countTasks } from './task-counts-store.ts'
import { taskListTexts } from './task-list-texts.ts'
import { renderTaskList, type TaskList } from './task-list-view.ts'
import { placeOf } from './task-tabs.ts'

const lists: Record<TaskListView, (request: ListRequest) => Promise<TaskList>> = {
  mine: myTasks,
  given: givenTasks,
  overdue: overdueTasks,
  people: peopleWithTasks,
  person: tasksOfPerson,
  states: statesOfTasks,
  status: tasksOfStatus,
  batch: batchTasks,
}

/** /tasks: the orders that concern a person, or that he oversees. */
export function createTasksRouter({ settings }: { settings: TaskSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('tasks', isPrivate)
  router.command('tasks', (ctx) => showList(ctx, settings))
  router.button(taskListButton, (ctx, place) => showList(ctx, settings, place))
  router.button(taskBackButton, (ctx, place) => showList(ctx, settings, place))
  router.button(taskFromListButton, (ctx, { taskId, ...place }) => showTask(ctx, settings, taskId, place))
  return router
}

/** Orders are nobody else's business: in a group nothing is shown of them. */
export function createTasksInGroupRouter({ settings }: { settings: TaskSettings }): Router<PersonContext> {
  const router = createRouter<PersonContext>('tasks_in_group', (ctx) => !isPrivate(ctx))
  router.command('tasks', (ctx) =>
    ctx.ui.send(taskListTexts[ctx.language].onlyInPrivate(settings.botUsername)),
  )
  return router
}

async function showList(ctx: PersonContext, settings: TaskSettings, wanted?: TaskPlace): Promise<void> {
  const { person, tx: db, now } = ctx
  const scope = may(person, 'oversee_tasks') ? null : { creatorId: person.id }
  const counts = await countTasks(db, { personId: person.id, scope, now })
  // who gives orders and owes none wants to see how his stand
  const first = counts.mine === 0 && mayGiveTasks(person) ? 'given' : 'mine'
  const place = wanted ?? placeOf(first)
  const list = await lists[place.view]({ db, person, scope, place, now, timezone: settings.timezone })
  // the list has become shorter meanwhile
  if (list.buttons.length === 0 && place.page > 0) return showList(ctx, settings, { ...place, page: 0 })
  const { text, keyboard } = renderTaskList(place, list, { person, counts })
  ctx.ui.show(text, keyboard)
}
