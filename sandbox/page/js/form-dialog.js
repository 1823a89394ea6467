import { h } from './dom.js'

/** @import { Words } from './words.js' */

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} [hint]
 * @property {boolean} [required]
 * @property {string} [value]
 * @property {string} [placeholder]
 * @property {'text' | 'number' | 'checkbox'} [type]
 * @property {boolean} [checked]
 * @property {{ value: string, label: string }[]} [options] makes it a choice
 */

/**
 * Asks for a few values. A refusal of the sandbox is shown in the dialog, which then stays.
 * @param {{ words: Words, title: string, hint?: string, testId: string, action: string, fields: (Field | HTMLElement)[],
 *   submit: (values: FormData) => Promise<void> }} form
 */
export function openFormDialog({ words, title, hint, testId, action, fields, submit }) {
  const error = h('p', { class: 'form-error', role: 'alert', hidden: true })
  const form = h(
    'form',
    { method: 'dialog' },
    h('h2', {}, title),
    hint && h('p', { class: 'form-hint' }, hint),
    fields.map((field) => (field instanceof HTMLElement ? field : fieldRow(field))),
    error,
    h(
      'div',
      { class: 'form-buttons' },
      h(
        'button',
        { type: 'button', class: 'button quiet', onclick: () => dialog.close() },
        words.say('cancel'),
      ),
      h('button', { type: 'submit', class: 'button primary', 'data-testid': 'submit' }, action),
    ),
  )
  const dialog = h(
    'dialog',
    { 'data-testid': testId, 'aria-label': title, onclose: () => dialog.remove() },
    form,
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    submit(new FormData(form)).then(
      () => dialog.close(),
      (refusal) => {
        error.textContent = refusal instanceof Error ? refusal.message : String(refusal)
        error.hidden = false
      },
    )
  })
  document.body.append(dialog)
  dialog.showModal()
}

/** @param {Field} field */
export function fieldRow({ name, label, hint, options, type = 'text', ...rest }) {
  const { required, value, placeholder, checked } = rest
  const input = options
    ? h(
        'select',
        { name },
        options.map((option) => h('option', { value: option.value }, option.label)),
      )
    : h('input', { name, type, required, value, placeholder, checked, autocomplete: 'off' })
  const below = hint && h('small', {}, hint)
  if (type === 'checkbox') return h('label', { class: 'field tick' }, input, h('span', {}, label), below)
  return h('label', { class: 'field' }, h('span', {}, label), input, below)
}
