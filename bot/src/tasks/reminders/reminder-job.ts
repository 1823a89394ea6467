import { TransientFault } from '../../platform/fault.ts'
import type { Database } from '../../platform/postgres.ts'
import type { TaskSettings } from '../task-settings.ts'
import { remindTask } from './remind-task.ts'
import { createDueSteps } from './reminder.ts'
import { listRemindedTasks, type RemindedPage } from './reminders-store.ts'

export interface ReminderDeps {
  db: Database
  settings: TaskSettings
  now: () => Date
}

const batch = 200
const hourMs = 3_600_000

/**
 * Goes through the orders that are owed and due soon, or overdue. Each is changed in a transaction of its own, so that
 * a long downtime makes many small ones and an order that fails stops no other; the failures are thrown at the end.
 */
export async function remindTasks({ db, settings, now }: ReminderDeps, signal?: AbortSignal): Promise<void> {
  const at = now()
  const dueSteps = createDueSteps(settings, await settings.schoolTime.read())
  const until = new Date(at.getTime() + Math.max(0, ...settings.remindHoursBefore) * hourMs)
  const failures: unknown[] = []
  for (let after: RemindedPage['after']; ; ) {
    const tasks = await listRemindedTasks(db, { until, after, limit: batch })
    for (const task of tasks) {
      if (signal?.aborted) return
      try {
        if (dueSteps(task, at).length > 0) await remindTask(db, settings, dueSteps, task.taskId, at)
      } catch (error) {
        // somebody holds this one order for long; when the database is away, the others would only wait too
        if (error instanceof TransientFault && !error.isTimeout) throw error
        failures.push(error)
      }
    }
    after = tasks.at(-1)
    if (after === undefined || tasks.length < batch) break
  }
  if (failures.length > 0) throw new AggregateError(failures, 'reminding of some orders failed')
}
