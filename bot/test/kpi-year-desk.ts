import { loadCalendar } from '../src/calendar/calendar-store.ts'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import { type GeneratedYear, generateYear } from './generated-year.ts'
import { insertMade } from './insert-made.ts'
import { type School, startSchool } from './school.ts'
import { createSlowCalendar, type SlowCalendar } from './slow-calendar.ts'
import { type SlowTask, slowTask } from './slow-task-count.ts'
import { type SlowTicket, slowTicket } from './slow-ticket-count.ts'

/** A running bot in a school with a whole year behind it, and the same year counted slowly. */
export interface KpiYear extends AsyncDisposable {
  school: School
  year: GeneratedYear
  now: Date
  timezone: string
  calendar: SlowCalendar
  /** Those that were not cancelled. */
  tasks: SlowTask[]
  tickets: SlowTicket[]
}

export async function startKpiYear(): Promise<KpiYear> {
  const timezone = 'Europe/Moscow'
  const year = generateYear()
  const now = year.until
  const school = await startSchool({ now: () => now })
  await insertMade(school.db, year)
  const { hoursOn } = createWorkingTime(await loadCalendar(school.db, timezone))
  const calendar = createSlowCalendar(now, timezone, hoursOn)
  return {
    ...{ school, year, now, timezone, calendar },
    tasks: year.tasks.filter(({ status }) => status !== 'cancelled').map((task) => slowTask(task, calendar)),
    tickets: year.tickets.map((ticket) => slowTicket(ticket, calendar)),
    [Symbol.asyncDispose]: () => school[Symbol.asyncDispose](),
  }
}
