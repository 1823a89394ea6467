import { z } from 'zod'
import { findPerson } from '../../people/people-store.ts'
import type { Person } from '../../people/person.ts'
import type { Tx } from '../../platform/postgres.ts'
import type { Attachment } from '../../telegram/incoming.ts'
import { type Owed, queue } from '../../telegram/outbox.ts'
import { fsmState } from '../../telegram/session.ts'
import { taskRefusalOf } from '../task.ts'
import { insertTaskAttachments } from '../task-messages-store.ts'
import { owedTaskFiles } from '../task-outbox.ts'
import { listCoDoerIds, lockTask } from '../tasks-store.ts'

/** The album that was just sent with orders: its other files may still come. */
export const lateFiles = fsmState(
  'order_album',
  z.object({ taskIds: z.array(z.number()), albumId: z.string() }),
  { asks: false, outlivesRole: true },
)

export interface LateFile {
  taskIds: readonly number[]
  file: Attachment
  actor: Person
  now: Date
}

/** Adds another file of an album to the orders that its first files went with, and sends it after them. */
export async function addLateFile(tx: Tx, { taskIds, file, actor, now }: LateFile): Promise<void> {
  const owed: Owed[] = []
  for (const taskId of [...taskIds].sort((a, b) => a - b)) {
    const task = await lockTask(tx, taskId)
    const coDoerIds = await listCoDoerIds(tx, taskId)
    const facts = { now, coDoerIds, moveRequest: undefined }
    if (task === undefined || taskRefusalOf(task, 'comment', actor, facts)) continue
    const files = { taskId, messageId: null, addedBy: actor.id, files: [file], now }
    const attachmentIds = await insertTaskAttachments(tx, files)
    for (const id of [task.responsibleId, ...coDoerIds]) {
      const reader = id === null ? undefined : await findPerson(tx, id)
      if (reader?.status === 'active') owed.push(owedTaskFiles(reader.telegramId, { taskId, attachmentIds }))
    }
  }
  await queue(tx, owed)
}
