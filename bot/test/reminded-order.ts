import type { SpecialDay } from '../src/calendar/school-calendar.ts'
import { createWorkingTime } from '../src/calendar/working-time.ts'
import { createDueSteps, type RemindedTask, type ReminderRules } from '../src/tasks/reminders/reminder.ts'

const byDay = { opens: 8 * 60, closes: 18 * 60 }
export const usualWeek = [byDay, byDay, byDay, byDay, byDay, null, null]
const usualRules: ReminderRules = {
  timezone: 'Europe/Moscow',
  remindHoursBefore: [72, 24, 1],
  tellGiverAfterWorkingDays: 1,
  tellDirectorsAfterWorkingDays: 2,
}

export interface School {
  rules?: Partial<ReminderRules>
  week?: (typeof byDay | null)[]
  specialDays?: SpecialDay[]
}

/** «23.11 15:00» in Moscow; 23 November 2026 is a Monday. */
export function moscow(text: string): Date {
  const [day = '', time = ''] = text.split(' ')
  const [date, month] = day.split('.')
  return new Date(`2026-${month}-${date}T${time}+03:00`)
}

export function order(deadline: string, changes: Partial<RemindedTask> = {}): RemindedTask {
  return {
    ...{ taskId: 1, status: 'acknowledged', deadline: moscow(deadline), since: moscow('02.11 09:00') },
    ...{ hasDoer: true, hasOtherDirectors: true, given: [], ...changes },
  }
}

const hourMs = 3_600_000

function dueStepsOf({ rules, week = usualWeek, specialDays = [] }: School = {}) {
  const timeZone = 'Europe/Moscow'
  return createDueSteps({ ...usualRules, ...rules }, createWorkingTime({ timeZone, week, specialDays }))
}

export function due(task: RemindedTask, now: string, school: School = {}): string[] {
  return dueStepsOf(school)(task, moscow(now))
}

/** All that is said of an order when the job runs every minute, between two moments. */
export function told(task: RemindedTask, [from, to]: [string, string], school: School = {}): string[] {
  const dueSteps = dueStepsOf(school)
  const given: string[] = [...task.given]
  const lines: string[] = []
  for (let ms = moscow(from).getTime(); ms <= moscow(to).getTime(); ms += 60_000) {
    for (const step of dueSteps({ ...task, given }, new Date(ms))) {
      given.push(step)
      const [date = '', time = ''] = new Date(ms + 3 * hourMs).toISOString().split('T')
      const [, month, day] = date.split('-')
      lines.push(`${day}.${month} ${time.slice(0, 5)} ${step}`)
    }
  }
  return lines
}
