import { h } from './dom.js'

/** @import { Entity } from './control-api.d.ts' */

/**
 * @typedef {object} TextActions
 * @property {(url: string, content: DocumentFragment) => Node} link an anchor for an address
 * @property {(command: string) => void} command sends a command that was pressed in the text
 * @property {string} spoilerLabel
 */

const plain = /** @type {const} */ ({
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
})

/**
 * A text with its entities as elements. Markup in the text itself stays text.
 * @param {string} text
 * @param {Entity[]} entities UTF-16 offsets, as Telegram counts
 * @param {TextActions} actions
 * @returns {DocumentFragment}
 */
export function formattedText(text, entities, actions) {
  const sorted = entities
    .map((entity) => ({ entity, start: entity.offset, end: entity.offset + entity.length }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  return part(text, 0, text.length, sorted, actions)
}

/** @typedef {{ entity: Entity, start: number, end: number }} Span */

/**
 * The text from `start` to `end`: spans that lie in an earlier one become its children, spans that reach out of it
 * are cut in two.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Span[]} spans sorted, within start and end
 * @param {TextActions} actions
 */
function part(text, start, end, spans, actions) {
  const fragment = document.createDocumentFragment()
  let at = start
  let rest = spans
  while (rest.length > 0) {
    const [first, ...others] = rest
    if (!first) break
    fragment.append(text.slice(at, Math.max(at, first.start)))
    const inner = others.filter((span) => span.start < first.end)
    const kept = inner.map((span) => ({ ...span, end: Math.min(span.end, first.end) }))
    const cut = inner.filter((span) => span.end > first.end).map((span) => ({ ...span, start: first.end }))
    const content = part(text, first.start, first.end, kept, actions)
    fragment.append(element(first.entity, text.slice(first.start, first.end), content, actions))
    // A block ends its line by itself; the line break behind it would be an empty line.
    at = isBlock(first.entity) && text[first.end] === '\n' && first.end < end ? first.end + 1 : first.end
    rest = [...cut, ...others.filter((span) => span.start >= first.end)].sort((a, b) => a.start - b.start)
  }
  fragment.append(text.slice(at, end))
  return fragment
}

/** @param {Entity} entity */
function isBlock({ type }) {
  return type === 'pre' || type.endsWith('blockquote')
}

/**
 * @param {Entity} entity
 * @param {string} words
 * @param {DocumentFragment} content
 * @param {TextActions} actions
 * @returns {Node}
 */
function element(entity, words, content, actions) {
  if (entity.type in plain) return h(plain[/** @type {keyof typeof plain} */ (entity.type)], {}, content)
  switch (entity.type) {
    case 'text_link':
    case 'url':
      return linkTo(entity.url ?? words, content, actions)
    case 'email':
      return linkTo(`mailto:${words}`, content, actions)
    case 'phone_number':
      return linkTo(`tel:${words.replace(/[^+\d]/g, '')}`, content, actions)
    case 'bot_command':
      return h('button', { type: 'button', class: 'link', onclick: () => actions.command(words) }, content)
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
      return h('span', { class: 'mention' }, content)
    case 'spoiler':
      return spoiler(content, actions.spoilerLabel)
    default:
      return content
  }
}

/**
 * @param {string} url
 * @param {DocumentFragment} content
 * @param {TextActions} actions
 */
function linkTo(url, content, actions) {
  const address = /^[a-z]+:/i.test(url) ? url : `https://${url}`
  // Only what a messenger opens: never javascript:, data: or file:.
  if (!/^(?:https?|tg|mailto|tel):/i.test(address)) return content
  return actions.link(address, content)
}

/**
 * @param {DocumentFragment} content
 * @param {string} label
 */
function spoiler(content, label) {
  const hidden = h('span', { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': label }, content)
  const show = () => {
    hidden.className = 'spoiler shown'
    for (const name of ['role', 'tabindex', 'aria-label']) hidden.removeAttribute(name)
  }
  hidden.addEventListener('click', show, { once: true })
  hidden.addEventListener('keydown', (event) => event.key === 'Enter' && show())
  return hidden
}
