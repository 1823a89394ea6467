import type { Collector } from '../platform/collectors.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database } from '../platform/postgres.ts'
import { countBreaches, readTaskFigures } from './kpi-gauges-store.ts'

/** The figures of orders, and missed targets of tickets. */
export function kpiCollectors(db: Database, metrics: Metrics): Collector[] {
  function clearTasks(): void {
    metrics.tasksTotal.remove()
    metrics.tasksDone.remove()
    metrics.tasksOverdue.remove()
    metrics.tasks.reset()
  }
  // a gauge without labels begins at 0, which is wrong until it is read
  clearTasks()
  return [
    {
      name: 'tasks',
      async read() {
        const { total, done, overdue, open } = await readTaskFigures(db)
        metrics.tasksTotal.set(total)
        metrics.tasksDone.set(done)
        metrics.tasksOverdue.set(overdue)
        for (const [status, tasks] of Object.entries(open)) metrics.tasks.set({ status }, tasks)
      },
      clear: clearTasks,
    },
    {
      name: 'sla_breaches',
      async read() {
        const counts = await countBreaches(db)
        // a counter cannot be set; nobody scrapes in between
        metrics.slaBreaches.reset()
        for (const { clock, breaches } of counts) metrics.slaBreaches.inc({ clock }, breaches)
      },
      clear: () => metrics.slaBreaches.reset(),
    },
  ]
}
