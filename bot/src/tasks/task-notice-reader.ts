import { z } from 'zod'
import { findPersonByTelegramId } from '../people/people-store.ts'
import type { Db } from '../platform/postgres.ts'
import type { MayStillRead } from '../telegram/late-calls.ts'
import { maySeeTask } from './task-parties.ts'
import { findTask, listCoDoerIds } from './tasks-store.ts'

const aboutTask = z.object({ about: z.object({ taskId: z.number(), overseen: z.boolean().optional() }) })

/**
 * Whether a notice of an order still goes to somebody who may read it. Who had a part in the order when it was queued
 * gets it: it may tell him that he has none any more. Who only oversaw it must still oversee.
 */
export function mayReadTaskNotice(db: Db): MayStillRead {
  return async ({ chatId, payload }) => {
    const notice = aboutTask.safeParse(payload)
    if (!notice.success) return true
    const { taskId, overseen = false } = notice.data.about
    const person = await findPersonByTelegramId(db, chatId)
    if (person?.status !== 'active') return false
    if (!overseen) return true
    const task = await findTask(db, taskId)
    return task !== undefined && maySeeTask(task, await listCoDoerIds(db, taskId), person)
  }
}
