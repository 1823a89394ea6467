import { h } from './dom.js'

/** @import { App } from './main.js' */

/**
 * What a first visitor sees: what this is and what to do.
 * @param {App} app
 * @param {() => void} addPerson
 */
export function emptyDesk({ words }, addPerson) {
  return h(
    'section',
    { class: 'empty-desk', 'data-testid': 'empty-desk', hidden: true },
    h('span', { class: 'logo big', 'aria-hidden': 'true' }),
    h('h2', {}, words.say('emptyTitle')),
    h('p', {}, words.say('emptyText')),
    h('ol', {}, ...['emptyStep1', 'emptyStep2', 'emptyStep3'].map((key) => h('li', {}, words.say(key)))),
    h(
      'button',
      { type: 'button', class: 'button primary', 'data-testid': 'empty-add', onclick: addPerson },
      words.say('emptyAdd'),
    ),
  )
}
