import assert from 'node:assert/strict'
import sql from 'sql-template-tag'
import { ensureCalendar } from '../src/calendar/ensure-calendar.ts'
import type { Person } from '../src/people/person.ts'
import { remindTasks } from '../src/tasks/reminders/reminder-job.ts'
import type { Task } from '../src/tasks/task.ts'
import { createTestDatabase } from './database.ts'
import { createOrderDesk, type OrderDesk } from './order-desk.ts'

/** In November 2026, in Moscow; the 23rd is a Monday. */
export const moscow = (text: string) => new Date(`2026-11-${text}+03:00`)
export const given = moscow('23T09:00')
/** A Thursday. */
export const deadline = moscow('26T15:00')

/** A school that works from Monday to Friday from 8 to 18, and the job of its reminders. */
export interface ReminderDesk extends AsyncDisposable {
  desk: OrderDesk
  doer: Person
  deputy: Person
  director: Person
  /** Gives an order to the doer; nothing is owed for it any more. */
  issue(giver: Person): Promise<Task>
  runAt(at: Date): Promise<void>
  /** Two replicas run the job at once. */
  runTwiceAt(at: Date): Promise<void>
  stepsOf(task: Task): Promise<string[]>
  /** Nobody owes anything, nothing is owed to anybody. */
  clear(): Promise<void>
}

export async function createReminderDesk(): Promise<ReminderDesk> {
  const database = await createTestDatabase()
  const { db } = database
  const byDay = { opens: 480, closes: 1080 }
  await ensureCalendar(db, {
    timezone: 'Europe/Moscow',
    week: [byDay, byDay, byDay, byDay, byDay, null, null],
  })
  const desk = createOrderDesk(db)
  const doer = await desk.person('Анна')
  const deputy = await desk.person('Завуч', 'staff', { givesTasks: true })
  const director = await desk.person('Директор', 'director')
  const runAt = (at: Date) => remindTasks({ db, settings: desk.settings, now: () => at })
  return {
    ...{ desk, doer, deputy, director, runAt },
    async issue(giver) {
      const [task] = await desk.issue(giver, [doer], { deadline }, given)
      assert.ok(task)
      await desk.forgetOwed()
      return task
    },
    runTwiceAt: async (at) => void (await Promise.all([runAt(at), runAt(at)])),
    async stepsOf({ id }) {
      const rows = await db.many<{ step: string }>(sql`
        select step from task_reminder where task_id = ${id} order by step`)
      return rows.map(({ step }) => step)
    },
    async clear() {
      await db.run(sql`update task set status = 'cancelled'`)
      await db.run(sql`update person set status = 'active'`)
      await desk.forgetOwed()
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
