import type { Db } from '../../platform/postgres.ts'
import type { Api } from '../../telegram/api.ts'
import { ApiError } from '../../telegram/api-error.ts'
import { shorten } from '../../telegram/html.ts'
import { findTopic, forgetTopic, saveTopic } from './cards-store.ts'

/** The topics of a forum group: one per category, made when the first card needs it. */
export interface ForumTopics {
  /** Undefined when the group has no topics, or does not let the bot make them: then cards go into the group itself. */
  topicOf(chatId: number, category: { id: number; title: string }): Promise<number | undefined>
  /** The topic is not there any more: the next card gets a new one. */
  forget(chatId: number, threadId: number): Promise<void>
}

/** How long a group counts as one without topics; then it is asked again, for it may have got them meanwhile. */
const askAgainMs = 10 * 60 * 1000
const maxTopicName = 128

export function createForumTopics(deps: { db: Db; api: Api; now: () => Date }): ForumTopics {
  const { db, api, now } = deps
  const askAgainAt = new Map<number, number>()

  async function mayHaveTopics(chatId: number): Promise<boolean> {
    if ((askAgainAt.get(chatId) ?? 0) > now().getTime()) return false
    const chat = await api.call<{ is_forum?: boolean }>('getChat', { chat_id: chatId })
    return chat.is_forum === true
  }

  async function makeTopic(chatId: number, title: string): Promise<number | undefined> {
    if (await mayHaveTopics(chatId)) {
      const threadId = await createTopic(api, chatId, title)
      if (threadId !== undefined) return threadId
    }
    askAgainAt.set(chatId, now().getTime() + askAgainMs)
    return undefined
  }

  return {
    async topicOf(chatId, { id, title }) {
      const known = await findTopic(db, chatId, id)
      if (known !== undefined) return known
      const threadId = await makeTopic(chatId, title)
      if (threadId !== undefined) await saveTopic(db, chatId, id, threadId)
      return threadId
    },
    forget: (chatId, threadId) => forgetTopic(db, chatId, threadId),
  }
}

/** Undefined when the bot has no right to make topics. */
async function createTopic(api: Api, chatId: number, title: string): Promise<number | undefined> {
  try {
    const params = { chat_id: chatId, name: shorten(title, maxTopicName) }
    const topic = await api.call<{ message_thread_id: number }>('createForumTopic', params)
    return topic.message_thread_id
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'refused') return undefined
    throw error
  }
}
