import type { PersonContext } from '../../people/identify.ts'
import { idField } from '../../telegram/callback-data.ts'
import type { TaskSettings } from '../task-settings.ts'
import { showTask, tellNoTask } from './show-task.ts'

/** Opens the order of a deep link: `value` is the `42` of `/start o_42`. */
export function openLinkedTask(settings: Pick<TaskSettings, 'timezone'>) {
  return async (ctx: PersonContext, value: string): Promise<void> => {
    const taskId = idField.safeParse(value)
    if (taskId.success) await showTask(ctx, settings, taskId.data)
    else tellNoTask(ctx)
  }
}
