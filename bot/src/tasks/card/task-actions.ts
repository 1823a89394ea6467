import type { Language } from '../../platform/language.ts'
import type { Button } from '../../telegram/keyboard.ts'
import { type Task, type TaskFacts, taskRefusalOf } from '../task.ts'
import { type TaskButtonAction, taskActionButtons } from '../task-buttons.ts'
import { taskNoticeTexts } from '../task-notice-texts.ts'
import type { TaskActor } from '../task-parties.ts'

/** In rows of a card: what is wanted most comes first, what ends an order without a result comes last. */
const rows = [
  ['acknowledge'],
  ['accept', 'return'],
  ['grant_move', 'refuse_move'],
  ['report'],
  ['ask_to_move'],
  ['comment', 'move'],
  ['reassign'],
  ['cancel'],
] as const satisfies readonly (readonly TaskButtonAction[])[]

type Facts = Omit<TaskFacts, 'deadline'>

/** The actions that are open to a person, in the order in which they are shown. */
export function taskActionsOf(task: Task, person: TaskActor, facts: Facts): TaskButtonAction[] {
  return rows.flat().filter((action) => isOpenTo(task, action, person, facts))
}

/** The actions as buttons of a card. */
export function taskActionRows(task: Task, person: TaskActor, facts: Facts, language: Language): Button[][] {
  const words = taskNoticeTexts[language].buttons
  const press = { taskId: task.id, requestId: facts.moveRequest?.id, reportNo: facts.reports }
  return rows.map((row) =>
    row
      .filter((action) => isOpenTo(task, action, person, facts))
      .map((action) => ({ text: words[action], data: taskActionButtons[action].pack(press) })),
  )
}

function isOpenTo(task: Task, action: TaskButtonAction, person: TaskActor, facts: Facts): boolean {
  // what was asked for may lie behind by now: then it can be refused only
  const deadline = action === 'grant_move' ? facts.moveRequest?.wanted : undefined
  return taskRefusalOf(task, action, person, { ...facts, deadline }) === undefined
}
