/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, unknown>} Props */

/**
 * Makes an element. `on...` props are listeners, `true` sets an empty attribute, false and undefined set none.
 * Children are nodes or plain text: there is no way to give it markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    } else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined && value !== null)
      element.setAttribute(name, String(value))
  }
  element.append(...present(children.flat()))
  return element
}

/**
 * @param {Element} parent
 * @param {...Child} children
 */
export function replaceChildren(parent, ...children) {
  parent.replaceChildren(...present(children))
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function present(children) {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === false) return []
    return [child instanceof Node ? child : String(child)]
  })
}

/** @typedef {{ key: string, version: string, render: () => HTMLElement }} KeyedItem */

/** @type {WeakMap<Element, Map<string, { version: string, node: HTMLElement }>>} */
const keyedChildren = new WeakMap()

/**
 * Makes the children of `parent` follow `items`: what did not change keeps its element, so that scroll, focus,
 * sound and selection stay.
 * @param {Element} parent
 * @param {KeyedItem[]} items
 */
export function reconcile(parent, items) {
  const known = keyedChildren.get(parent) ?? new Map()
  const next = new Map()
  const wanted = new Set(items.map(({ key }) => key))
  for (const [key, { node }] of known) if (!wanted.has(key)) node.remove()
  /** @type {ChildNode | null} */
  let cursor = parent.firstChild
  for (const { key, version, render } of items) {
    const old = known.get(key)
    const node = old?.version === version ? old.node : render()
    if (old && old.node !== node) {
      const focused = focusedIndex(old.node)
      if (cursor === old.node) cursor = node
      old.node.replaceWith(node)
      if (focused >= 0) focusables(node)[Math.min(focused, focusables(node).length - 1)]?.focus()
    }
    if (node === cursor) cursor = node.nextSibling
    else parent.insertBefore(node, cursor)
    next.set(key, { version, node })
  }
  keyedChildren.set(parent, next)
}

/** @param {Element} node */
function focusedIndex(node) {
  return focusables(node).findIndex((element) => element === document.activeElement)
}

/**
 * @param {Element} node
 * @returns {HTMLElement[]}
 */
export function focusables(node) {
  return [...node.querySelectorAll('button, [href], input, select, textarea, [tabindex="0"]')].filter(
    (element) => element instanceof HTMLElement,
  )
}
