import { keyOf, placeKey } from './places.js'

/** @import { App } from './main.js' */
/** @import { ChatView, Person } from './control-api.d.ts' */

/**
 * The chats of a person, newest first; bots not written to yet are there as well, so that they can be started.
 * @param {App} app
 * @param {Person} person
 * @returns {ChatView[]}
 */
export function viewsOf({ store }, person) {
  const views = store.state.views.get(person.id) ?? []
  const missing = store.state.bots
    .filter((bot) => !views.some((view) => view.botId === bot.id))
    .map((bot) => unstartedView(person, bot.id, bot.firstName))
  const newest = (/** @type {ChatView} */ view) => view.lastMessage?.date ?? 0
  return [...views, ...missing].sort((a, b) => newest(b) - newest(a))
}

/**
 * @param {Person} person
 * @param {number} botId
 * @param {string} title
 * @returns {ChatView}
 */
function unstartedView(person, botId, title) {
  return {
    id: person.id,
    botId,
    type: 'private',
    title,
    isForum: false,
    members: [],
    topics: [],
    pinnedMessageIds: [],
    blocked: person.blockedBots.includes(botId),
    commands: [],
    menuButton: 'default',
  }
}

/**
 * @param {App} app
 * @param {ChatView} view
 */
export function titleOf({ store }, view) {
  const bot = store.state.bots.find(({ id }) => id === view.botId)
  return bot?.firstName ?? view.title
}

/**
 * @param {App} app
 * @param {number} personId
 * @param {ChatView} view
 * @param {number} [threadId]
 */
export function unreadOf({ store, memory }, personId, view, threadId) {
  const { read } = memory.phone(personId)
  const key = keyOf(view)
  return store.messages.unread(
    view,
    personId,
    (thread) => read[placeKey({ key, threadId: thread })] ?? 0,
    threadId,
  )
}

/**
 * Remembers that everything in a place was seen.
 * @param {App} app
 * @param {number} personId
 * @param {ChatView} view
 * @param {number | undefined} threadId
 */
export function markRead({ store, memory }, personId, view, threadId) {
  const last = store.messages.list(view, threadId).at(-1)?.messageId ?? 0
  const place = placeKey({ key: keyOf(view), threadId })
  const { read } = memory.phone(personId)
  if ((read[place] ?? 0) >= last) return false
  memory.setPhone(personId, { read: { ...read, [place]: last } })
  return true
}

/**
 * Whether the bot is writing in this place just now.
 * @param {App} app
 * @param {ChatView} view
 * @param {number | undefined} threadId
 */
export function isTyping({ store }, view, threadId) {
  return (store.state.typing.get(placeKey({ key: keyOf(view), threadId })) ?? 0) > Date.now()
}
