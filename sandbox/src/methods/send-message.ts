import { chatFor } from '../chat-access.ts'
import { isRecord } from '../params.ts'
import { badRequest } from '../refusal.ts'
import { readReplyMarkup } from '../reply-markup.ts'
import { placementFor, sendAsBot } from '../send.ts'
import type { Method } from './method.ts'
import { readText } from './text-content.ts'

export const sendMessage: Method = ({ world, bot, params }) => {
  const { text, entities } = readText(params)
  const chat = chatFor(world, bot, params, 'write')
  const placement = placementFor(chat, bot, params)
  const markup = readReplyMarkup(params, chat.type)
  const preview = params.json('link_preview_options', "can't parse link preview options JSON object")
  if (preview !== undefined && !isRecord(preview)) throw badRequest('object expected as link preview options')
  const content = { text, ...(entities.length > 0 && { entities }) }
  return sendAsBot(world, bot, chat, placement, content, markup).tg
}
