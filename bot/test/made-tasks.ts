import {
  type MoveRequest,
  type Task,
  type TaskAction,
  type TaskStatus,
  taskRefusalOf,
  taskStatusAfter,
} from '../src/tasks/task.ts'
import type { MadeEvent, MadePerson } from './made-tickets.ts'

/** An order with its whole life, made in a test without a bot: the rules of the bot hold all the same. */
export interface MadeTask extends Task {
  moveRequest: MoveRequest | undefined
  events: readonly MadeEvent<TaskAction | 'issue', TaskStatus>[]
}

export interface Issuing {
  id: number
  creator: MadePerson
  responsible: MadePerson
  deadline: Date
  at: Date
}

export function madeTask({ id, creator, responsible, deadline, at }: Issuing): MadeTask {
  const details = { responsibleId: responsible.id, deadline: deadline.toISOString() }
  return {
    ...{ id, batchId: id, creatorId: creator.id, responsibleId: responsible.id, deadline },
    ...{ text: 'секрет', importance: 'normal', status: 'issued', createdAt: at, statusSince: at },
    moveRequest: undefined,
    events: [{ at, actorId: creator.id, kind: 'issue', from: null, to: 'issued', details }],
  }
}

export interface TaskChoice {
  /** The deadline that is set, or asked for. */
  deadline?: Date
  responsibleId?: number | null
}

/** The order after one more thing was done to it; throws when the rules refuse that. The system acts as null. */
export function tasked(
  before: MadeTask,
  action: TaskAction,
  actor: MadePerson | null,
  at: Date,
  choice: TaskChoice = {},
): MadeTask {
  const deadline = action === 'grant_move' ? before.moveRequest?.wanted : choice.deadline
  const acting = actor && { ...actor, status: 'active' as const, givesTasks: true }
  const facts = { now: at, coDoerIds: [], moveRequest: before.moveRequest, deadline }
  const responsibleId = choice.responsibleId === undefined ? before.responsibleId : choice.responsibleId
  const chosen = choice.responsibleId === undefined ? {} : { responsibleId }
  const refusal = taskRefusalOf(before, action, acting, { ...facts, ...chosen })
  if (refusal) throw new Error(`order ${before.id}: ${action} was refused: ${refusal.kind}`)
  const isMoved = deadline !== undefined && action !== 'ask_to_move'
  const status = taskStatusAfter(before, action, responsibleId)
  const details = isMoved
    ? { deadline_from: before.deadline.toISOString(), deadline_to: deadline.toISOString() }
    : {}
  return {
    ...before,
    responsibleId,
    deadline: isMoved ? deadline : before.deadline,
    status,
    statusSince: status === before.status ? before.statusSince : at,
    moveRequest: requestAfter(before.moveRequest, action, deadline, at),
    events: [
      ...before.events,
      { at, actorId: actor?.id ?? null, kind: action, from: before.status, to: status, details },
    ],
  }
}

const answering: readonly TaskAction[] = ['grant_move', 'refuse_move', 'move', 'report', 'reassign', 'cancel']

function requestAfter(
  before: MoveRequest | undefined,
  action: TaskAction,
  wanted: Date | undefined,
  at: Date,
): MoveRequest | undefined {
  if (action === 'ask_to_move' && wanted !== undefined) return { id: 0, wanted, reason: '', askedAt: at }
  return answering.includes(action) ? undefined : before
}
