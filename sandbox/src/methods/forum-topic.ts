import { chatFor, hasRight } from '../chat-access.ts'
import { botUserOf } from '../chats.ts'
import type { Params } from '../params.ts'
import { badRequest } from '../refusal.ts'
import { createTopic, deleteTopic, renameTopic, setTopicClosed } from '../topics.ts'
import type { Bot, Chat, Topic, World } from '../world.ts'
import type { Method } from './method.ts'

export const createForumTopic: Method = ({ world, bot, params }) => {
  const chat = forumFor(world, bot, params)
  requireManager(chat, bot, 'not enough rights to create a topic')
  const name = readName(params)
  if (name === '') throw badRequest('TOPIC_TITLE_EMPTY')
  const topic = createTopic(world, chat, botUserOf(bot), name)
  return { message_thread_id: topic.threadId, name, icon_color: 7_322_096 }
}

export const editForumTopic: Method = ({ world, bot, params }) => {
  const chat = forumFor(world, bot, params)
  requireManager(chat, bot, 'not enough rights to edit the topic')
  const topic = topicFor(chat, params)
  const name = readName(params)
  if (name === '' || name === topic.name) throw badRequest('TOPIC_NOT_MODIFIED')
  renameTopic(world, chat, botUserOf(bot), topic, name)
  return true
}

export const closeForumTopic = closing(true)
export const reopenForumTopic = closing(false)

export const deleteForumTopic: Method = ({ world, bot, params }) => {
  const chat = forumFor(world, bot, params)
  if (!hasRight(chat, bot.id, 'can_delete_messages')) {
    throw badRequest('not enough rights to delete the topic')
  }
  deleteTopic(world, chat, topicFor(chat, params))
  return true
}

function closing(closed: boolean): Method {
  return ({ world, bot, params }) => {
    const chat = forumFor(world, bot, params)
    requireManager(chat, bot, 'not enough rights to close or open the topic')
    const topic = topicFor(chat, params)
    if (topic.closed === closed) throw badRequest('TOPIC_NOT_MODIFIED')
    setTopicClosed(world, chat, botUserOf(bot), topic, closed)
    return true
  }
}

function forumFor(world: World, bot: Bot, params: Params): Chat {
  const chat = chatFor(world, bot, params, 'write')
  if (chat.type === 'private') throw badRequest('the chat is not a forum')
  if (!chat.isForum) throw badRequest('the chat is not a supergroup forum')
  return chat
}

function topicFor(chat: Chat, params: Params): Topic {
  const topic = chat.topics.get(params.integer('message_thread_id') ?? 0)
  if (!topic || topic.deleted) throw badRequest('TOPIC_ID_INVALID')
  return topic
}

function requireManager(chat: Chat, bot: Bot, words: string): void {
  if (!hasRight(chat, bot.id, 'can_manage_topics')) throw badRequest(words)
}

/** Longer names are cut, as Telegram does. */
function readName(params: Params): string {
  return params.text('name').trim().slice(0, 128)
}
