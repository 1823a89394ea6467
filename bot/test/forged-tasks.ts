import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as acting from '../src/tasks/acting/acting-buttons.ts'
import { dueDialogue } from '../src/tasks/acting/ask-for-deadline.ts'
import {
  type TaskPlace,
  taskBackButton,
  taskFromListButton,
  taskListButton,
  taskListViews,
} from '../src/tasks/card/task-list-buttons.ts'
import * as givers from '../src/tasks/givers/givers-buttons.ts'
import * as issuing from '../src/tasks/issuing/issuing-buttons.ts'
import { orderDeadline } from '../src/tasks/issuing/order-dialogue.ts'
import {
  openTaskButton,
  taskActionButtons,
  taskFilesButton,
  taskHistoryButton,
} from '../src/tasks/task-buttons.ts'

export interface Forgery {
  taskId: number
  batchId: number
  /** Somebody else. */
  personId: number
  /** Of a dialogue of somebody else, or of none. */
  draft: string
}

/** The buttons that are about one order; every action there is, also those that come later. */
export function forgedOnTask({ taskId, batchId, personId }: Forgery): string[] {
  const places = taskListViews.map(
    (view): TaskPlace => ({
      view,
      of: view === 'batch' ? batchId : personId,
      only: 'open',
      page: 0,
      outer: 0,
    }),
  )
  return [
    ...Object.values(taskActionButtons).map((button) => button.pack({ taskId })),
    openTaskButton.pack({ taskId }),
    taskHistoryButton.pack({ taskId }),
    taskFilesButton.pack({ taskId }),
    `task_hist_page:${taskId}:0`,
    ...places.flatMap((place) => [
      taskListButton.pack(place),
      taskBackButton.pack(place),
      taskFromListButton.pack({ taskId, ...place }),
    ]),
  ]
}

/** The buttons of dialogues, and those that need none. */
export function forgedOfDialogues({ taskId, personId, draft }: Forgery): string[] {
  const { doerButton, groupButton, doersPageButton, orderMoveButton, editOrderButton, importanceButton } =
    issuing
  const when = { draft, move: 'at', when: '203011271500' } as const
  return [
    acting.leaveActingButton.pack({ draft, taskId }),
    acting.sendGatheredButton.pack({ draft, taskId }),
    acting.readyReportButton.pack({ draft, taskId }),
    acting.skipReasonButton.pack({ draft, taskId }),
    acting.otherDeadlineButton.pack({ draft, taskId }),
    acting.cancelSurelyButton.pack({ draft, taskId }),
    acting.toDoerButton.pack({ draft, taskId, personId }),
    acting.doersPageButton.pack({ draft, taskId, page: 0 }),
    acting.allDoersButton.pack({ draft, taskId }),
    dueDialogue.button.pack(when),
    orderDeadline.button.pack(when),
    doerButton.pack({ draft, of: 'people', how: 'only', personId, page: 0 }),
    groupButton.pack({ draft, of: 'people', how: 'tick', role: 'staff', page: 0 }),
    doersPageButton.pack({ draft, of: 'people', page: 1 }),
    orderMoveButton.pack({ draft, from: 'check', move: 'done' }),
    editOrderButton.pack({ draft, step: 'people' }),
    importanceButton.pack({ draft, importance: 'high' }),
    issuing.sendOrderButton.pack({ draft, revision: 1 }),
    issuing.dropOrderButton.pack({ draft }),
    issuing.resumeOrderButton.pack({ draft }),
    issuing.anewOrderButton.pack({ draft }),
    givers.giversListButton.pack({ filter: 'directed', page: 0 }),
    givers.giversSearchButton.pack({}),
    givers.giversFoundButton.pack({ page: 0 }),
    givers.setGiverButton.pack({ id: personId, to: 'allowed', list: 'directed', page: 0 }),
    'menu:task',
    'menu:givers',
  ]
}

/** What no button of ours ever said. */
export const forgedNonsense = [
  'task:2147483647',
  'task_accept:99999999999999999999',
  'task_accept:-1',
  'task_accept:1:x',
  'task_accept:1:2:3',
  'task_list:all:0:open:0:0',
  'task_from:1',
  'giver:1:owner:directed:0',
  'ta_to:zzzzzzzz:1',
]

/** The kinds of buttons that the sources of orders define: what has to be forged. */
export function taskButtonKinds(): string[] {
  const root = join(import.meta.dirname, '../src/tasks')
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    // what a comment shows is no button
    .map((path) => readFileSync(join(root, path), 'utf8').replaceAll(/^ *\*.*$/gm, ''))
  const kinds = /(?:callbackData|createDeadlineDialogue)\(\s*['`]([a-z_]+)(?=['`])/g
  const written = sources.flatMap((source) => [...source.matchAll(kinds)].map(([, kind = '']) => kind))
  return [...written, ...Object.values(taskActionButtons).map(({ prefix }) => prefix)]
}
