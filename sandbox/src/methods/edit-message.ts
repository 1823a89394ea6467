import { chatFor, messageFor, requireCanWrite } from '../chat-access.ts'
import { resolveMentions } from '../mentions.ts'
import { type Content, changeMessage } from '../message-log.ts'
import type { Params } from '../params.ts'
import { badRequest } from '../refusal.ts'
import { readInlineMarkup } from '../reply-markup.ts'
import type { Bot, Chat, StoredMessage, World } from '../world.ts'
import type { Method } from './method.ts'
import { readCaption, readText } from './text-content.ts'

export const editMessageText: Method = ({ world, bot, params }) => {
  const { text, entities } = readText(params)
  const { chat, message } = editable(world, bot, params)
  if (message.tg.text === undefined) throw badRequest('there is no text in the message to edit')
  return edit(world, chat, message, {
    text,
    entities: entities.length > 0 ? entities : undefined,
    reply_markup: readInlineMarkup(params, chat.type),
  })
}

export const editMessageCaption: Method = ({ world, bot, params }) => {
  const { text, entities } = readCaption(params)
  const { chat, message } = editable(world, bot, params)
  if (!hasMedia(message)) throw badRequest('there is no caption in the message to edit')
  return edit(world, chat, message, {
    caption: text === '' ? undefined : text,
    caption_entities: entities.length > 0 ? entities : undefined,
    reply_markup: readInlineMarkup(params, chat.type),
  })
}

export const editMessageReplyMarkup: Method = ({ world, bot, params }) => {
  const { chat, message } = editable(world, bot, params)
  return edit(world, chat, message, { reply_markup: readInlineMarkup(params, chat.type) })
}

/** The bot's own message named by the call, if it may still be edited. */
export function editable(world: World, bot: Bot, params: Params): { chat: Chat; message: StoredMessage } {
  const chat = chatFor(world, bot, params, 'write')
  const message = messageFor(chat, params, 'message to edit')
  if (message.authorId !== bot.id || message.service || message.tg.forward_origin) {
    throw badRequest("message can't be edited")
  }
  requireCanWrite(chat, bot)
  return { chat, message }
}

/** Applies the change, or refuses the one that changes nothing. An edit without a keyboard takes it away. */
export function edit(world: World, chat: Chat, message: StoredMessage, given: Partial<Content>): object {
  const content = resolveMentions(world, given)
  const before: Record<string, unknown> = { ...message.tg }
  const differs = Object.entries(content).some(
    ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value),
  )
  if (!differs) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  changeMessage(world, chat, message, content, true)
  return message.tg
}

export function hasMedia(message: StoredMessage): boolean {
  const { photo, document, video, audio, voice, animation } = message.tg
  return [photo, document, video, audio, voice, animation].some((media) => media !== undefined)
}
