import { createCallsPanel } from './calls-panel.js'
import { createDeskHeader } from './desk-header.js'
import { h, reconcile, replaceChildren } from './dom.js'
import { emptyDesk } from './empty-desk.js'
import { openGroupDialog } from './group-dialog.js'
import { createPeopleStrip } from './people-strip.js'
import { openPersonDialog } from './person-dialog.js'
import { createPhone } from './phone.js'

/** @import { App } from './main.js' */
/** @typedef {ReturnType<typeof createPhone>} Phone */

/**
 * The whole page: the header, the phones side by side and the drawer of API calls.
 * @param {App} app
 */
export function createDesk(app) {
  const { store, memory } = app
  /** @type {Map<number, Phone>} */
  const phones = new Map()
  const addPerson = () => openPersonDialog(app, (person) => activate(person.id))
  const addGroup = () => openGroupDialog(app)
  const header = createDeskHeader(app, { addPerson, addGroup, toggleCalls })
  const strip = createPeopleStrip(app, activate)
  const calls = createCallsPanel(app, toggleCalls)
  const notice = h('div', { class: 'notice', role: 'status', 'data-testid': 'notice' })
  const row = h('main', { class: 'phones', 'data-testid': 'phones' })
  const empty = emptyDesk(app, addPerson)
  const element = h(
    'div',
    { class: 'desk', 'data-testid': 'desk' },
    header.element,
    strip.element,
    h('div', { class: 'stage' }, h('div', { class: 'table' }, notice, empty, row), calls.element),
  )

  function toggleCalls() {
    memory.setDesk({ callsOpen: !memory.desk().callsOpen })
    update()
    if (memory.desk().callsOpen) calls.focus()
  }

  /**
   * Brings a person's phone to the front, out of hiding too.
   * @param {number} personId
   */
  function activate(personId) {
    const hidden = (memory.desk().hidden ?? []).filter((id) => id !== personId)
    memory.setDesk({ activePerson: personId, hidden })
    update()
    phones.get(personId)?.element.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' })
  }

  /** @param {number} personId */
  function hide(personId) {
    memory.setDesk({ hidden: [...(memory.desk().hidden ?? []), personId] })
    update()
  }

  function update() {
    const { loaded, people } = store.state
    const { hidden = [], activePerson, callsOpen = false } = memory.desk()
    const shown = people.filter(({ id }) => !hidden.includes(id))
    const active = shown.find(({ id }) => id === activePerson) ?? shown[0]
    element.classList.toggle('calls-open', callsOpen)
    element.classList.toggle('is-empty', loaded && people.length === 0)
    header.update()
    strip.update(active?.id)
    calls.update()
    empty.hidden = !loaded || people.length > 0
    showNotice(notice, app)
    reconcile(
      row,
      shown.map(({ id }) => ({ key: String(id), version: '', render: () => phoneOf(id).element })),
    )
    for (const { id } of shown) {
      phoneOf(id).element.classList.toggle('active', id === active?.id)
      phoneOf(id).update()
    }
  }

  /** @param {number} personId */
  function phoneOf(personId) {
    const known = phones.get(personId)
    if (known) return known
    const phone = createPhone(app, personId, { hide: () => hide(personId), openOn })
    phones.set(personId, phone)
    return phone
  }

  /**
   * @param {number} personId
   * @param {string} url
   */
  function openOn(personId, url) {
    activate(personId)
    phoneOf(personId).openLink(url)
  }

  return { element, update }
}

/**
 * One line above the phones: the connection first, then what a newcomer should know.
 * @param {HTMLElement} notice
 * @param {App} app
 */
function showNotice(notice, { store, memory, words }) {
  const { loaded, connected, bots, people } = store.state
  const idle = bots.length > 0 && bots.every(({ mode }) => mode === 'idle')
  const hint = people.length > 0 && !memory.desk().hintClosed
  const text =
    !connected && loaded
      ? words.say('offline')
      : !loaded
        ? words.say('loading')
        : idle
          ? words.say('idleHint', { address: location.origin })
          : hint
            ? words.say('hint')
            : ''
  const key = `${connected}|${text}`
  notice.hidden = text === ''
  if (notice.dataset['shown'] === key) return
  notice.dataset['shown'] = key
  notice.classList.toggle('warning', !connected && loaded)
  const close = () => {
    memory.setDesk({ hintClosed: true })
    store.changed()
  }
  const closable = connected && loaded && !idle
  replaceChildren(
    notice,
    h('span', {}, text),
    closable && h('button', { type: 'button', class: 'link', onclick: close }, words.say('gotIt')),
  )
}
