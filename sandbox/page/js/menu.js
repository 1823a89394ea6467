import { focusables, h } from './dom.js'
import { icon } from './icons.js'

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {import('./icons.js').IconName} [icon]
 * @property {string} [testId]
 * @property {string} [detail] a second, quieter line
 * @property {boolean} [checked] makes it a switch
 * @property {boolean} [danger]
 * @property {() => void} onSelect
 */

/**
 * Opens a menu beside its button, inside the phone it belongs to. Arrows move, Escape and a press elsewhere close it.
 * @param {HTMLElement} container positioned; the menu stays within it
 * @param {HTMLElement} anchor
 * @param {MenuItem[]} items
 */
export function openMenu(container, anchor, items) {
  const back = document.activeElement
  const menu = h('div', { class: 'menu', role: 'menu', 'data-testid': 'menu' }, items.map(itemButton))
  const veil = h(
    'div',
    { class: 'menu-veil', onclick: (/** @type {Event} */ e) => e.target === veil && close() },
    menu,
  )

  function close() {
    veil.remove()
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true })
  }

  /** @param {MenuItem} item */
  function itemButton(item) {
    const select = () => {
      close()
      item.onSelect()
    }
    return h(
      'button',
      {
        type: 'button',
        class: `menu-item${item.danger ? ' danger' : ''}`,
        role: item.checked === undefined ? 'menuitem' : 'menuitemcheckbox',
        'aria-checked': item.checked === undefined ? undefined : String(item.checked),
        'data-testid': item.testId,
        onclick: select,
      },
      item.icon && icon(item.icon),
      h('span', { class: 'menu-label' }, item.label, item.detail && h('small', {}, item.detail)),
      item.checked && icon('check'),
    )
  }

  menu.addEventListener('keydown', (event) => {
    const buttons = focusables(menu)
    const at = buttons.findIndex((button) => button === document.activeElement)
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move) buttons.at((at + move) % buttons.length)?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  container.append(veil)
  place(menu, container, anchor)
  focusables(menu)[0]?.focus({ preventScroll: true })
}

/**
 * @param {HTMLElement} menu
 * @param {HTMLElement} container
 * @param {HTMLElement} anchor
 */
function place(menu, container, anchor) {
  const [outer, from] = [container.getBoundingClientRect(), anchor.getBoundingClientRect()]
  const [width, height, gap] = [menu.offsetWidth, menu.offsetHeight, 8]
  const left =
    from.left - outer.left + width + gap > outer.width
      ? from.right - outer.left - width
      : from.left - outer.left
  const below = from.bottom - outer.top + 4
  const top = below + height + gap > outer.height ? from.top - outer.top - height - 4 : below
  menu.style.left = `${Math.max(gap, Math.min(left, outer.width - width - gap))}px`
  menu.style.top = `${Math.max(gap, top)}px`
}
