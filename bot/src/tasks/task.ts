import { isTaskParty, maySeeTask, type TaskActor, type TaskParty } from './task-parties.ts'

/** The life of an order. `delivered`: Telegram took the message; `acknowledged`: the doer said that he has read it. */
export const taskStatuses = [
  'issued',
  'delivered',
  'acknowledged',
  'reported',
  'returned',
  'accepted',
  'cancelled',
] as const
export type TaskStatus = (typeof taskStatuses)[number]

export const importances = ['high', 'normal'] as const
export type Importance = (typeof importances)[number]

/** An order (поручение) to one person; several orders of one batch were given together. */
export interface Task {
  /** Also its number. */
  id: number
  batchId: number
  creatorId: number
  /** Who answers for it; null when he has gone and nobody took his place yet. */
  responsibleId: number | null
  text: string
  importance: Importance
  /** In force now. */
  deadline: Date
  status: TaskStatus
  createdAt: Date
  statusSince: Date
}

/** Whether the doer still owes his report: what can be overdue, and what is reminded of. */
export function isOwed(status: TaskStatus): boolean {
  return status === 'issued' || status === 'delivered' || status === 'acknowledged' || status === 'returned'
}

/** Whether anything can still come of it. */
export function isOpen(status: TaskStatus): boolean {
  return status !== 'accepted' && status !== 'cancelled'
}

/** A doer asks for another deadline; one request at a time. */
export interface MoveRequest {
  id: number
  wanted: Date
  reason: string
  askedAt: Date
}

interface Transition {
  by: readonly TaskParty[]
  from: readonly TaskStatus[]
  /** The status afterwards; `same` leaves it. */
  to: TaskStatus | 'same'
}

const owed = ['issued', 'delivered', 'acknowledged', 'returned'] as const
const open = [...owed, 'reported'] as const

/** All that can be done to an order. What is not here is refused. */
export const taskTransitions = {
  deliver: { by: ['system'], from: ['issued'], to: 'delivered' },
  acknowledge: { by: ['doer'], from: ['issued', 'delivered'], to: 'acknowledged' },
  ask_to_move: { by: ['doer'], from: owed, to: 'same' },
  grant_move: { by: ['giver'], from: open, to: 'same' },
  refuse_move: { by: ['giver'], from: open, to: 'same' },
  // by the giver's own will, earlier or later
  move: { by: ['giver'], from: owed, to: 'same' },
  report: { by: ['doer'], from: owed, to: 'reported' },
  accept: { by: ['giver'], from: ['reported'], to: 'accepted' },
  return: { by: ['giver'], from: ['reported'], to: 'returned' },
  reassign: { by: ['giver'], from: open, to: 'issued' },
  cancel: { by: ['giver'], from: open, to: 'cancelled' },
  comment: { by: ['doer', 'co_doer', 'giver'], from: taskStatuses, to: 'same' },
  remind: { by: ['system'], from: owed, to: 'same' },
  escalate: { by: ['system'], from: owed, to: 'same' },
  // the orders of somebody who leaves, moved by whoever parts with him
  release: { by: ['admin'], from: open, to: 'same' },
} as const satisfies Record<string, Transition>

export type TaskAction = keyof typeof taskTransitions

export type TaskRefusal =
  /** There is no such order, or none that this person may see. */
  | { kind: 'not_found' }
  /** Not this person's to do. */
  | { kind: 'not_allowed' }
  /** The order is not in a state for it any more, or not yet. */
  | { kind: 'wrong_status'; status: TaskStatus }
  /** A request to move the deadline waits for its answer already. */
  | { kind: 'asked_already' }
  /** The request was answered, or taken back by a report. */
  | { kind: 'nothing_asked' }
  /** Another report has come since the one that was decided about. */
  | { kind: 'newer_report' }
  /** A deadline that lies behind. */
  | { kind: 'deadline_past' }
  /** The deadline that is in force already. */
  | { kind: 'deadline_unchanged' }
  /** Who should do it cannot: has left, or is blocked. */
  | { kind: 'doer_gone' }
  /** Who should do it has it already. */
  | { kind: 'same_doer' }
  /** Who should do it gave the order, and would accept his own report. */
  | { kind: 'doer_gave_it' }

/** What the rules must know beside the order itself. */
export interface TaskFacts {
  now: Date
  coDoerIds: readonly number[]
  /** Who gave the order is not active any more; left out: he is. */
  isCreatorGone?: boolean
  /** The request to move the deadline that waits for an answer. */
  moveRequest: MoveRequest | undefined
  /** The request that is answered; left out: whichever waits. */
  requestId?: number | undefined
  /** How many reports have come on the order; left out: none. */
  reports?: number
  /** The report that is decided about, from 1; left out: the last. */
  reportNo?: number | undefined
  /** The deadline that the action sets, or asks for. */
  deadline?: Date | undefined
  /** Who is made responsible by the action. */
  responsibleId?: number | null | undefined
}

/** Whether the actor may do this to the order as it stands. The one place where that is decided. */
export function taskRefusalOf(
  task: Task,
  action: TaskAction,
  actor: TaskActor,
  facts: TaskFacts,
): TaskRefusal | undefined {
  const transition: Transition = taskTransitions[action]
  const people = { ...task, coDoerIds: facts.coDoerIds, isCreatorGone: facts.isCreatorGone ?? false }
  if (!transition.by.some((party) => isTaskParty(people, party, actor))) {
    // whom it does not concern learns not even that it is there
    const sees = actor === null || maySeeTask(task, facts.coDoerIds, actor)
    return { kind: sees ? 'not_allowed' : 'not_found' }
  }
  if (!transition.from.includes(task.status)) return { kind: 'wrong_status', status: task.status }
  if (action === 'ask_to_move' && facts.moveRequest) return { kind: 'asked_already' }
  const isAnswer = action === 'grant_move' || action === 'refuse_move'
  if (isAnswer && !isWaiting(facts)) return { kind: 'nothing_asked' }
  const { reports = 0, reportNo = reports } = facts
  const isDecision = action === 'accept' || action === 'return'
  if (isDecision && reportNo !== reports) return { kind: 'newer_report' }
  if (facts.deadline !== undefined) {
    if (facts.deadline <= facts.now) return { kind: 'deadline_past' }
    if (facts.deadline.getTime() === task.deadline.getTime()) return { kind: 'deadline_unchanged' }
  }
  if (action === 'reassign' && facts.responsibleId === task.responsibleId) return { kind: 'same_doer' }
  if (action === 'reassign' && facts.responsibleId === task.creatorId) return { kind: 'doer_gave_it' }
  return undefined
}

/** Another request may wait by now than the one that somebody has before his eyes. */
function isWaiting({ moveRequest, requestId }: TaskFacts): boolean {
  return moveRequest !== undefined && (requestId === undefined || requestId === moveRequest.id)
}

/** The status after an action that was not refused. Whoever gets the order of somebody else has yet to read it. */
export function taskStatusAfter(
  task: Task,
  action: TaskAction,
  responsibleId: number | null = task.responsibleId,
): TaskStatus {
  const { to }: Transition = taskTransitions[action]
  const isGivenAnew = responsibleId !== null && responsibleId !== task.responsibleId
  if (isGivenAnew && isOwed(task.status)) return 'issued'
  return to === 'same' ? task.status : to
}
