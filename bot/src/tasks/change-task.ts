import { findPerson, keepPerson } from '../people/people-store.ts'
import type { Person } from '../people/person.ts'
import type { Tx } from '../platform/postgres.ts'
import type { Attachment } from '../telegram/incoming.ts'
import {
  answerMoveRequest,
  findMoveRequest,
  insertMoveRequest,
  type MoveAnswer,
} from './move-requests-store.ts'
import {
  isOwed,
  type MoveRequest,
  type Task,
  type TaskAction,
  type TaskRefusal,
  taskRefusalOf,
  taskStatusAfter,
} from './task.ts'
import type { TaskChange } from './task-change.ts'
import { insertTaskAttachments, insertTaskMessage, type TaskMessageKind } from './task-messages-store.ts'
import { tellTaskChange } from './task-notices.ts'
import type { TaskSettings } from './task-settings.ts'
import {
  countReports,
  deleteCoDoer,
  insertTaskEvent,
  listCoDoerIds,
  lockTask,
  saveTask,
  type TaskChanges,
} from './tasks-store.ts'

/** What somebody wants done to an order. */
export interface TaskCommand {
  taskId: number
  action: TaskAction
  /** Null: the system. */
  actor: Person | null
  now: Date
  /** What the action sets; the status follows from the action. A `deadline` here is checked to lie ahead. */
  changes?: TaskChanges
  /** With `ask_to_move`: the deadline that is wanted; the reason is the message. */
  wanted?: Date
  /** With `grant_move` and `refuse_move`: the request that is answered; left out: whichever waits. */
  requestId?: number | undefined
  /** With `accept` and `return`: the report that is decided about, from 1; left out: the last. */
  reportNo?: number | undefined
  /** What the actor wrote with it; its text may be empty when there are files. */
  message?: { kind: TaskMessageKind; text: string }
  attachments?: readonly Attachment[]
  /** With `release`: who helped and has gone. */
  coDoerLeftId?: number | undefined
  /** With `escalate`: who learns that the order is late. */
  to?: 'givers' | 'directors'
  /** Further facts for the history: ids and short words, never a text. */
  details?: Record<string, string | number | null>
}

export type TaskChanged = { kind: 'changed'; change: TaskChange } | TaskRefusal

/**
 * The one way to change an order. In one transaction: the order is locked, the action is allowed or refused, the new
 * state, the event, the message and its files are written, and everybody concerned is told.
 */
export async function changeTask(tx: Tx, settings: TaskSettings, command: TaskCommand): Promise<TaskChanged> {
  const { taskId, action, actor, now, changes = {} } = command
  // people before orders: who parts with somebody locks him, and then his orders
  const canTake = await canDo(tx, changes.responsibleId)
  const before = await lockTask(tx, taskId)
  if (before === undefined) return { kind: 'not_found' }
  const coDoerIds = await listCoDoerIds(tx, taskId)
  const pending = await findMoveRequest(tx, taskId)
  const reports = await countReports(tx, taskId)
  const newDeadline = changes.deadline ?? (action === 'grant_move' ? pending?.wanted : undefined)
  const refusal = taskRefusalOf(before, action, actor, {
    ...{ now, coDoerIds, moveRequest: pending, requestId: command.requestId },
    ...{ reports, reportNo: command.reportNo },
    isCreatorGone: (await findPerson(tx, before.creatorId))?.status !== 'active',
    responsibleId: changes.responsibleId,
    deadline: command.wanted ?? newDeadline,
  })
  if (refusal) return refusal
  if (!canTake) return { kind: 'doer_gone' }

  const changed: Task = { ...before, ...changes, deadline: newDeadline ?? before.deadline }
  const status = taskStatusAfter(before, action, changed.responsibleId)
  const statusSince = status === before.status ? before.statusSince : now
  const after = await saveTask(tx, { ...changed, status, statusSince })
  const isGivenAnew = after.responsibleId !== before.responsibleId
  if (isGivenAnew && after.responsibleId !== null) await deleteCoDoer(tx, taskId, after.responsibleId)
  if (command.coDoerLeftId !== undefined) await deleteCoDoer(tx, taskId, command.coDoerLeftId)

  await insertTaskEvent(tx, {
    taskId,
    at: now,
    actorId: actor?.id ?? null,
    kind: action,
    fromStatus: before.status,
    toStatus: after.status,
    details: { ...detailsOf(before, after, command.wanted), ...command.details },
  })
  const attachmentIds = await writeWords(tx, command)
  const moveRequest = await settleMoveRequest(tx, command, pending, before, after)

  const change: TaskChange = {
    action,
    actor,
    at: now,
    before,
    after,
    coDoerIds,
    coDoerLeftId: command.coDoerLeftId,
    moveRequest,
    reports: action === 'report' ? reports + 1 : reports,
    text: command.message?.text,
    attachmentIds,
    to: command.to,
  }
  await tellTaskChange(tx, settings, change)
  return { kind: 'changed', change }
}

/** Who gets an order is kept as he is meanwhile, so that nobody is given one while he is being parted with. */
async function canDo(tx: Tx, responsibleId: number | null | undefined): Promise<boolean> {
  if (responsibleId === null || responsibleId === undefined) return true
  return (await keepPerson(tx, responsibleId))?.status === 'active'
}

async function writeWords(tx: Tx, { taskId, actor, message, attachments = [], now }: TaskCommand) {
  if (actor === null || message === undefined) return []
  const messageId = await insertTaskMessage(tx, { taskId, authorId: actor.id, ...message, now })
  if (attachments.length === 0) return []
  return insertTaskAttachments(tx, { taskId, messageId, addedBy: actor.id, files: attachments, now })
}

/** Makes, answers or withdraws the request to move the deadline; gives the one that it was about. */
async function settleMoveRequest(
  tx: Tx,
  { taskId, action, actor, wanted, message, now }: TaskCommand,
  pending: MoveRequest | undefined,
  before: Task,
  after: Task,
): Promise<MoveRequest | undefined> {
  const by = actor?.id ?? null
  if (action === 'ask_to_move' && wanted !== undefined && by !== null) {
    return insertMoveRequest(tx, { taskId, askedBy: by, wanted, reason: message?.text ?? '', now })
  }
  const answer = answerBy(action, before, after)
  if (pending && answer) await answerMoveRequest(tx, { id: pending.id, answer, answeredBy: by, now })
  return pending
}

/** What a change answers to a request that waits; undefined: it waits on. */
function answerBy(action: TaskAction, before: Task, after: Task): MoveAnswer['answer'] | undefined {
  if (action === 'grant_move') return 'granted'
  if (action === 'refuse_move') return 'refused'
  const isIdle =
    !isOwed(after.status) ||
    after.responsibleId !== before.responsibleId ||
    after.deadline.getTime() !== before.deadline.getTime()
  return isIdle ? 'withdrawn' : undefined
}

/** Old and new values of what changed, and what is wanted, for the history. */
function detailsOf(before: Task, after: Task, wanted?: Date): Record<string, string | number | null> {
  const details: Record<string, string | number | null> = wanted ? { wanted: wanted.toISOString() } : {}
  for (const field of ['responsibleId', 'creatorId'] as const) {
    if (before[field] === after[field]) continue
    details[`${field}_from`] = before[field]
    details[`${field}_to`] = after[field]
  }
  if (before.deadline.getTime() !== after.deadline.getTime()) {
    details['deadline_from'] = before.deadline.toISOString()
    details['deadline_to'] = after.deadline.toISOString()
  }
  return details
}
