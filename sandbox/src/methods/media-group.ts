import { chatFor, requireCanWrite } from '../chat-access.ts'
import { mediaField } from '../files.ts'
import type { Content } from '../message-log.ts'
import { isRecord, type Params } from '../params.ts'
import { badRequest } from '../refusal.ts'
import { readInlineMarkup } from '../reply-markup.ts'
import { placementFor, sendAsBot } from '../send.ts'
import type { MediaKind } from '../telegram-objects.ts'
import type { World } from '../world.ts'
import { edit, editable, hasMedia } from './edit-message.ts'
import { resolveFile } from './file-param.ts'
import type { Method } from './method.ts'
import { readMediaCaption } from './text-content.ts'

const kinds: readonly MediaKind[] = ['photo', 'video', 'document', 'audio', 'animation']

/** 2 to 10 messages with one media_group_id; documents and audio only among their own kind. */
export const sendMediaGroup: Method = ({ world, bot, params }) => {
  if (params.text('media') === '') throw badRequest('parameter "media" is required')
  const value = params.json('media', "can't parse media JSON object")
  if (!Array.isArray(value)) throw badRequest('expected an Array of InputMedia')
  if (value.length === 0) throw badRequest('there are no messages to send')
  if (value.length === 1) throw badRequest('an album must have 2 to 10 items')
  if (value.length > 10) throw badRequest('too many messages to send as an album')
  const items = value.map(readItem)
  checkMix(items.map(({ kind }) => kind))
  const chat = chatFor(world, bot, params, 'write')
  const placement = placementFor(chat, bot, params)
  requireCanWrite(chat, bot)
  const contents = items.map((item) => contentOf(world, params, item))
  const media_group_id = String(world.counters.album++)
  return contents.map(
    (content) => sendAsBot(world, bot, chat, placement, { ...content, media_group_id }, undefined).tg,
  )
}

export const editMessageMedia: Method = ({ world, bot, params }) => {
  const item = readItem(params.json('media', "can't parse input media JSON object"))
  const { chat, message } = editable(world, bot, params)
  if (!hasMedia(message) && message.tg.text === undefined) throw badRequest("message can't be edited")
  const markup = readInlineMarkup(params, chat.type)
  const empty = Object.fromEntries([...kinds, 'voice', 'text', 'entities'].map((name) => [name, undefined]))
  const content = contentOf(world, params, item)
  return edit(world, chat, message, {
    ...empty,
    caption: undefined,
    caption_entities: undefined,
    ...content,
    reply_markup: markup,
  })
}

type Item = { kind: MediaKind; media: string; fields: Record<string, unknown> }

function readItem(value: unknown): Item {
  const cannot = (words: string) => badRequest(`can't parse InputMedia: ${words}`)
  if (!isRecord(value)) throw cannot('expected an Object')
  const kind = kinds.find((known) => known === value['type'])
  if (!kind) throw cannot('type is invalid')
  const media = value['media']
  if (typeof media !== 'string' || media === '') throw cannot('media not found')
  return { kind, media, fields: value }
}

function checkMix(found: MediaKind[]): void {
  const distinct = new Set(found)
  if (distinct.has('animation')) throw badRequest('invalid message content type')
  const alone = found.find((kind) => kind === 'document' || kind === 'audio')
  if (alone && distinct.size > 1) {
    throw badRequest(`${alone === 'document' ? 'Document' : 'Audio'} can't be mixed with other media types`)
  }
}

function contentOf(world: World, params: Params, { kind, media, fields }: Item): Content {
  const { text, entities } = readMediaCaption(fields)
  return {
    ...mediaField(resolveFile(world, params, kind, media)),
    ...(text !== '' && { caption: text }),
    ...(entities.length > 0 && { caption_entities: entities }),
  }
}
