import { botsIn, userOf } from '../chats.ts'
import { deliverMessage, laneOf } from '../deliver.ts'
import { addMessage, type Content, changeMessage, findMessage, quoted, touchMessage } from '../message-log.ts'
import { pushUpdate } from '../update-queue.ts'
import type { Bot, Chat, Person, StoredMessage, World } from '../world.ts'
import { ControlError } from './control-error.ts'
import { requireCanPost } from './find.ts'

export type Posting = { threadId?: number | undefined; replyTo?: number | undefined }

/** A person writes: the message appears in the chat and the bots are told. */
export function post(
  world: World,
  chat: Chat,
  person: Person,
  content: Content,
  where: Posting,
): StoredMessage {
  const threadId = chat.isForum ? where.threadId : undefined
  requireCanPost(chat, person, threadId)
  const target = where.replyTo === undefined ? undefined : findMessage(chat, where.replyTo)
  if (where.replyTo !== undefined && !target) throw new ControlError(404, `no message ${where.replyTo}`)
  chat.started = true
  if (chat.forceReplies.delete(person.id)) world.bus.emit({ type: 'keyboard', chat, personId: person.id })
  const message = addMessage(world, chat, userOf(person), {
    ...(threadId !== undefined && { message_thread_id: threadId, is_topic_message: true }),
    ...(target && { reply_to_message: quoted(target) }),
    ...content,
  })
  deliverMessage(world, chat, message)
  return message
}

export function editOwn(
  world: World,
  chat: Chat,
  person: Person,
  message: StoredMessage,
  content: Partial<Content>,
): void {
  if (message.authorId !== person.id) {
    throw new ControlError(409, `message ${message.messageId} is not ${person.firstName}'s`)
  }
  requireCanPost(chat, person, undefined)
  changeMessage(world, chat, message, content, true)
  deliverMessage(world, chat, message, 'edited_message')
}

/** Blocks the bot or lets it in again; the bot learns it from `my_chat_member`. */
export function setBlocked(world: World, bot: Bot, chat: Chat, person: Person, blocked: boolean): void {
  if (chat.blocked === blocked) return
  chat.blocked = blocked
  const user = { id: bot.id, is_bot: true, first_name: bot.firstName, username: bot.username }
  const kicked = { user, status: 'kicked', until_date: 0 }
  const member = { user, status: 'member' }
  const update = {
    chat: { id: person.id, type: 'private', first_name: person.firstName, username: person.username },
    from: userOf(person),
    date: Math.floor(world.now() / 1000),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  }
  pushUpdate(world, bot, 'my_chat_member', update, laneOf(chat))
  world.bus.emit({ type: 'chat', chat })
  world.bus.emit({ type: 'person', person })
}

/** Puts the person's reaction on a message, or takes it back; bots hear of it when they asked to. */
export function react(
  world: World,
  chat: Chat,
  person: Person,
  message: StoredMessage,
  emoji: string | undefined,
): void {
  const types = () =>
    message.reactions
      .filter(({ from }) => from === person.id)
      .map((own) => ({ type: 'emoji', emoji: own.emoji }))
  const old_reaction = types()
  message.reactions = message.reactions.filter(({ from }) => from !== person.id)
  if (emoji !== undefined) message.reactions.push({ from: person.id, emoji })
  touchMessage(world, chat, message)
  for (const bot of botsIn(world, chat)) {
    const hears = chat.type === 'private' || chat.members.get(bot.id)?.status === 'administrator'
    if (!hears) continue
    const update = {
      chat: message.tg.chat,
      message_id: message.messageId,
      user: userOf(person),
      date: Math.floor(world.now() / 1000),
      old_reaction,
      new_reaction: types(),
    }
    pushUpdate(world, bot, 'message_reaction', update, laneOf(chat))
  }
}
