import { serviceText } from './service-message.js'

/** @import { Words } from './words.js' */
/** @import { ChatView, Message } from './control-api.d.ts' */

/**
 * What a message is about in a few plain words, without who wrote it.
 * @param {Words} words
 * @param {Message} message
 */
export function summary(words, message) {
  if (message.service) return serviceText(words, message)
  const text = message.text ?? message.caption
  const what = message.media
    ? words.say(message.media.kind)
    : message.contact
      ? words.say('contact')
      : message.location
        ? words.say('location')
        : ''
  return (text ? (what && message.media?.kind !== 'document' ? `${what}. ${text}` : text) : what).slice(
    0,
    200,
  )
}

/**
 * The line under a chat's name.
 * @param {Words} words
 * @param {Message} message
 * @param {ChatView} view
 * @param {number} personId
 */
export function preview(words, message, view, personId) {
  const text = summary(words, message)
  if (message.service) return text
  if (message.from.id === personId) return `${words.say('you')}: ${text}`
  return view.botId ? text : `${message.from.firstName}: ${text}`
}
