import { iconButton, toneOf } from './avatar.js'
import { h } from './dom.js'
import { inlineKeyboard } from './keyboards.js'
import { contactCard, locationCard, mediaElement } from './media.js'
import { openMenu } from './menu.js'
import { messageMenuItems } from './message-menu.js'
import { messageText } from './message-text.js'
import { summary } from './preview.js'

/** @import { App } from './main.js' */
/** @import { Composer } from './composer.js' */
/** @import { PhoneActions } from './phone.js' */
/** @import { ChatView, Message } from './control-api.d.ts' */

/**
 * @typedef {object} Bubble
 * @property {App} app
 * @property {number} personId
 * @property {PhoneActions} actions
 * @property {Composer} composer
 * @property {ChatView} view
 * @property {Message[]} group one message, or those of an album
 * @property {Message} first
 * @property {boolean} together stands under a message of the same author
 * @property {Message | undefined} quoted
 * @property {(messageId: number) => void} jumpTo
 */

/** @param {Bubble} parts */
export function bubble(parts) {
  const { app, personId, actions, composer, view, group, first, together } = parts
  const own = first.from.id === personId
  const text = captioned(group)
  const more = iconButton('more', app.words.say('messageMenu'), {
    class: 'icon-button message-more',
    'data-testid': 'message-menu',
    onclick: openActions,
  })
  function openActions() {
    openMenu(
      actions.element,
      more,
      messageMenuItems({ app, personId, actions, composer, message: text ?? first, view }),
    )
  }
  const isSticker = first.media?.kind === 'sticker'
  const visual = first.media && ['photo', 'video', 'animation'].includes(first.media.kind)
  const classes = [
    'bubble',
    own ? 'own' : 'other',
    together && 'together',
    isSticker && 'bare',
    visual && 'visual',
    (text?.text ?? text?.caption) === undefined && 'wordless',
  ]
  const body = h(
    'div',
    {
      class: classes.filter(Boolean).join(' '),
      oncontextmenu: (/** @type {Event} */ event) => {
        event.preventDefault()
        openActions()
      },
    },
    !own &&
      !view.botId &&
      !together &&
      h('span', { class: `author tone-text-${toneOf(first.from.id)}` }, first.from.firstName),
    quote(parts),
    media(parts),
    first.contact && contactCard(first.contact, app.words),
    first.location && locationCard(first.location, app.words),
    text && h('div', { class: 'text', 'data-testid': 'text', dir: 'auto' }, messageText(parts, text)),
    meta(parts),
  )
  return h(
    'div',
    {
      class: `message ${own ? 'own' : 'other'}`,
      'data-testid': 'message',
      'data-message-id': first.messageId,
      'data-from': own ? 'own' : first.fromBot ? 'bot' : 'other',
    },
    h('div', { class: 'bubble-line' }, body, more),
    reactions(first),
    first.buttons && inlineKeyboard({ app, personId, actions, message: first, rows: first.buttons }),
  )
}

/** @param {Message[]} group */
function captioned(group) {
  return group.find((message) => message.text !== undefined || message.caption !== undefined)
}

/** @param {Bubble} parts */
function quote({ app, first, quoted, jumpTo }) {
  if (first.replyTo === undefined) return undefined
  const raw = first.raw.reply_to_message
  // In a topic Telegram marks every message as a reply to the topic's first one.
  if (raw?.forum_topic_created) return undefined
  const author = quoted?.from.firstName ?? raw?.from?.first_name ?? ''
  const text = quoted
    ? summary(app.words, quoted)
    : (raw?.text ?? raw?.caption ?? app.words.say('deletedMessage'))
  const target = first.replyTo
  return h(
    'button',
    { type: 'button', class: 'quote', 'data-testid': 'quote', onclick: () => jumpTo(target) },
    h('strong', {}, author),
    h('span', {}, text),
  )
}

/** @param {Bubble} parts */
function media({ app, group }) {
  const shown = group.flatMap((message) => (message.media ? [mediaElement(message.media, app.words)] : []))
  if (shown.length < 2) return shown[0]
  const inGrid = ['photo', 'video', 'animation'].includes(group[0]?.media?.kind ?? '')
  return h(
    'div',
    { class: inGrid ? `album count-${Math.min(shown.length, 4)}` : 'file-album', 'data-testid': 'album' },
    shown,
  )
}

/** @param {Bubble} parts */
function meta({ app, group, first }) {
  const { words } = app
  const edited = group.some(({ editDate }) => editDate !== undefined)
  return h(
    'span',
    { class: 'meta' },
    edited && h('span', { 'data-testid': 'edited' }, words.say('edited')),
    h('time', { datetime: new Date(first.date * 1000).toISOString() }, words.time(first.date)),
  )
}

/** @param {Message} message */
function reactions({ reactions: given = [] }) {
  if (given.length === 0) return undefined
  const counts = Map.groupBy(given, ({ emoji }) => emoji)
  return h(
    'div',
    { class: 'reactions' },
    [...counts].map(([emoji, from]) => h('span', { 'data-testid': 'reaction' }, `${emoji} ${from.length}`)),
  )
}
