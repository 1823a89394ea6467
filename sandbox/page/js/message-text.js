import { iconButton } from './avatar.js'
import { h } from './dom.js'
import { formattedText } from './formatted-text.js'
import { deepLink } from './places.js'

/** @import { App } from './main.js' */
/** @import { Composer } from './composer.js' */
/** @import { PhoneActions } from './phone.js' */
/** @import { Message } from './control-api.d.ts' */

/**
 * The text or caption of a message. Its commands are sent, its links to the bot open in the phone they are read on;
 * a button beside such a link passes it on to another phone.
 * @param {{ app: App, actions: PhoneActions, composer: Composer }} phone
 * @param {Message} message
 */
export function messageText({ app, actions, composer }, message) {
  const { words, store } = app
  const text = message.text ?? message.caption ?? ''
  const entities = (message.text === undefined ? message.raw.caption_entities : message.raw.entities) ?? []
  return formattedText(text, entities, {
    spoilerLabel: words.say('spoiler'),
    command: (command) => void composer.sendText(command),
    link(url, content) {
      const attributes = { href: url, target: '_blank', rel: 'noopener noreferrer', 'data-testid': 'link' }
      if (!deepLink(url, store.state.bots)) return h('a', attributes, content)
      const open = (/** @type {Event} */ event) => {
        event.preventDefault()
        actions.openLink(url)
      }
      const pass = iconButton('share', words.say('openElsewhere'), {
        class: 'icon-button pass-link',
        'data-testid': 'open-elsewhere',
        onclick: () => actions.openElsewhere(url, pass),
      })
      return h('span', { class: 'deep-link' }, h('a', { ...attributes, onclick: open }, content), pass)
    },
  })
}
