import assert from 'node:assert/strict'
import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import type { Task } from '../src/tasks/task.ts'
import { says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { createOrderDesk, type OrderDesk } from './order-desk.ts'
import { type School, startSchool } from './school.ts'
import { until } from './until.ts'

/** A school in which a director gives orders to a teacher, whom another one helps, and others try what is not theirs. */
export interface OrderRights extends AsyncDisposable {
  school: School
  orders: OrderDesk
  director: PersonDriver
  doer: PersonDriver
  helper: PersonDriver
  /** An order to the teacher, once it is delivered. */
  issue(changes?: { giver?: PersonDriver; to?: PersonDriver; text?: string }): Promise<Task>
  /** The teacher reports. */
  report(task: Task, text?: string): Promise<Task>
  /** All that orders and permissions are. */
  state(): Promise<unknown>
}

export async function startOrderRights(): Promise<OrderRights> {
  const school = await startSchool()
  const orders = createOrderDesk(school.db)
  const director = await school.person('Елена Викторовна', 'director')
  const doer = await school.person('Мария', 'staff')
  const helper = await school.person('Анна', 'staff')
  return {
    ...{ school, orders, director, doer, helper },
    async issue({ giver = director, to = doer, text = 'Сдать журнал' } = {}) {
      const coDoerIds = [(await personOf(school, helper)).id]
      const people = [await personOf(school, to)]
      const [task] = await orders.issue(await personOf(school, giver), people, { text, coDoerIds })
      assert.ok(task)
      await to.waitFor(says(`Поручение №${task.id}`), { since: 'start' })
      await until('the order is delivered', async () => (await orders.task(task.id)).status === 'delivered')
      return orders.task(task.id)
    },
    report: async ({ id: taskId }, text = 'Готово') =>
      orders.change({
        ...{ taskId, action: 'report', actor: await personOf(school, doer), now: new Date() },
        message: { kind: 'report', text },
      }),
    state: () =>
      school.db.one(sql`
        select (select json_agg(t order by t.id) from task t) as tasks,
          (select json_agg(e order by e.id) from task_event e where e.kind <> 'deliver') as events,
          (select json_agg(m order by m.id) from task_message m) as messages,
          (select json_agg(r order by r.id) from task_move_request r) as requests,
          (select json_agg(c order by c.task_id, c.person_id) from task_co_doer c) as helpers,
          (select count(*) from task_batch) as batches,
          (select count(*) from person where gives_tasks) as givers`),
    [Symbol.asyncDispose]: () => school[Symbol.asyncDispose](),
  }
}

/** Who presses more in a few seconds is asked to slow down. */
export const pressesOfOne = 30

/** Presses a button that the person was never shown, or no longer; gives the answer. */
export async function forge(person: PersonDriver, data: string): Promise<string> {
  const pressed = await person.pressData(data, { forge: true })
  const { text = '' } = await pressed.answered()
  assert.ok(!text.includes('Слишком быстро'), 'the press was refused for its speed alone')
  return text
}
