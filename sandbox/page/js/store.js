import { createCallLog } from './call-log.js'
import { followEvents } from './events.js'
import { createMessageCache } from './message-cache.js'
import { keyOf } from './places.js'

/** @import { Api } from './api.js' */
/** @import { Memory } from './memory.js' */
/** @import { Bot, CallbackAnswer, Chat, ChatView, Message, Person } from './control-api.d.ts' */

/** @typedef {ReturnType<typeof createStore>} Store */
/** @typedef {{ id: string, personId: number, chatId: number, botId: number, answer: CallbackAnswer }} Answered */

/**
 * The sandbox's world as the page knows it, kept fresh by the event stream.
 * @param {Api} api
 * @param {Memory} memory
 */
export function createStore(api, memory) {
  const state = {
    loaded: false,
    connected: false,
    bots: /** @type {Bot[]} */ ([]),
    people: /** @type {Person[]} */ ([]),
    /** What each person sees, by person id. */
    views: /** @type {Map<number, ChatView[]>} */ (new Map()),
    /** When the bot's "typing" ends (unix ms), by `key/thread`. */
    typing: /** @type {Map<string, number>} */ (new Map()),
  }
  const listeners = /** @type {Set<() => void>} */ (new Set())
  const answerListeners = /** @type {Set<(answered: Answered) => void>} */ (new Set())
  const calls = createCallLog(api, () => changed())
  const messages = createMessageCache(api)
  const due = /** @type {Map<number, number>} */ (new Map())
  /** Whose chats are being asked for, by the number of the latest asking: only its answer counts. */
  const latest = /** @type {Map<number, number>} */ (new Map())
  let askings = 0
  /**
   * Events that came while the world was asked for, which may be older than they are. None are kept otherwise.
   * @type {{ name: string, data: any }[] | undefined}
   */
  let held
  let scheduled = false

  /** Tells the listeners soon, once for many changes. */
  function changed() {
    if (scheduled) return
    scheduled = true
    setTimeout(() => {
      scheduled = false
      for (const listener of listeners) listener()
    }, 15)
  }

  /** @param {Person} person */
  async function loadViews(person) {
    const asking = ++askings
    latest.set(person.id, asking)
    const views = await api.chats(person.id)
    if (latest.get(person.id) !== asking) return
    latest.delete(person.id)
    state.views.set(person.id, views)
    await Promise.all(views.map((view) => messages.load(person.id, view)))
    changed()
  }

  /** @param {number} personId */
  function loadViewsSoon(personId) {
    if (due.has(personId)) return
    const timer = setTimeout(() => {
      due.delete(personId)
      const person = state.people.find(({ id }) => id === personId)
      // A person who is gone by now has nothing to see; the next event tells.
      if (person) loadViews(person).catch(() => {})
    }, 40)
    due.set(personId, timer)
  }

  async function loadAll() {
    const later = /** @type {NonNullable<typeof held>} */ ([])
    held = later
    const world = await api.state()
    // Asked for once more in the meantime: that answer knows all that this one does.
    if (held !== later) return
    held = undefined
    // A sandbox that starts anew counts from the beginning: what was remembered meant other people.
    if (world.revision < (memory.desk().revision ?? 0)) memory.forgetPhones()
    memory.setDesk({ revision: world.revision })
    messages.clear()
    state.bots = world.bots
    state.people = world.people
    state.views = new Map()
    for (const { name, data } of later) takers[name]?.(data)
    await Promise.all([...state.people.map(loadViews), calls.load()])
    state.loaded = true
    changed()
  }

  /** @param {{ message: Message, personIds: number[] }} event */
  function takeMessage({ message, personIds }) {
    const key = keyOf(message)
    memory.setDesk({ revision: message.revision })
    messages.take(message)
    if (message.fromBot) state.typing.delete(`${key}/${message.threadId ?? 0}`)
    for (const personId of personIds) {
      const view = state.views.get(personId)?.find((one) => keyOf(one) === key)
      const newest = (view?.lastMessage?.messageId ?? 0) <= message.messageId
      if (!view || message.deleted || latest.has(personId)) loadViewsSoon(personId)
      if (view && newest) view.lastMessage = message
    }
  }

  /** @param {Person} person */
  function takePerson(person) {
    const known = state.people.some(({ id }) => id === person.id)
    state.people = known
      ? state.people.map((one) => (one.id === person.id ? person : one))
      : [...state.people, person]
    loadViewsSoon(person.id)
  }

  /** @param {Chat} chat */
  function takeChat(chat) {
    for (const { id } of state.people) {
      const seen = state.views.get(id)?.some((view) => keyOf(view) === keyOf(chat))
      if (seen || chat.members.some((member) => member.id === id)) loadViewsSoon(id)
    }
  }

  /** @param {{ chatId: number, botId: number, threadId?: number }} action */
  function takeAction({ chatId, botId, threadId }) {
    const key = chatId > 0 ? `${botId}:${chatId}` : String(chatId)
    state.typing.set(`${key}/${threadId ?? 0}`, Date.now() + 5000)
    setTimeout(changed, 5050)
  }

  /** @type {Record<string, (data: any) => void>} */
  const takers = {
    message: takeMessage,
    chat: ({ chat }) => takeChat(chat),
    keyboard: ({ personId }) => loadViewsSoon(personId),
    person: ({ person }) => takePerson(person),
    action: takeAction,
    callback: (answered) => {
      for (const listener of answerListeners) listener(answered)
    },
    bot: ({ bot }) => {
      state.bots = [...state.bots.filter(({ id }) => id !== bot.id), bot]
      for (const { id } of state.people) loadViewsSoon(id)
    },
    call: ({ call }) => calls.take(call),
    hello: () => reload(),
    reset: () => {
      memory.forgetPhones()
      reload()
    },
  }

  // The stream is cut when the sandbox goes away in the middle of it; its return says hello again.
  const reload = () => void loadAll().catch(() => setTimeout(() => state.connected && reload(), 1000))

  return {
    state,
    calls,
    messages,
    /** @param {number} id */
    person: (id) => state.people.find((person) => person.id === id),
    /** @param {() => void} listener */
    onChange: (listener) => listeners.add(listener),
    /**
     * @param {(answered: Answered) => void} listener
     * @returns {{ stop: () => void }}
     */
    onAnswer(listener) {
      answerListeners.add(listener)
      return { stop: () => answerListeners.delete(listener) }
    },
    changed,
    follow() {
      followEvents({
        onEvent(name, data) {
          if (held && !['hello', 'reset'].includes(name)) held.push({ name, data })
          else takers[name]?.(data)
          changed()
        },
        onConnection(connected) {
          state.connected = connected
          changed()
        },
      })
    },
  }
}
