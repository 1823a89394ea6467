import { findPersonByTelegramId } from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Database, Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { textParams } from '../../telegram/html.ts'
import { replyMarkup } from '../../telegram/keyboard.ts'
import { changeTask } from '../change-task.ts'
import { taskCardPayload } from '../task-outbox.ts'
import { maySeeTask } from '../task-parties.ts'
import type { TaskSettings } from '../task-settings.ts'
import { lockTask } from '../tasks-store.ts'
import { renderTask } from './task-view.ts'
import { findTaskView, type TaskView } from './task-views-store.ts'

export interface TaskCardDeps {
  db: Database
  api: Api
  settings: TaskSettings
  now: () => Date
}

/**
 * Delivery of `task-card`: the order as it stands now. Once Telegram has taken it for the doer, the order is delivered.
 * After a crash between the two the doer gets the card twice, and the order is delivered once.
 */
export function taskCardDelivery(deps: TaskCardDeps): Delivery {
  const { db, api, settings, now } = deps
  return async ({ chatId, payload }) => {
    const { taskId } = taskCardPayload.parse(payload)
    const view = await findTaskView(db, taskId)
    const reader = view && (await taskReaderOf(db, chatId, view))
    if (view === undefined || reader === undefined) return
    const isForDoer = view.status === 'issued' && view.responsibleId === reader.id
    // what he reads has reached him
    const shown: TaskView = isForDoer ? { ...view, status: 'delivered' } : view
    const { text, keyboard } = renderTask(shown, { reader, now: now(), timezone: settings.timezone })
    const message = { ...textParams(text), reply_markup: replyMarkup(keyboard) }
    await api.call('sendMessage', { chat_id: chatId, ...message })
    if (isForDoer) await noteDelivered(deps, taskId, reader)
  }
}

/** Who reads about an order in a private chat; undefined when he may not see it, now that something is to be sent. */
export async function taskReaderOf(db: Db, chatId: number, view: TaskView): Promise<Person | undefined> {
  const person = await findPersonByTelegramId(db, chatId)
  const coDoerIds = view.coDoers.map(({ id }) => id)
  return person && maySeeTask(view, coDoerIds, person) ? person : undefined
}

async function noteDelivered(
  { db, settings, now }: TaskCardDeps,
  taskId: number,
  doer: Person,
): Promise<void> {
  await db.transaction(async (tx) => {
    // it may have been given to somebody else while the card was on its way: his own card is still to come
    const task = await lockTask(tx, taskId)
    if (task?.responsibleId !== doer.id) return
    // refused when the doer was quicker and acknowledged it
    await changeTask(tx, settings, { taskId, action: 'deliver', actor: null, now: now() })
  })
}
