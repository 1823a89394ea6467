import { deliverMessage } from './deliver.ts'
import { addMessage, type Content, deleteMessage } from './message-log.ts'
import type { TgUser } from './telegram-objects.ts'
import type { Chat, StoredMessage, Topic, World } from './world.ts'

const iconColor = 7_322_096

/** Opens a topic; its thread id is the id of the service message that says so. */
export function createTopic(world: World, chat: Chat, by: TgUser, name: string): Topic {
  const threadId = chat.nextMessageId
  const topic: Topic = { threadId, name, closed: false, deleted: false }
  chat.topics.set(threadId, topic)
  announce(world, chat, by, topic, { forum_topic_created: { name, icon_color: iconColor } })
  return topic
}

export function renameTopic(world: World, chat: Chat, by: TgUser, topic: Topic, name: string): void {
  topic.name = name
  announce(world, chat, by, topic, { forum_topic_edited: { name } })
}

export function setTopicClosed(world: World, chat: Chat, by: TgUser, topic: Topic, closed: boolean): void {
  topic.closed = closed
  announce(world, chat, by, topic, closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} })
}

/** The topic goes with all its messages. Telegram tells no bot about it. */
export function deleteTopic(world: World, chat: Chat, topic: Topic): void {
  topic.deleted = true
  for (const message of chat.messages.values()) {
    if (message.tg.message_thread_id === topic.threadId && !message.deleted)
      deleteMessage(world, chat, message)
  }
  world.bus.emit({ type: 'chat', chat })
}

/** A line in the chat about something that was done. Bots hear these even of their own deeds. */
export function addServiceMessage(world: World, chat: Chat, by: TgUser, content: Content): StoredMessage {
  const message = addMessage(world, chat, by, content, true)
  deliverMessage(world, chat, message)
  return message
}

function announce(world: World, chat: Chat, by: TgUser, topic: Topic, content: Content): void {
  const place = { message_thread_id: topic.threadId, is_topic_message: true as const }
  addServiceMessage(world, chat, by, { ...place, ...content })
  world.bus.emit({ type: 'chat', chat })
}
