import { avatar, badge, iconButton } from './avatar.js'
import { createComposer } from './composer.js'
import { h, replaceChildren } from './dom.js'
import { acceptDrops } from './file-sources.js'
import { groupMenuItems } from './group-menu.js'
import { openMenu } from './menu.js'
import { createMessageList } from './message-list.js'
import { keyOf } from './places.js'
import { createStartScreen } from './start-screen.js'
import { isTyping, markRead, titleOf, unreadOf, viewsOf } from './views.js'

/** @import { App } from './main.js' */
/** @import { MenuItem } from './menu.js' */
/** @import { PhoneActions, Screen } from './phone.js' */
/** @import { ChatView, Place } from './control-api.d.ts' */

/**
 * One chat or one topic: its messages and the place to write.
 * @param {App} app
 * @param {number} personId
 * @param {PhoneActions} actions
 * @param {Place} place
 * @returns {Screen}
 */
export function createChatScreen(app, personId, actions, place) {
  const { store, words } = app
  /** @type {ChatView | undefined} */
  let view
  const title = h('h3')
  const subtitle = h('p', { class: 'subtitle', 'data-testid': 'chat-subtitle' })
  const face = h('span', { class: 'face' })
  const backBadge = h('span', { class: 'back-badge' })
  const back = h(
    'div',
    { class: 'back' },
    iconButton('back', words.say('back'), { 'data-testid': 'back', onclick: goBack }),
    backBadge,
  )
  const more = iconButton('more', words.say('chatMenu'), {
    'data-testid': 'chat-menu',
    'aria-haspopup': 'menu',
    onclick: () => view && openMenu(actions.element, more, menuItems(view)),
  })
  const composer = createComposer(app, personId, actions, place)
  const messages = createMessageList(app, personId, actions, place, composer)
  const start = createStartScreen(app, personId, actions)
  const element = h(
    'div',
    {
      class: 'screen chat',
      'data-testid': 'chat',
      'data-chat-key': place.key,
      'data-thread-id': place.threadId,
    },
    h(
      'div',
      { class: 'screen-header' },
      back,
      face,
      h('div', { class: 'chat-title' }, title, subtitle),
      more,
    ),
    start.element,
    messages.element,
    composer.element,
  )

  acceptDrops(element, words.say('dropHere'), composer.stage)

  function goBack() {
    actions.open(place.threadId === undefined ? { key: '' } : { key: place.key })
  }

  /**
   * @param {ChatView} shown
   * @returns {MenuItem[]}
   */
  function menuItems(shown) {
    if (!shown.botId) return groupMenuItems(app, personId, actions, shown)
    return [
      {
        label: words.say('blockBot'),
        icon: 'block',
        testId: 'block-toggle',
        checked: shown.blocked,
        danger: !shown.blocked,
        onSelect: () => void actions.act(shown.blocked ? 'unblock' : 'block', { bot: shown.botId }),
      },
    ]
  }

  /** @param {ChatView} shown */
  function updateHeader(shown) {
    const topic = shown.topics.find(({ threadId }) => threadId === place.threadId)
    const inTopic = place.threadId !== undefined
    const name = inTopic ? (topic?.name ?? words.say('generalTopic')) : titleOf(app, shown)
    const typing = isTyping(app, shown, place.threadId)
    const people = shown.members.filter(({ status }) => !['left', 'kicked'].includes(status)).length
    const about = inTopic
      ? words.say('topicIn', { group: shown.title })
      : words.say(shown.botId ? 'bot' : 'members', { count: people })
    const person = store.person(personId)
    const others = person ? viewsOf(app, person).filter((other) => keyOf(other) !== place.key) : []
    const unread = others.reduce((sum, other) => sum + unreadOf(app, personId, other), 0)
    const version = JSON.stringify([name, typing, about, unread])
    if (element.dataset['header'] === version) return
    element.dataset['header'] = version
    title.textContent = name
    subtitle.textContent = typing ? words.say('typing') : about
    subtitle.classList.toggle('typing', typing)
    replaceChildren(
      face,
      avatar({
        id: place.threadId ?? shown.botId ?? shown.id,
        name,
        iconName: inTopic ? 'topic' : undefined,
      }),
    )
    replaceChildren(backBadge, badge(unread, words.say('unread', { count: unread })))
  }

  return {
    element,
    update(shown) {
      if (!shown) return
      view = shown
      updateHeader(shown)
      const started = !shown.botId || store.messages.list(shown).length > 0
      element.classList.toggle('not-started', !started)
      start.update(shown, !started)
      messages.update(shown)
      composer.update(shown, started)
      // Out of sight (another phone on a narrow screen, another tab) nothing is read.
      const seen = document.visibilityState === 'visible' && element.offsetParent !== null
      if (seen && markRead(app, personId, shown, place.threadId)) store.changed()
    },
    focus: composer.focus,
  }
}
