import sql from 'sql-template-tag'
import type { Db } from '../platform/postgres.ts'

export interface TaskFigures {
  total: number
  done: number
  overdue: number
  /** Orders of which something can still come, by status. */
  open: Record<string, number>
}

/** At one moment. Reads the counts that a trigger keeps, and of the orders the index of those owed. */
export function readTaskFigures(db: Db): Promise<TaskFigures> {
  return db.one<TaskFigures>(sql`
    select (select tasks from kpi_tasks_total) as total, (select tasks from kpi_tasks_done) as done,
      (select tasks from kpi_tasks_overdue) as overdue,
      (select json_object_agg(status, tasks) from task_count where status not in ('accepted', 'cancelled')) as open`)
}

export interface BreachCount {
  clock: 'first_response' | 'resolution'
  breaches: number
}

/** How often tickets missed a target so far: two rows that a trigger keeps. */
export function countBreaches(db: Db): Promise<BreachCount[]> {
  return db.many<BreachCount>(sql`select clock, breaches from ticket_breach_count`)
}
