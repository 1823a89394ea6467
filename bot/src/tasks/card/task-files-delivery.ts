import type { Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import type { Delivery } from '../../telegram/deliver.ts'
import { rewriteEntry } from '../../telegram/outbox.ts'
import { sendFiles } from '../../telegram/send-files.ts'
import { listTaskFiles } from '../task-messages-store.ts'
import { taskFilesPayload } from '../task-outbox.ts'
import { taskReaderOf } from './task-card-delivery.ts'
import { taskFilesTexts } from './task-files-texts.ts'
import { findTaskView } from './task-views-store.ts'

/**
 * Delivery of `task-files`. Each message that was sent is taken off the entry, so that a repeated delivery goes on
 * where the last one stopped. A file that Telegram does not take any more is left out, and the reader is told.
 */
export function taskFilesDelivery({ db, api }: { db: Db; api: Api }): Delivery {
  return async ({ id, chatId, payload }) => {
    const { taskId, attachmentIds } = taskFilesPayload.parse(payload)
    const view = await findTaskView(db, taskId)
    const reader = view && (await taskReaderOf(db, chatId, view))
    if (reader === undefined) return
    const texts = taskFilesTexts[reader.language]
    const all = await listTaskFiles(db, taskId)
    await sendFiles(api, {
      place: { chat_id: chatId },
      files: all.filter((file) => attachmentIds.includes(file.id)),
      words: { caption: texts.caption(taskId), lost: (count) => texts.lost(taskId, count) },
      onRest: (rest) => rewriteEntry(db, id, { taskId, attachmentIds: rest }),
    })
  }
}
