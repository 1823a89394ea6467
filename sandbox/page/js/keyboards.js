import { h, replaceChildren } from './dom.js'
import { icon } from './icons.js'

/** @import { App } from './main.js' */
/** @import { PhoneActions } from './phone.js' */
/** @import { InlineButton, Message, ReplyKeyboard } from './control-api.d.ts' */

/** A press that nobody answers stops looking busy after as long as Telegram waits. */
const busyMs = 15_000

/**
 * The buttons under a message.
 * @param {{ app: App, personId: number, actions: PhoneActions, message: Message, rows: InlineButton[][] }} keyboard
 */
export function inlineKeyboard({ app, personId, actions, message, rows }) {
  /**
   * @param {HTMLButtonElement} element
   * @param {InlineButton} button
   */
  async function press(element, button) {
    const answered = new Set()
    const listen = app.store.onAnswer(({ id, personId: who }) => who === personId && finish(id))
    let callbackId = ''
    const done = () => {
      element.removeAttribute('aria-busy')
      listen.stop()
    }
    // The answer may overtake the reply to the press.
    const finish = (/** @type {string} */ id) => {
      answered.add(id)
      if (id === callbackId) done()
    }
    element.setAttribute('aria-busy', 'true')
    setTimeout(done, busyMs)
    const { chatId, botId, messageId } = message
    const by = button.data === undefined ? { text: button.text } : { data: button.data }
    const pressed = await actions.attempt(app.api.press(personId, { chatId, bot: botId, messageId, ...by }))
    if (pressed?.kind === 'callback' && !answered.has(pressed.id)) {
      callbackId = pressed.id
      return
    }
    done()
    if (pressed?.kind === 'url') actions.openLink(pressed.url)
    if (pressed?.kind === 'copy') void actions.copy(pressed.text)
  }

  return h(
    'div',
    { class: 'inline-keyboard', 'data-testid': 'inline-keyboard' },
    rows.map((row) =>
      h(
        'div',
        { class: 'keys' },
        row.map((button) => {
          const element = h(
            'button',
            {
              type: 'button',
              class: 'key',
              'data-testid': 'inline-button',
              onclick: () => void press(element, button),
            },
            h('span', {}, button.text),
            button.url !== undefined && icon('open'),
            button.copyText !== undefined && icon('copy'),
          )
          return element
        }),
      ),
    ),
  )
}

/**
 * The keys under the input.
 * @param {{ onTap: (text: string) => void }} listener
 */
export function createReplyKeyboard({ onTap }) {
  const element = h('div', { class: 'reply-keyboard', 'data-testid': 'reply-keyboard', hidden: true })
  let version = ''

  /**
   * @param {ReplyKeyboard | undefined} keyboard
   * @param {boolean} open
   */
  function update(keyboard, open) {
    element.hidden = !keyboard || !open
    const next = JSON.stringify(keyboard?.rows ?? [])
    if (next === version) return
    version = next
    replaceChildren(
      element,
      ...(keyboard?.rows ?? []).map((row) =>
        h(
          'div',
          { class: 'keys' },
          row.map(({ text, requestContact, requestLocation }) =>
            h(
              'button',
              { type: 'button', class: 'key', 'data-testid': 'reply-key', onclick: () => onTap(text) },
              requestContact && icon('contact'),
              requestLocation && icon('place'),
              h('span', {}, text),
            ),
          ),
        ),
      ),
    )
  }

  return { element, update }
}
