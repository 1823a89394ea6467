import type { Message, PersonDriver } from '../../sandbox/src/driver.ts'
import type { Language } from '../src/platform/language.ts'
import type { FinishedOrder } from '../src/tasks/issue-tasks.ts'
import type { Task } from '../src/tasks/task.ts'
import { says } from './chat.ts'
import { personOf } from './help-desk.ts'
import { createOrderDesk } from './order-desk.ts'
import { type School, startSchool } from './school.ts'

/** Monday noon in Moscow. */
export const monday = new Date('2026-11-23T09:00:00Z')
/** Thursday, 15:00 in Moscow. */
export const thursday = new Date('2026-11-26T12:00:00Z')

/** A running bot with a director, a teacher who gets orders and one who helps with them. */
export interface OrderSchool extends AsyncDisposable {
  school: School
  director: PersonDriver
  doer: PersonDriver
  helper: PersonDriver
  /** Gives an order past the dialogue; the running bot delivers it. */
  issue(changes?: Partial<FinishedOrder>): Promise<Task>
  taskOf(id: number): Promise<Task>
  /** The clock of the school. */
  setNow(now: Date): void
}

export async function startOrderSchool(language: Language = 'ru'): Promise<OrderSchool> {
  let now = monday
  const school = await startSchool({ now: () => now })
  const director = await school.person('Елена', 'director', { language })
  const doer = await school.person('Мария', 'staff', { language })
  const helper = await school.person('Анна', 'staff', { language })
  const desk = createOrderDesk(school.db)
  return {
    ...{ school, director, doer, helper },
    async issue(changes = {}) {
      const coDoerIds = [(await personOf(school, helper)).id]
      const order = { coDoerIds, deadline: thursday, ...changes }
      const [giver, responsible] = [await personOf(school, director), await personOf(school, doer)]
      const [task] = await desk.issue(giver, [responsible], order, now)
      if (task === undefined) throw new Error('nothing was issued')
      return task
    },
    taskOf: desk.task,
    setNow(at) {
      now = at
    },
    [Symbol.asyncDispose]: () => school[Symbol.asyncDispose](),
  }
}

/** Whether a message is the card of an order in this state. */
export function isCard(number: string, ...words: string[]): (message: Message) => boolean {
  return (message) => says(`${number} ·`, ...words)(message)
}
