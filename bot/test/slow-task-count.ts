import { isOwed, type TaskStatus } from '../src/tasks/task.ts'
import type { MadeTask } from './made-tasks.ts'
import type { MadePerson } from './made-tickets.ts'
import type { SlowCalendar, SlowPeriod } from './slow-calendar.ts'
import { groupsOf, mean, percent, present } from './slow-figures.ts'

export type SlowTask = ReturnType<typeof slowTask>

/** What kpi_task says of an order that was not cancelled, found by going through its life. */
export function slowTask(task: MadeTask, { now, workingSeconds }: SlowCalendar) {
  const [issued] = task.events
  const firstDeadline = new Date(String(issued?.details['deadline']))
  let deadline = firstDeadline
  let status: TaskStatus = 'issued'
  let report: { at: Date; deadline: Date } | undefined
  const seen = { acknowledged: [] as Date[], reported: [] as Date[], accepted: null as Date | null }
  let moved = 0
  let returned = 0
  for (const { kind, at, to, details } of task.events) {
    if (kind === 'acknowledge') seen.acknowledged.push(at)
    if (kind === 'report') {
      seen.reported.push(at)
      report = { at, deadline }
    }
    if (kind === 'accept') seen.accepted = at
    if (kind === 'return') returned += 1
    if (typeof details['deadline_to'] === 'string') {
      deadline = new Date(details['deadline_to'])
      moved += 1
    }
    status = to
  }
  const isLate = report !== undefined && report.at > report.deadline
  const isPast = isOwed(status) && deadline < now
  const waiting = status === 'reported' ? 'awaiting_acceptance' : isPast ? 'overdue' : 'not_due'
  const accepted = isLate ? 'late' : 'on_time'
  const outcome = status === 'accepted' ? accepted : waiting
  const lateBy = outcome === 'late' && report ? workingSeconds(deadline, report.at) : null
  return {
    task_id: task.id,
    responsible_id: task.responsibleId,
    status,
    issued_at: task.createdAt,
    acknowledged_at: seen.acknowledged[0] ?? null,
    first_reported_at: seen.reported[0] ?? null,
    last_reported_at: seen.reported.at(-1) ?? null,
    accepted_at: seen.accepted,
    first_deadline: firstDeadline,
    deadline,
    moved,
    returned,
    outcome,
    delay_seconds: outcome === 'overdue' ? workingSeconds(deadline, now) : lateBy,
  }
}

/** What kpi_task_period says of orders: every period with the school and each person. */
export function slowTaskPeriods(
  tasks: readonly SlowTask[],
  periods: readonly SlowPeriod[],
  people: readonly MadePerson[],
) {
  return periods.flatMap(({ kind, starts, ends, first_day }) => {
    const isIn = (at: Date) => at >= starts && at < ends
    const concerned = tasks.filter((task) => isIn(task.deadline) || isIn(task.issued_at))
    const period = { kind, starts, ends, first_day }
    const byPerson = [...groupsOf(concerned, ({ responsible_id }) => responsible_id)]
      .filter(([id]) => id !== null)
      .map(([id, group]) => {
        const name = people.find((person) => person.id === id)?.name
        return { ...period, person_id: id, person_name: name, ...slowTaskFigures(group, isIn) }
      })
    return [
      { ...period, person_id: null, person_name: null, ...slowTaskFigures(concerned, isIn) },
      ...byPerson,
    ]
  })
}

/** The figures of some orders together, for the period that `isIn` knows. */
export function slowTaskFigures(tasks: readonly SlowTask[], isIn: (at: Date) => boolean) {
  const due = tasks.filter(({ deadline }) => isIn(deadline))
  const count = (wanted: SlowTask['outcome']) => due.filter(({ outcome }) => outcome === wanted).length
  const figures = {
    issued: tasks.filter(({ issued_at }) => isIn(issued_at)).length,
    due: due.length,
    done: count('on_time') + count('late'),
    on_time: count('on_time'),
    late: count('late'),
    overdue: count('overdue'),
    awaiting_acceptance: count('awaiting_acceptance'),
    not_due: count('not_due'),
    returned: due.filter(({ returned }) => returned > 0).length,
    moved: due.filter(({ moved }) => moved > 0).length,
    mean_delay_seconds: mean(present(due.map(({ delay_seconds }) => delay_seconds))),
  }
  return { ...figures, discipline_percent: percent(figures.on_time, figures.late + figures.overdue) }
}
