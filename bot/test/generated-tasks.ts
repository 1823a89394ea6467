import type { TaskAction, TaskStatus } from '../src/tasks/task.ts'
import type { GeneratedStaff } from './generated-staff.ts'
import { type MadeTask, madeTask, type TaskChoice, tasked } from './made-tasks.ts'
import type { MadePerson } from './made-tickets.ts'
import { gapAfter, type SeededRandom } from './seeded-random.ts'

/** What is done next, by status, and how often. */
const habits: Record<TaskStatus, Partial<Record<TaskAction | 'nothing_more', number>>> = {
  issued: { deliver: 88, acknowledge: 6, report: 3, release: 1, cancel: 2 },
  delivered: { acknowledge: 75, report: 9, ask_to_move: 6, remind: 5, move: 3, cancel: 1, nothing_more: 1 },
  acknowledged: {
    report: 50,
    ask_to_move: 14,
    comment: 10,
    remind: 16,
    move: 4,
    reassign: 2,
    release: 1,
    cancel: 2,
    nothing_more: 1,
  },
  reported: { accept: 77, return: 20, comment: 2, reassign: 1 },
  returned: { report: 80, ask_to_move: 8, remind: 9, move: 2, nothing_more: 1 },
  accepted: { comment: 5, nothing_more: 95 },
  cancelled: { nothing_more: 1 },
}
const dayMs = 86_400_000
const halfHourMs = 1_800_000

/** Orders given at these moments, with lives of all kinds, which break off at the end. */
export function generateTasks(
  random: SeededRandom,
  staff: GeneratedStaff,
  { issued, until }: { issued: readonly Date[]; until: Date },
): MadeTask[] {
  return issued.map((at, index) => {
    let task = madeTask({
      ...{ id: index + 1, creator: random.pick(staff.directors), at, deadline: deadlineAfter(random, at) },
      responsible: random.pick([...staff.teachers, ...staff.specialists]),
    })
    let now = at
    for (let steps = 0; steps < 30; steps += 1) {
      now = gapAfter(random, now)
      const action = random.weighted<TaskAction | 'nothing_more'>(
        task.moveRequest ? { grant_move: 60, refuse_move: 25, report: 15 } : habits[task.status],
      )
      if (now >= until || action === 'nothing_more') break
      task = next(random, staff, task, action, now) ?? task
    }
    return task
  })
}

/** Undefined when the rules do not allow it at this moment. */
function next(
  random: SeededRandom,
  staff: GeneratedStaff,
  task: MadeTask,
  action: TaskAction,
  now: Date,
): MadeTask | undefined {
  const withId = (id: number | null) => staff.all.find((person) => person.id === id)
  const doer = withId(task.responsibleId)
  const wanted = task.moveRequest?.wanted
  if (action === 'grant_move' && (wanted === undefined || wanted <= now)) return undefined
  const choice: TaskChoice = {}
  if (action === 'move' || action === 'ask_to_move') choice.deadline = deadlineAfter(random, now)
  if (action === 'release') choice.responsibleId = null
  if (action === 'reassign') choice.responsibleId = random.pick(staff.teachers).id
  if (choice.deadline?.getTime() === task.deadline.getTime()) return undefined
  if (action === 'reassign' && choice.responsibleId === task.responsibleId) return undefined
  const actors: Partial<Record<TaskAction, MadePerson | null | undefined>> = {
    ...{ deliver: null, remind: null, release: staff.admin },
    ...{ acknowledge: doer, ask_to_move: doer, report: doer },
  }
  const actor = action in actors ? actors[action] : random.pick(staff.directors)
  return actor === undefined ? undefined : tasked(task, action, actor, now, choice)
}

/** On a half hour, up to two weeks ahead, mostly by day. */
function deadlineAfter(random: SeededRandom, at: Date): Date {
  const later = at.getTime() + random.integer(halfHourMs, 14 * dayMs)
  const day = Math.floor(later / dayMs) * dayMs
  const hours = random.next() < 0.85 ? random.integer(12, 30) : random.integer(0, 47)
  const chosen = day + hours * halfHourMs
  return new Date(chosen > at.getTime() ? chosen : chosen + dayMs)
}
