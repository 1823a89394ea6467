import sql from 'sql-template-tag'
import type { Person } from '../src/people/person.ts'
import type { TaskCommand } from '../src/tasks/change-task.ts'
import type { FinishedOrder } from '../src/tasks/issue-tasks.ts'
import type { Task } from '../src/tasks/task.ts'
import { createTestDatabase } from './database.ts'
import { createOrderDesk, type OrderDesk } from './order-desk.ts'

export const now = new Date('2026-11-23T09:00:00Z')
export const deadline = new Date('2026-11-26T12:00:00Z')
/** The deadline that the doer asks for. */
export const wanted = new Date('2026-11-30T12:00:00Z')
export const photo = { kind: 'photo', fileId: 'file', fileUniqueId: 'unique' } as const

type Action = TaskCommand['action']
/** What goes with an action. */
export type More = Omit<TaskCommand, 'taskId' | 'now' | 'actor' | 'action'>

/** A deputy who gives orders, the director, a teacher who does them and one who helps, at one moment. */
export interface OrderCast extends AsyncDisposable {
  desk: OrderDesk
  giver: Person
  director: Person
  doer: Person
  helper: Person
  /** An order of the giver to the doer with the helper; nothing is owed for it any more. */
  issue(changes?: Partial<FinishedOrder>): Promise<Task>
  act(task: Task, action: Action, actor: Person | null, more?: More): Promise<Task>
  /** How it was refused. */
  refused(task: Task, action: Action, actor: Person | null, more?: More): Promise<string>
  /** After the first one. */
  eventsOf(task: Task): Promise<EventRow[]>
  messagesOf(task: Task): Promise<{ kind: string; author: number; text: string; files: number }[]>
  requestsOf(task: Task): Promise<RequestRow[]>
  /** Who is owed what: the first line of each message without its marks, for a delivery its kind. */
  told(): Promise<Record<string, string[]>>
}

interface EventRow {
  kind: string
  actor: number | null
  from: string | null
  to: string
  details: Record<string, unknown>
}

interface RequestRow {
  answer: string | null
  answeredBy: number | null
  wanted: Date
  reason: string
}

export async function createOrderCast(): Promise<OrderCast> {
  const database = await createTestDatabase()
  const desk = createOrderDesk(database.db)
  const giver = await desk.person('Завуч', 'staff', { givesTasks: true })
  const director = await desk.person('Директор', 'director')
  const doer = await desk.person('Мария')
  const helper = await desk.person('Anna', 'staff', { language: 'en' })
  return {
    ...{ desk, giver, director, doer, helper },
    async issue(changes = {}) {
      const order = { coDoerIds: [helper.id], deadline, ...changes }
      const [task] = await desk.issue(giver, [doer], order, now)
      if (task === undefined) throw new Error('nothing was issued')
      await desk.forgetOwed()
      return task
    },
    act: (task, action, actor, more = {}) => desk.change({ taskId: task.id, action, actor, now, ...more }),
    async refused(task, action, actor, more = {}) {
      const { kind } = await desk.try({ taskId: task.id, action, actor, now, ...more })
      if (kind === 'changed') throw new Error(`${action} was not refused`)
      return kind
    },
    eventsOf: (task) =>
      desk.db.many<EventRow>(sql`
        select kind, actor_id as actor, from_status as "from", to_status as "to", details
        from task_event where task_id = ${task.id} and kind <> 'issue' order by id`),
    messagesOf: (task) =>
      desk.db.many(sql`
        select kind, author_id as author, text,
          (select count(*) from task_attachment a where a.message_id = m.id) as files
        from task_message m where task_id = ${task.id} order by id`),
    requestsOf: (task) =>
      desk.db.many<RequestRow>(sql`
        select answer, answered_by as "answeredBy", wanted, reason
        from task_move_request where task_id = ${task.id} order by id`),
    async told() {
      const all: Record<string, string[]> = {}
      for (const person of [giver, director, doer, helper]) {
        const lines = (await desk.owedTo(person)).map(({ kind, text }) => {
          const [line = ''] = text.split('\n')
          return kind === 'call' ? line.replace(/<[^>]*>/g, '') : kind
        })
        if (lines.length > 0) all[person.name] = lines
      }
      return all
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
