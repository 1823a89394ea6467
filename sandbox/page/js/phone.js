import { avatar, iconButton } from './avatar.js'
import { createChatList } from './chat-list.js'
import { createChatScreen } from './chat-screen.js'
import { h, replaceChildren } from './dom.js'
import { openMenu } from './menu.js'
import { createPhoneActions } from './phone-actions.js'
import { phoneMenuItems } from './phone-menu.js'
import { fullName, keyOf } from './places.js'
import { createTopicList } from './topic-list.js'
import { viewsOf } from './views.js'

/** @import { App } from './main.js' */
/** @import { ChatView, Place } from './control-api.d.ts' */
/** @typedef {{ element: HTMLElement, update: (view?: ChatView) => void, focus: () => void }} Screen */
/** @typedef {ReturnType<typeof createPhoneActions>} PhoneActions */

/**
 * The phone of one person: the list of chats, the topics of a forum or one chat.
 * @param {App} app
 * @param {number} personId
 * @param {{ hide: () => void, openOn: (personId: number, url: string) => void }} desk
 */
export function createPhone(app, personId, desk) {
  const { store, memory, words } = app
  const owner = h('div', { class: 'phone-owner' })
  const body = h('div', { class: 'phone-body' })
  const element = h(
    'section',
    { class: 'phone', 'data-testid': 'phone', 'data-person-id': personId, tabindex: -1 },
    owner,
    body,
  )
  const actions = createPhoneActions(app, personId, { element, body, open, openOn: desk.openOn })
  /** @type {Screen | undefined} */
  let screen
  let screenName = ''

  /** @param {Place} place `key: ''` is the list of chats */
  function open(place) {
    memory.setPhone(personId, { open: place })
    store.changed()
    update()
    screen?.focus()
  }

  function update() {
    const person = store.person(personId)
    if (!person) return
    showOwner()
    const views = viewsOf(app, person)
    // A new phone opens on the bot: writing to it is what one came for.
    const place = memory.phone(personId).open ?? { key: keyOf(views.find((view) => view.botId) ?? { id: 0 }) }
    const view = views.find((one) => keyOf(one) === place.key)
    const name = view ? `${view.isForum}/${place.key}/${place.threadId ?? ''}` : 'list'
    if (name !== screenName || !screen) {
      screenName = name
      screen = makeScreen(place, view)
      body.replaceChildren(screen.element)
    }
    screen.update(view)
  }

  /**
   * @param {Place} place
   * @param {ChatView | undefined} view
   * @returns {Screen}
   */
  function makeScreen(place, view) {
    if (!view) return createChatList(app, personId, actions)
    if (view.isForum && place.threadId === undefined)
      return createTopicList(app, personId, actions, place.key)
    return createChatScreen(app, personId, actions, place)
  }

  function showOwner() {
    const person = store.person(personId)
    if (!person) return
    const version = JSON.stringify(person)
    if (owner.dataset['version'] === version) return
    owner.dataset['version'] = version
    const name = fullName(person)
    element.setAttribute('aria-label', words.say('phoneOf', { name }))
    const more = iconButton('more', words.say('phoneMenu'), {
      'data-testid': 'phone-menu',
      'aria-haspopup': 'menu',
      onclick: () => openMenu(element, more, phoneMenuItems(app, personId, actions, desk.hide)),
    })
    const below = person.deactivated ? words.say('deactivated') : person.username ? `@${person.username}` : ''
    replaceChildren(
      owner,
      avatar({ id: person.id, name }),
      h('div', { class: 'owner-name' }, h('h2', {}, name), below !== '' && h('p', {}, below)),
      more,
    )
  }

  return { element, update, openLink: actions.openLink }
}
