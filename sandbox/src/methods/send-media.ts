import { chatFor } from '../chat-access.ts'
import { mediaField } from '../files.ts'
import type { Content } from '../message-log.ts'
import type { Params } from '../params.ts'
import { badRequest } from '../refusal.ts'
import { readReplyMarkup } from '../reply-markup.ts'
import { placementFor, sendAsBot } from '../send.ts'
import type { MediaKind } from '../telegram-objects.ts'
import type { Bot, World } from '../world.ts'
import { readFileParam } from './file-param.ts'
import type { Method } from './method.ts'
import { readCaption } from './text-content.ts'

export const sendPhoto = sending('photo')
export const sendDocument = sending('document')
export const sendVoice = sending('voice')
export const sendVideo = sending('video')
export const sendAudio = sending('audio')
export const sendAnimation = sending('animation')
export const sendVideoNote = sending('video_note')
export const sendSticker = sending('sticker')

export const sendContact: Method = ({ world, bot, params }) => {
  const [phone, name, lastName] = ['phone_number', 'first_name', 'last_name'].map((name) => params.text(name))
  if (!phone) throw badRequest('phone number must be non-empty')
  if (!name) throw badRequest('first name must be non-empty')
  const contact = { phone_number: phone, first_name: name, ...(lastName && { last_name: lastName }) }
  return sendContent(world, bot, params, { contact })
}

export const sendLocation: Method = ({ world, bot, params }) => {
  const [latitude, longitude] = ['latitude', 'longitude'].map((name) => {
    if (params.text(name) === '') throw badRequest(`${name} is empty`)
    return Number(params.text(name))
  })
  if (latitude === undefined || longitude === undefined || !(Math.abs(latitude) <= 90)) {
    throw badRequest('wrong location specified')
  }
  return sendContent(world, bot, params, { location: { latitude, longitude } })
}

function sending(kind: MediaKind): Method {
  const hasCaption = kind !== 'sticker' && kind !== 'video_note'
  return ({ world, bot, params }) => {
    const caption = hasCaption ? captionOf(params) : {}
    return sendContent(world, bot, params, () => ({
      ...mediaField(readFileParam(world, params, kind)),
      ...caption,
    }))
  }
}

export function captionOf(params: Params): Content {
  const { text, entities } = readCaption(params)
  return {
    ...(text !== '' && { caption: text }),
    ...(entities.length > 0 && { caption_entities: entities }),
  }
}

/** The way every single message takes; content that stores a file is made last, when nothing else is refused. */
function sendContent(world: World, bot: Bot, params: Params, content: Content | (() => Content)): object {
  const chat = chatFor(world, bot, params, 'write')
  const placement = placementFor(chat, bot, params)
  const markup = readReplyMarkup(params, chat.type)
  const made = typeof content === 'function' ? content() : content
  return sendAsBot(world, bot, chat, placement, made, markup).tg
}
