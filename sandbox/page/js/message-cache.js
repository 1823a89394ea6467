import { isIn, keyOf } from './places.js'

/** @import { Api } from './api.js' */
/** @import { Chat, ChatView, Message } from './control-api.d.ts' */

/** @typedef {ReturnType<typeof createMessageCache>} MessageCache */

/**
 * The messages of each conversation, loaded once and then fed by events.
 * @param {Api} api
 */
export function createMessageCache(api) {
  /** @type {Map<string, Map<number, Message>>} */
  let chats = new Map()
  /** @type {Map<string, Promise<void>>} */
  let loading = new Map()

  /** @param {Message} message */
  function take(message) {
    const key = keyOf(message)
    const known = chats.get(key) ?? new Map()
    chats.set(key, known)
    const old = known.get(message.messageId)
    if (old && old.revision > message.revision) return
    known.set(message.messageId, message)
  }

  return {
    take,
    clear() {
      chats = new Map()
      loading = new Map()
    },
    /**
     * @param {number} personId
     * @param {Chat} chat
     */
    load(personId, chat) {
      const key = keyOf(chat)
      const running =
        loading.get(key) ?? api.messages(personId, chat).then((page) => page.messages.forEach(take))
      loading.set(key, running)
      // Asked for again the next time.
      running.catch(() => loading.delete(key))
      return running
    },
    /**
     * By message id, without deleted ones.
     * @param {ChatView} view
     * @param {number} [threadId]
     */
    list(view, threadId) {
      return [...(chats.get(keyOf(view))?.values() ?? [])]
        .filter((message) => !message.deleted && isIn(message, view, threadId))
        .sort((a, b) => a.messageId - b.messageId)
    },
    /**
     * @param {string} key
     * @param {number} messageId
     */
    find(key, messageId) {
      const message = chats.get(key)?.get(messageId)
      return message?.deleted ? undefined : message
    },
    /**
     * How many messages of others came after the one that was read last, in the whole chat or in one topic.
     * @param {ChatView} view
     * @param {number} personId
     * @param {(threadId: number) => number} lastRead
     * @param {number} [threadId]
     */
    unread(view, personId, lastRead, threadId) {
      let count = 0
      for (const message of chats.get(keyOf(view))?.values() ?? []) {
        if (message.deleted || message.service || message.from.id === personId) continue
        const thread = view.isForum ? (message.threadId ?? 0) : 0
        if (threadId !== undefined && thread !== threadId) continue
        if (message.messageId > lastRead(thread)) count++
      }
      return count
    },
  }
}
