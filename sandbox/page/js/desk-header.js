import { isFailed } from './call-log.js'
import { h, replaceChildren } from './dom.js'
import { icon } from './icons.js'

/** @import { App } from './main.js' */

/**
 * @param {App} app
 * @param {{ addPerson: () => void, addGroup: () => void, toggleCalls: () => void }} actions
 */
export function createDeskHeader({ store, memory, words }, { addPerson, addGroup, toggleCalls }) {
  const status = h('span', { class: 'bot-status', 'data-testid': 'bot-status' })
  const failures = h('span', { class: 'badge danger', hidden: true })
  const callsButton = h(
    'button',
    {
      type: 'button',
      class: 'button',
      'data-testid': 'calls-toggle',
      onclick: toggleCalls,
      'aria-label': words.say('calls'),
    },
    icon('calls'),
    h('span', { class: 'wide' }, words.say('calls')),
    failures,
  )
  const other = words.language === 'ru' ? 'en' : 'ru'
  const switchLanguage = () => {
    memory.setDesk({ language: other })
    // Everything on the page is remembered, so a reload is the shortest way to say it all anew.
    location.reload()
  }
  const element = h(
    'header',
    { class: 'desk-header' },
    h('span', { class: 'logo', 'aria-hidden': 'true' }),
    h(
      'div',
      { class: 'titles' },
      h(
        'h1',
        {},
        h('span', { class: 'wide' }, words.say('appName')),
        h('span', { class: 'narrow' }, words.say('appShort')),
      ),
      h('p', {}, words.say('appHint')),
    ),
    status,
    addButton('add-person', words.say('addPerson'), addPerson),
    addButton('add-group', words.say('addGroup'), addGroup),
    callsButton,
    h(
      'button',
      {
        type: 'button',
        class: 'button quiet',
        'data-testid': 'language',
        onclick: switchLanguage,
        'aria-label': words.say('language'),
        lang: other,
      },
      other === 'en' ? 'EN' : 'RU',
    ),
  )

  function update() {
    const { bots, connected } = store.state
    const bot = bots.find(({ mode }) => mode !== 'idle') ?? bots[0]
    const mode = connected ? (bot?.mode ?? 'idle') : 'idle'
    const label = mode === 'polling' ? 'botPolling' : mode === 'webhook' ? 'botWebhook' : 'botIdle'
    status.className = `bot-status ${mode}`
    replaceChildren(status, h('span', { class: 'wide' }, words.say(label)))
    status.title = words.say(label)
    callsButton.setAttribute('aria-pressed', String(memory.desk().callsOpen ?? false))
    const failed = store.calls.all().filter(isFailed).length
    failures.hidden = failed === 0
    failures.textContent = String(failed)
    failures.setAttribute('aria-label', words.say('errors', { count: failed }))
  }

  return { element, update }
}

/**
 * @param {string} testId
 * @param {string} label
 * @param {() => void} onclick
 */
function addButton(testId, label, onclick) {
  return h(
    'button',
    { type: 'button', class: 'button', 'data-testid': testId, onclick, 'aria-label': label },
    icon(testId === 'add-person' ? 'contact' : 'people'),
    h('span', { class: 'wide' }, label),
    h('span', { class: 'narrow', 'aria-hidden': 'true' }, '+'),
  )
}
