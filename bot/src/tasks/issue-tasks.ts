import { keepPeople } from '../people/people-store.ts'
import { mayGiveTasks, type Person } from '../people/person.ts'
import type { Tx } from '../platform/postgres.ts'
import type { Attachment } from '../telegram/incoming.ts'
import type { Importance, Task } from './task.ts'
import { insertTaskAttachments } from './task-messages-store.ts'
import { tellIssued } from './task-notices.ts'
import {
  insertCoDoers,
  insertTask,
  insertTaskBatch,
  insertTaskEvent,
  listTasksOfDraft,
} from './tasks-store.ts'

/** What the giver filled in. */
export interface FinishedOrder {
  /** A UUID made when the draft was begun. */
  draftId: string
  /** One order for each of them. At least one. */
  responsibleIds: readonly number[]
  /** They help with every one of the orders. */
  coDoerIds: readonly number[]
  text: string
  deadline: Date
  importance: Importance
  attachments: readonly Attachment[]
}

export type Issued =
  | { kind: 'issued'; tasks: Task[] }
  /** The same draft was sent before: nothing was changed. */
  | { kind: 'issued_before'; tasks: Task[] }
  | { kind: 'not_allowed' }
  | { kind: 'deadline_past' }
  /** The giver is among those who should do it, or help: he checks the work. */
  | { kind: 'doer_gave_it' }
  /** These have left or are blocked since they were chosen. */
  | { kind: 'doers_gone'; personIds: number[] }

/** Gives an order to each of the people: they get it as a card, the giver a receipt. */
export async function issueTasks(tx: Tx, giver: Person, order: FinishedOrder, now: Date): Promise<Issued> {
  // as he is now: an order must have somebody who may accept it
  const doerIds = [...new Set([...order.responsibleIds, ...order.coDoerIds])]
  const kept = new Map((await keepPeople(tx, [giver.id, ...doerIds])).map((person) => [person.id, person]))
  const keptGiver = kept.get(giver.id)
  if (keptGiver === undefined || !mayGiveTasks(keptGiver)) return { kind: 'not_allowed' }
  const before = await listTasksOfDraft(tx, order.draftId)
  if (before.length > 0) return { kind: 'issued_before', tasks: before }
  if (order.deadline <= now) return { kind: 'deadline_past' }
  if (doerIds.includes(giver.id)) return { kind: 'doer_gave_it' }
  const gone = doerIds.filter((id) => kept.get(id)?.status !== 'active')
  if (gone.length > 0) return { kind: 'doers_gone', personIds: gone }

  const batchId = await insertTaskBatch(tx, { draftId: order.draftId, creatorId: giver.id, now })
  // two presses at once: the other one has just sent it
  if (batchId === undefined)
    return { kind: 'issued_before', tasks: await listTasksOfDraft(tx, order.draftId) }
  const tasks: Task[] = []
  for (const responsibleId of new Set(order.responsibleIds)) {
    tasks.push(await issueOne(tx, giver, { ...order, batchId, responsibleId, now }))
  }
  await tellIssued(tx, giver, tasks)
  return { kind: 'issued', tasks }
}

async function issueOne(
  tx: Tx,
  giver: Person,
  order: FinishedOrder & { batchId: number; responsibleId: number; now: Date },
): Promise<Task> {
  const { batchId, responsibleId, text, importance, deadline, attachments, now } = order
  const task = await insertTask(tx, {
    ...{ batchId, creatorId: giver.id, responsibleId, text, importance, deadline, now },
  })
  await insertCoDoers(
    tx,
    task.id,
    order.coDoerIds.filter((id) => id !== responsibleId),
  )
  if (attachments.length > 0) {
    const files = { taskId: task.id, messageId: null, addedBy: giver.id, files: attachments, now }
    await insertTaskAttachments(tx, files)
  }
  await insertTaskEvent(tx, {
    taskId: task.id,
    at: now,
    actorId: giver.id,
    kind: 'issue',
    fromStatus: null,
    toStatus: task.status,
    details: { responsibleId, deadline: deadline.toISOString() },
  })
  return task
}
