import type { Database } from '../../platform/postgres.ts'
import { changeTask, type TaskCommand } from '../change-task.ts'
import type { TaskSettings } from '../task-settings.ts'
import { lockTask } from '../tasks-store.ts'
import type { DueSteps, ReminderStep } from './reminder.ts'
import { findRemindedTask, insertReminder } from './reminders-store.ts'

/**
 * Takes the steps that are due for an order. What is due is decided under the lock of the order: of two who come at
 * once, the second sees what the first did.
 */
export async function remindTask(
  db: Database,
  settings: TaskSettings,
  dueSteps: DueSteps,
  taskId: number,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockTask(tx, taskId)
    const task = await findRemindedTask(tx, taskId)
    if (task === undefined) return
    for (const step of dueSteps(task, now)) {
      if (!(await insertReminder(tx, task, step, now))) continue
      const command = { taskId, actor: null, now, details: { step }, ...actionOf(step) }
      const changed = await changeTask(tx, settings, command)
      // an order that is owed can be reminded of: a refusal is a mistake of ours, and the step is not taken
      if (changed.kind !== 'changed') throw new Error(`${step} was refused: ${changed.kind}`)
    }
  })
}

function actionOf(step: ReminderStep): Pick<TaskCommand, 'action' | 'to'> {
  if (step === 'late_giver') return { action: 'escalate', to: 'givers' }
  if (step === 'late_directors') return { action: 'escalate', to: 'directors' }
  return { action: 'remind' }
}
