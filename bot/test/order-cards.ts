import sql from 'sql-template-tag'
import type { PersonDriver } from '../../sandbox/src/driver.ts'
import { says } from './chat.ts'
import { createOrderDesk } from './order-desk.ts'
import type { School } from './school.ts'
import { until } from './until.ts'

/** Whether a message is the card of the order. */
export const card = (id: number, ...words: string[]) => says(`Поручение №${id} ·`, ...words)

/** A school where a director, Анна, gives orders to Мария, and Пётр may help. */
export async function orderSchool(school: School) {
  return {
    desk: createOrderDesk(school.db),
    head: await school.person('Анна', 'director'),
    doer: await school.person('Мария', 'staff'),
    helper: await school.person('Пётр', 'staff'),
  }
}

/** Who made the order a delivered one, once for each time: the system alone. */
export async function deliveries(school: School, taskId: number): Promise<(number | null)[]> {
  const rows = await school.db.many<{ actorId: number | null }>(sql`
    select actor_id as "actorId" from task_event where task_id = ${taskId} and kind = 'deliver'`)
  return rows.map(({ actorId }) => actorId)
}

export async function times(person: PersonDriver, words: string): Promise<number> {
  return (await person.messages()).filter(says(words)).length
}

/** Waits until nothing is owed to anybody. */
export async function settled(school: School): Promise<void> {
  await until('nothing is owed', async () => {
    const { owed } = await school.db.one<{ owed: number }>(sql`select count(*) as owed from outbox`)
    return owed === 0
  })
}
