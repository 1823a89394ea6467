/** @import { ChatView, Message, Person, Place } from './control-api.d.ts' */

/**
 * One key per conversation: private chats of different bots with one person share the chat id.
 * @param {{ id?: number, chatId?: number, botId?: number }} chat a chat or a message
 */
export function keyOf(chat) {
  const id = chat.chatId ?? chat.id
  return chat.botId ? `${chat.botId}:${id}` : String(id)
}

/** @param {Place} place */
export function placeKey({ key, threadId }) {
  return `${key}/${threadId ?? 0}`
}

/**
 * Whether a message belongs to a place; a forum's messages without a thread are in the general topic.
 * @param {Message} message
 * @param {ChatView} view
 * @param {number | undefined} threadId
 */
export function isIn(message, view, threadId) {
  return !view.isForum || (message.threadId ?? 0) === (threadId ?? 0)
}

/** @param {Person} person */
export function fullName({ firstName, lastName }) {
  return lastName ? `${firstName} ${lastName}` : firstName
}

/**
 * The start payload of a deep link to one of the bots; undefined for any other address.
 * @param {string} url
 * @param {{ username: string }[]} bots
 * @returns {{ username: string, payload: string } | undefined}
 */
export function deepLink(url, bots) {
  const match = /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\/(\w+)\/?(?:\?(.*))?$/i.exec(url.trim())
  const tg = /^tg:\/\/resolve\/?\?(.*)$/i.exec(url.trim())
  const query = new URLSearchParams((match ? match[2] : tg?.[1]) ?? '')
  const name = (match ? match[1] : query.get('domain'))?.toLowerCase()
  const bot = bots.find(({ username }) => username.toLowerCase() === name)
  return bot && { username: bot.username, payload: query.get('start') ?? '' }
}

/**
 * The address that a "share" link passes on.
 * @param {string} url
 */
export function sharedUrl(url) {
  const match = /^(?:https?:\/\/)?(?:t|telegram)\.me\/share\/url\?(.*)$/i.exec(url)
  return match ? (new URLSearchParams(match[1]).get('url') ?? undefined) : undefined
}
