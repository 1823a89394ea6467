import { h } from './dom.js'
import { icon } from './icons.js'

const tones = 7

/**
 * One of the palette's tones, always the same for the same person or chat.
 * @param {number} id
 */
export function toneOf(id) {
  return Math.abs(id) % tones
}

/**
 * @param {{ id: number, name: string, iconName?: import('./icons.js').IconName }} owner
 */
export function avatar({ id, name, iconName }) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
  return h(
    'span',
    { class: `avatar tone-${toneOf(id)}`, 'aria-hidden': 'true' },
    iconName ? icon(iconName) : initials,
  )
}

/**
 * @param {number} count
 * @param {string} label
 */
export function badge(count, label) {
  if (count === 0) return undefined
  const shown = count > 99 ? '99+' : count
  return h('span', { class: 'badge', 'data-testid': 'unread', 'aria-label': label }, shown)
}

/**
 * @param {import('./icons.js').IconName} name
 * @param {string} label
 * @param {import('./dom.js').Props} props
 */
export function iconButton(name, label, props) {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, ...props },
    icon(name),
  )
}
