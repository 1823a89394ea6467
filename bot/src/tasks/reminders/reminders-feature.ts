import type { JobParts } from '../../telegram/feature.ts'
import { type ReminderDeps, remindTasks } from './reminder-job.ts'

/** Reminders and escalations, every minute. The next run does what a failed one left, so none is repeated. */
export function createReminderJobs(deps: ReminderDeps) {
  return {
    tasks: {
      remind_tasks: (_payload, { abortSignal }) => remindTasks(deps, abortSignal),
    },
    crons: [{ task: 'remind_tasks', match: '* * * * *', options: { maxAttempts: 1 } }],
  } satisfies JobParts
}
