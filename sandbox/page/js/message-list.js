import { iconButton } from './avatar.js'
import { bubble } from './bubble.js'
import { h, reconcile } from './dom.js'
import { serviceText } from './service-message.js'
import { isTyping } from './views.js'

/** @import { App } from './main.js' */
/** @import { Composer } from './composer.js' */
/** @import { KeyedItem } from './dom.js' */
/** @import { PhoneActions } from './phone.js' */
/** @import { ChatView, Message, Place } from './control-api.d.ts' */

const page = 100
/** Messages of one author within so many seconds stand together. */
const togetherSeconds = 300

/**
 * @param {App} app
 * @param {number} personId
 * @param {PhoneActions} actions
 * @param {Place} place
 * @param {Composer} composer
 */
export function createMessageList(app, personId, actions, place, composer) {
  const { store, words } = app
  let limit = page
  let atEnd = true
  let scrolledTo = 0
  const list = h('div', {
    class: 'messages',
    role: 'log',
    'aria-label': words.say('messages'),
    'data-testid': 'messages',
  })
  const scroller = h('div', { class: 'scroller', tabindex: 0, onscroll }, list)
  const down = iconButton('down', words.say('toNewest'), {
    class: 'icon-button to-newest',
    hidden: true,
    onclick: toEnd,
  })
  const element = h('div', { class: 'message-area' }, scroller, down)
  new ResizeObserver(() => atEnd && toEnd()).observe(scroller)
  new ResizeObserver(() => atEnd && toEnd()).observe(list)

  function onscroll() {
    const { scrollTop, scrollHeight, clientHeight } = scroller
    const isNear = scrollHeight - scrollTop - clientHeight < 60
    // the event of an own scroll may come when a keyboard or a picture has taken room since: nobody has scrolled up
    atEnd = isNear || (atEnd && scrollTop >= scrolledTo)
    scrolledTo = scrollTop
    down.hidden = atEnd
  }

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight
  }

  /** @param {number} messageId */
  function jumpTo(messageId) {
    const target = list.querySelector(`[data-message-id="${messageId}"]`)
    target?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    target?.animate([{ filter: 'brightness(0.85)' }, { filter: 'none' }], 1200)
  }

  /**
   * @param {ChatView} view
   * @returns {KeyedItem[]}
   */
  function items(view) {
    const all = store.messages.list(view, place.threadId)
    const groups = albums(all.slice(-limit))
    /** @type {KeyedItem[]} */
    const found = []
    /** @type {Message | undefined} */
    let before
    let shownDay = ''
    if (all.length > limit) found.push(earlier())
    for (const group of groups) {
      const [first] = group
      if (!first) continue
      const day = words.day(first.date)
      if (day !== shownDay) {
        found.push({
          key: `day ${day}`,
          version: '',
          render: () => h('div', { class: 'day' }, h('span', {}, day)),
        })
        shownDay = day
        before = undefined
      }
      found.push(first.service ? service(first) : item(view, group, first, before))
      before = first.service ? undefined : first
    }
    if (isTyping(app, view, place.threadId)) found.push(typingDots())
    return found
  }

  /**
   * @param {ChatView} view
   * @param {Message[]} group
   * @param {Message} first
   * @param {Message | undefined} before
   * @returns {KeyedItem}
   */
  function item(view, group, first, before) {
    const together = before?.from.id === first.from.id && first.date - before.date < togetherSeconds
    const quoted = first.replyTo === undefined ? undefined : store.messages.find(place.key, first.replyTo)
    return {
      key: String(first.messageId),
      version: [...group.map(({ revision }) => revision), quoted?.revision, together].join(),
      render: () =>
        bubble({ app, personId, actions, composer, view, group, first, together, quoted, jumpTo }),
    }
  }

  /** @returns {KeyedItem} */
  function earlier() {
    const more = () => {
      limit += page
      atEnd = false
      store.changed()
    }
    const render = () =>
      h('button', { type: 'button', class: 'link earlier', onclick: more }, words.say('earlier'))
    return { key: 'earlier', version: '', render }
  }

  /**
   * @param {Message} message
   * @returns {KeyedItem}
   */
  function service(message) {
    const text = serviceText(words, message)
    const attributes = { class: 'service', 'data-testid': 'service', 'data-message-id': message.messageId }
    return {
      key: String(message.messageId),
      version: text,
      render: () => h('div', attributes, h('span', {}, text)),
    }
  }

  /** @returns {KeyedItem} */
  function typingDots() {
    const dots = () =>
      h(
        'div',
        { class: 'typing-dots', 'data-testid': 'typing', 'aria-label': words.say('typing') },
        h('i'),
        h('i'),
        h('i'),
      )
    return { key: 'typing', version: '', render: dots }
  }

  return {
    element,
    /** @param {ChatView} view */
    update(view) {
      const last = store.messages.list(view, place.threadId).at(-1)
      if (last?.from.id === personId && !list.querySelector(`[data-message-id="${last.messageId}"]`))
        atEnd = true
      reconcile(list, items(view))
      if (atEnd) toEnd()
    },
  }
}

/**
 * Messages of one album stand in one bubble.
 * @param {Message[]} messages
 * @returns {Message[][]}
 */
function albums(messages) {
  /** @type {Message[][]} */
  const groups = []
  for (const message of messages) {
    const last = groups.at(-1)
    const same = message.mediaGroupId !== undefined && last?.[0]?.mediaGroupId === message.mediaGroupId
    if (same) last?.push(message)
    else groups.push([message])
  }
  return groups
}
