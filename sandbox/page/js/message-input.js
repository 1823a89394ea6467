import { h } from './dom.js'

/** @typedef {ReturnType<typeof createMessageInput>} MessageInput */

const maxHeight = 140

/**
 * A text field that grows with its text. Enter submits, Shift+Enter breaks the line.
 * @param {{ label: string, value: string, onInput: () => void, onSubmit: () => void, onEscape: () => void,
 *   onFiles: (files: File[]) => void }} options
 */
export function createMessageInput({ label, value, onInput, onSubmit, onEscape, onFiles }) {
  const element = h('textarea', {
    rows: 1,
    'aria-label': label,
    'data-testid': 'composer-input',
    dir: 'auto',
    oninput: onInput,
    onkeydown: onKey,
    onpaste: onPaste,
  })
  element.value = value

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === 'Escape') onEscape()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    onSubmit()
  }

  /** @param {ClipboardEvent} event */
  function onPaste(event) {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    onFiles(files)
  }

  return {
    element,
    focus: () => element.focus({ preventScroll: true }),
    text: () => element.value.trim(),
    raw: () => element.value,
    /** @param {string} text */
    set(text) {
      element.value = text
      onInput()
    },
    /** @param {string} placeholder */
    fit(placeholder) {
      element.placeholder = placeholder
      element.style.height = 'auto'
      // Out of sight there is nothing to measure.
      if (element.scrollHeight > 0) element.style.height = `${Math.min(element.scrollHeight, maxHeight)}px`
    },
  }
}
