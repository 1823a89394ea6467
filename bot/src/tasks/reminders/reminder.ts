import type { WorkingTime } from '../../calendar/working-time.ts'
import { createLocalClock } from '../../platform/local-date.ts'
import { isOwed, type Task } from '../task.ts'
import type { TaskSettings } from '../task-settings.ts'
import { createSchoolMoments } from './school-moments.ts'

/** What the doer is told: `before_24h`, `deadline`, `overdue_2026-11-27`. */
export type DoerStep = `before_${number}h` | 'deadline' | `overdue_${string}`
export type LateStep = 'late_giver' | 'late_directors'
/** Each is taken once for one deadline of an order. */
export type ReminderStep = DoerStep | LateStep

/** What decides which reminders of an order are due. */
export interface RemindedTask extends Pick<Task, 'status' | 'deadline'> {
  taskId: number
  /** When the doer was last given the order: as a new one, anew, for rework, or with another deadline. */
  since: Date
  /** Somebody active is responsible. */
  hasDoer: boolean
  /** Some directors would not learn as givers that the order is late. */
  hasOtherDirectors: boolean
  /** Steps that were taken for this deadline. */
  given: readonly string[]
}

export type ReminderRules = Pick<
  TaskSettings,
  'timezone' | 'remindHoursBefore' | 'tellGiverAfterWorkingDays' | 'tellDirectorsAfterWorkingDays'
>

/** The steps that are due for an order: to the doer at most one, to the others each that was not taken. */
export type DueSteps = (task: RemindedTask, now: Date) => ReminderStep[]

/** A reminder and when it is due; where that is outside working time, it may wait until `at`. */
interface Reminder {
  step: DoerStep
  due: Date
  at: Date
}

const hourMs = 3_600_000

/**
 * Of the reminders to the doer only the newest whose time has come counts: it takes the place of those missed before
 * it. None is due whose time lay before the doer was given the order as it stands.
 */
export function createDueSteps(rules: ReminderRules, time: WorkingTime): DueSteps {
  const clock = createLocalClock(rules.timezone)
  const moments = createSchoolMoments(time)
  const nearestFirst = [...new Set(rules.remindHoursBefore)]
    .filter((hours) => hours > 0)
    .sort((a, b) => a - b)

  function newestReminder(deadline: Date, now: Date): Reminder | undefined {
    const opening = time.openingsBetween(deadline, now).at(-1)
    if (opening) return { step: `overdue_${dayOf(opening)}`, due: opening, at: opening }
    if (deadline <= now) return { step: 'deadline', due: deadline, at: deadline }
    const before = (hours: number) => new Date(deadline.getTime() - hours * hourMs)
    const index = nearestFirst.findIndex((hours) => before(hours) <= now)
    const hours = nearestFirst[index]
    if (hours === undefined) return undefined
    const due = before(hours)
    return { step: `before_${hours}h`, due, at: moments.openingOr(due, before(nearestFirst[index - 1] ?? 0)) }
  }

  function dayOf(at: Date): string {
    const { year, month, day } = clock.localTimeOf(at)
    return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
  }

  function doerSteps({ deadline, since, given }: RemindedTask, now: Date): DoerStep[] {
    const reminder = newestReminder(deadline, now)
    if (reminder === undefined || reminder.due <= since) return []
    const { step, at } = reminder
    // also when the calendar or the rules have changed since: never an older one after a newer
    const isNews = given.every((other) => rankOf(other) < rankOf(step))
    return isNews && moments.isTimeFor(at, now) ? [step] : []
  }

  function lateSteps({ deadline, since, given, hasOtherDirectors }: RemindedTask, now: Date): LateStep[] {
    const isDue = (step: LateStep, from: Date, days: number) => {
      if (from > now || given.includes(step)) return false
      const at = moments.afterWorkingDays(from, days)
      return at !== undefined && moments.isTimeFor(at, now)
    }
    // who has just returned the order, or given it to another, knows that it is late
    const giverWaitsFrom = since > deadline ? since : deadline
    return [
      ...(isDue('late_giver', giverWaitsFrom, rules.tellGiverAfterWorkingDays)
        ? ['late_giver' as const]
        : []),
      ...(hasOtherDirectors && isDue('late_directors', deadline, rules.tellDirectorsAfterWorkingDays)
        ? ['late_directors' as const]
        : []),
    ]
  }

  return (task, now) => {
    if (!isOwed(task.status)) return []
    return [...(task.hasDoer ? doerSteps(task, now) : []), ...lateSteps(task, now)]
  }
}

/** Reminders to the doer in the order of their times; the other steps have no place among them. */
function rankOf(step: string): number {
  const [, hours, day] = /^(?:before_(\d+)h|overdue_([\d-]+))$/.exec(step) ?? []
  if (hours !== undefined) return -Number(hours)
  if (day !== undefined) return Date.parse(day)
  return step === 'deadline' ? 0 : Number.NEGATIVE_INFINITY
}
