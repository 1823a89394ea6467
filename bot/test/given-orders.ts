import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { findPerson } from '../src/people/people-store.ts'
import type { FinishedOrder } from '../src/tasks/issue-tasks.ts'
import type { Task } from '../src/tasks/task.ts'
import { personOf } from './help-desk.ts'
import { createOrderDesk } from './order-desk.ts'
import type { School } from './school.ts'
import { until } from './until.ts'

const dayMs = 24 * 3600 * 1000

/** Monday, 9:00 in Moscow. */
export const monday = new Date('2026-11-23T06:00:00Z')
export const inDays = (days: number) => new Date(monday.getTime() + days * dayMs)

/** Gives orders past the dialogue, ten days ago: their deadline may lie behind by now. The running bot delivers them. */
export function issuer(school: School, giver: PersonDriver) {
  return async (doers: readonly PersonDriver[], changes: Partial<FinishedOrder> = {}): Promise<Task[]> => {
    const desk = createOrderDesk(school.db)
    const responsible = await Promise.all(doers.map((doer) => personOf(school, doer)))
    const order = { deadline: inDays(3), ...changes }
    return desk.issue(await personOf(school, giver), responsible, order, inDays(-10))
  }
}

/** The doers report, and the giver accepts. */
export async function finish(
  school: School,
  giver: PersonDriver,
  ...tasks: (Task | undefined)[]
): Promise<void> {
  const desk = createOrderDesk(school.db)
  const now = monday
  for (const task of tasks) {
    const doer = task?.responsibleId ? await findPerson(school.db, task.responsibleId) : undefined
    if (task === undefined || doer === undefined) throw new Error('no order, or nobody does it')
    const message = { kind: 'report' as const, text: 'Готово' }
    await desk.change({ taskId: task.id, action: 'report', actor: doer, now, message })
    await desk.change({ taskId: task.id, action: 'accept', actor: await personOf(school, giver), now })
  }
}

/** Waits until every order has reached its doer. */
export async function delivered(school: School): Promise<void> {
  await until('all orders are delivered', async () => {
    const { left } = await school.db.one<{ left: number }>(
      sql`select count(*) as left from task where status = 'issued'`,
    )
    return left === 0
  })
}
