import type { Api } from './api.ts'
import { ApiError } from './api-error.ts'

/** Where a message goes: into a topic of a forum, in reply to another message, or simply into the chat. */
export interface Place {
  chat_id: number
  message_thread_id?: number
  reply_parameters?: { message_id: number; allow_sending_without_reply: true }
}

/** Sends something there. False when Telegram refuses it for good. */
export async function isTakenBeside(
  api: Api,
  method: string,
  params: Place & Record<string, unknown>,
): Promise<boolean> {
  try {
    await api.call(method, params)
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.kind === 'refused') return false
    // the topic went after what we reply to was put there: what is sent is worth more than its place
    if (error.kind !== 'topic_gone' || params.message_thread_id === undefined) throw error
    const { message_thread_id: _, ...elsewhere } = params
    return isTakenBeside(api, method, elsewhere)
  }
}
