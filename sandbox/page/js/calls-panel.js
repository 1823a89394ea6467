import { iconButton } from './avatar.js'
import { isFailed } from './call-log.js'
import { h, reconcile, replaceChildren } from './dom.js'

/** @import { App } from './main.js' */
/** @import { Call } from './control-api.d.ts' */

/**
 * The drawer with the calls of the bot, newest first.
 * @param {App} app
 * @param {() => void} close
 */
export function createCallsPanel({ store, memory, words }, close) {
  const method = h('select', {
    'aria-label': words.say('method'),
    'data-testid': 'calls-method',
    onchange: () => update(),
  })
  const errors = h('input', { type: 'checkbox', 'data-testid': 'calls-errors', onchange: () => update() })
  const list = h('div', { class: 'call-list', 'data-testid': 'calls' })
  const nothing = h('p', { class: 'calls-empty' })
  const closeButton = iconButton('close', words.say('close'), {
    'data-testid': 'calls-close',
    onclick: close,
  })
  const element = h(
    'aside',
    { class: 'calls', 'aria-label': words.say('callsTitle'), 'data-testid': 'calls-panel', hidden: true },
    h(
      'div',
      { class: 'calls-header' },
      h('div', {}, h('h2', {}, words.say('callsTitle')), h('p', {}, words.say('callsHint'))),
      closeButton,
    ),
    h(
      'div',
      { class: 'calls-filter' },
      method,
      h('label', { class: 'tick' }, errors, h('span', {}, words.say('onlyErrors'))),
      h(
        'button',
        {
          type: 'button',
          class: 'button quiet',
          'data-testid': 'calls-clear',
          onclick: () => void store.calls.clear(),
        },
        words.say('clear'),
      ),
    ),
    nothing,
    list,
  )

  /** @param {Call[]} calls */
  function fillMethods(calls) {
    const names = [...new Set(calls.map((call) => call.method))].sort()
    if (method.dataset['names'] === names.join()) return
    method.dataset['names'] = names.join()
    const chosen = method.value
    const options = names.map((name) => h('option', { value: name }, name))
    replaceChildren(method, h('option', { value: '' }, words.say('allMethods')), ...options)
    method.value = names.includes(chosen) ? chosen : ''
  }

  function update() {
    element.hidden = !memory.desk().callsOpen
    if (element.hidden) return
    const calls = store.calls.all()
    fillMethods(calls)
    const shown = calls.filter(
      (call) => (method.value === '' || call.method === method.value) && (!errors.checked || isFailed(call)),
    )
    nothing.hidden = shown.length > 0
    nothing.textContent = words.say(calls.length === 0 ? 'callsEmpty' : 'callsNoMatch')
    reconcile(
      list,
      shown
        .toReversed()
        .map((call) => ({ key: String(call.id), version: whereOf(call), render: () => row(call) })),
    )
  }

  /** @param {Call} call */
  function whereOf({ chatId }) {
    if (chatId === undefined) return ''
    const person = store.person(chatId)
    const groups = [...store.state.views.values()].flat()
    return person?.firstName ?? groups.find(({ id }) => id === chatId)?.title ?? String(chatId)
  }

  /** @param {Call} call */
  function row(call) {
    const failed = isFailed(call)
    const details = h(
      'details',
      {
        class: `call${failed ? ' failed' : ''}`,
        'data-testid': 'call',
        'data-method': call.method,
        'data-status': call.status,
      },
      h(
        'summary',
        {},
        h('span', { class: 'call-method' }, call.method),
        h('span', { class: 'call-status' }, call.answer === null ? words.say('noAnswer') : call.status),
        h('span', { class: 'call-where' }, whereOf(call)),
        h(
          'span',
          { class: 'call-time' },
          `${words.exactTime(call.time)} · ${words.say('ms', { count: Math.round(call.durationMs) })}`,
        ),
        failed && call.answer?.description && h('span', { class: 'call-error' }, call.answer.description),
        call.fault !== undefined &&
          h('span', { class: 'call-error' }, words.say('fault', { id: call.fault })),
      ),
    )
    // Most rows are never opened: their JSON is written when one is.
    details.addEventListener('toggle', () => fillDetails(details, call), { once: true })
    return details
  }

  /**
   * @param {HTMLElement} details
   * @param {Call} call
   */
  function fillDetails(details, call) {
    details.append(
      h('h3', {}, words.say('params')),
      h('pre', { tabindex: 0 }, JSON.stringify(call.params, null, 2)),
      h('h3', {}, words.say('answer')),
      h(
        'pre',
        { tabindex: 0 },
        call.answer === null ? words.say('noAnswer') : JSON.stringify(call.answer, null, 2),
      ),
    )
  }

  return { element, update, focus: () => closeButton.focus() }
}
