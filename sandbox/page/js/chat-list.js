import { avatar, badge } from './avatar.js'
import { h, reconcile } from './dom.js'
import { keyOf } from './places.js'
import { preview } from './preview.js'
import { isTyping, titleOf, unreadOf, viewsOf } from './views.js'

/** @import { App } from './main.js' */
/** @import { PhoneActions, Screen } from './phone.js' */
/** @import { ChatView } from './control-api.d.ts' */

/**
 * @param {App} app
 * @param {number} personId
 * @param {PhoneActions} actions
 * @returns {Screen}
 */
export function createChatList(app, personId, actions) {
  const { store, words } = app
  const list = h('div', { class: 'rows', role: 'list' })
  const element = h(
    'div',
    { class: 'screen', 'data-testid': 'chat-list' },
    h('div', { class: 'screen-header' }, h('h3', {}, words.say('chats'))),
    list,
  )

  /** @param {ChatView} view */
  function row(view) {
    const unread = unreadOf(app, personId, view)
    const title = titleOf(app, view)
    const typing = isTyping(app, view, 0)
    const last = view.lastMessage
    const words2 = typing
      ? words.say('typing')
      : last
        ? preview(words, last, view, personId)
        : words.say('notStarted')
    return {
      key: keyOf(view),
      version: JSON.stringify([title, unread, words2, last?.date, view.isForum]),
      render: () =>
        chatRow({
          testId: 'chat-row',
          key: keyOf(view),
          face: avatar({
            id: view.botId ?? view.id,
            name: title,
            iconName: view.isForum ? 'topic' : undefined,
          }),
          title,
          text: words2,
          time: last ? words.shortTime(last.date) : '',
          unread: badge(unread, words.say('unread', { count: unread })),
          open: () => actions.open({ key: keyOf(view) }),
        }),
    }
  }

  return {
    element,
    update() {
      const person = store.person(personId)
      if (person) reconcile(list, viewsOf(app, person).map(row))
    },
    focus: () => list.querySelector('button')?.focus({ preventScroll: true }),
  }
}

/**
 * @param {{ testId: string, key: string, face: HTMLElement, title: string, text: string, time: string,
 *   unread: HTMLElement | undefined, open: () => void, threadId?: number }} row
 */
export function chatRow({ testId, key, face, title, text, time, unread, open, threadId }) {
  return h(
    'div',
    { role: 'listitem' },
    h(
      'button',
      {
        type: 'button',
        class: 'row',
        'data-testid': testId,
        'data-chat-key': key,
        'data-thread-id': threadId,
        onclick: open,
      },
      face,
      h('span', { class: 'row-title' }, title),
      h('span', { class: 'row-time' }, time),
      h('span', { class: 'row-text' }, text),
      unread,
    ),
  )
}
