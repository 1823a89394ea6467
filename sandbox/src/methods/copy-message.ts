import { chatFor, messageFor } from '../chat-access.ts'
import { type Content, findMessage } from '../message-log.ts'
import { badRequest } from '../refusal.ts'
import { readReplyMarkup } from '../reply-markup.ts'
import { placementFor, sendAsBot } from '../send.ts'
import type { Chat, StoredMessage } from '../world.ts'
import { readMessageIds } from './delete-message.ts'
import type { Method, MethodCall } from './method.ts'
import { captionOf } from './send-media.ts'

export const copyMessage: Method = (call) => {
  const { world, bot, params } = call
  const { chat, source } = places(call)
  const placement = placementFor(chat, bot, params)
  const message = copyable(messageFor(source, params, 'message to copy'), 'copied')
  const markup = readReplyMarkup(params, chat.type)
  const caption = params.has('caption') && message.tg.text === undefined ? captionOf(params) : undefined
  const content = { ...contentOf(message), media_group_id: undefined }
  const changed = caption
    ? { ...content, caption: undefined, caption_entities: undefined, ...caption }
    : content
  return { message_id: sendAsBot(world, bot, chat, placement, changed, markup).messageId }
}

/** Copies what can be copied, in order; albums stay albums. */
export const copyMessages: Method = (call) => {
  const { world, bot, params } = call
  const ids = readMessageIds(params)
  if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? 0))) {
    throw badRequest('message identifiers must be in a strictly increasing order')
  }
  const { chat, source } = places(call)
  const placement = placementFor(chat, bot, params)
  const found = ids.map((id) => findMessage(source, id)).filter((message) => message !== undefined)
  const messages = found.filter((message) => !message.service && !message.tg.has_protected_content)
  if (messages.length === 0) throw badRequest('there are no messages to copy')
  const albums = new Map<string, string>()
  return messages.map((message) => {
    const content = contentOf(message)
    const album = message.tg.media_group_id
    if (album !== undefined) {
      const copied = albums.get(album) ?? String(world.counters.album++)
      albums.set(album, copied)
      content.media_group_id = copied
    }
    return { message_id: sendAsBot(world, bot, chat, placement, content, undefined).messageId }
  })
}

export const forwardMessage: Method = (call) => {
  const { world, bot, params } = call
  const { chat, source } = places(call)
  const placement = placementFor(chat, bot, params)
  const message = copyable(messageFor(source, params, 'message to forward'), 'forwarded')
  const origin = { type: 'user' as const, sender_user: message.tg.from, date: message.tg.date }
  const content = { ...contentOf(message), media_group_id: undefined, forward_origin: origin }
  return sendAsBot(world, bot, chat, placement, content, undefined).tg
}

function places({ world, bot, params }: MethodCall): { chat: Chat; source: Chat } {
  const chat = chatFor(world, bot, params, 'write')
  return { chat, source: chatFor(world, bot, params, 'read', 'from_chat_id') }
}

function copyable(message: StoredMessage, verb: 'copied' | 'forwarded'): StoredMessage {
  if (message.service || message.tg.has_protected_content) throw badRequest(`the message can't be ${verb}`)
  return message
}

/** What of a message travels: not its place, its keyboard or its history. */
function contentOf({ tg }: StoredMessage): Content {
  const { text, entities, caption, caption_entities, media_group_id, contact, location } = tg
  const { photo, document, voice, video, audio, sticker, animation, video_note } = tg
  return {
    ...{ text, entities, caption, caption_entities, media_group_id, contact, location },
    ...{ photo, document, voice, video, audio, sticker, animation, video_note },
  }
}
