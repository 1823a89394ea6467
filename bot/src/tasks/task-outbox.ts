import { z } from 'zod'
import type { Owed } from '../telegram/outbox.ts'

/**
 * Entry of the outbox: the order as it stands when it is sent, in the words and with the buttons of its reader. Sent
 * to the doer, it makes an issued order a delivered one.
 */
export const taskCardPayload = z.object({ taskId: z.number() })

/** Entry of the outbox: sends files of an order. */
export const taskFilesPayload = z.object({ taskId: z.number(), attachmentIds: z.array(z.number()) })

export const owedTaskCard = (chatId: number, payload: z.infer<typeof taskCardPayload>): Owed => ({
  chatId,
  kind: 'task-card',
  payload,
})

export const owedTaskFiles = (chatId: number, payload: z.infer<typeof taskFilesPayload>): Owed => ({
  chatId,
  kind: 'task-files',
  payload,
})
