import { avatar, badge, iconButton } from './avatar.js'
import { chatRow } from './chat-list.js'
import { h, reconcile } from './dom.js'
import { groupMenuItems } from './group-menu.js'
import { openMenu } from './menu.js'
import { preview } from './preview.js'
import { unreadOf } from './views.js'

/** @import { App } from './main.js' */
/** @import { PhoneActions, Screen } from './phone.js' */
/** @import { ChatView } from './control-api.d.ts' */

/**
 * The topics of a forum, the general one first.
 * @param {App} app
 * @param {number} personId
 * @param {PhoneActions} actions
 * @param {string} key
 * @returns {Screen}
 */
export function createTopicList(app, personId, actions, key) {
  const { store, words } = app
  const title = h('h3')
  const list = h('div', { class: 'rows', role: 'list' })
  /** @type {ChatView | undefined} */
  let shown
  const more = iconButton('more', words.say('chatMenu'), {
    'data-testid': 'chat-menu',
    'aria-haspopup': 'menu',
    onclick: () => shown && openMenu(actions.element, more, groupMenuItems(app, personId, actions, shown)),
  })
  const back = iconButton('back', words.say('back'), {
    'data-testid': 'back',
    onclick: () => actions.open({ key: '' }),
  })
  const element = h(
    'div',
    { class: 'screen', 'data-testid': 'topic-list' },
    h('div', { class: 'screen-header' }, back, title, more),
    list,
  )

  /**
   * @param {ChatView} view
   * @param {{ threadId: number, name: string, closed: boolean }} topic
   */
  function row(view, { threadId, name, closed }) {
    const last = store.messages.list(view, threadId).at(-1)
    const unread = unreadOf(app, personId, view, threadId)
    const text = last ? preview(words, last, view, personId) : words.say('noMessages')
    return {
      key: String(threadId),
      version: JSON.stringify([name, closed, unread, text, last?.date]),
      render: () =>
        chatRow({
          testId: 'topic-row',
          key,
          threadId,
          face: avatar({ id: threadId, name, iconName: closed ? 'lock' : 'topic' }),
          title: name,
          text,
          time: last ? words.shortTime(last.date) : '',
          unread: badge(unread, words.say('unread', { count: unread })),
          open: () => actions.open({ key, threadId }),
        }),
    }
  }

  return {
    element,
    update(view) {
      if (!view) return
      shown = view
      title.textContent = view.title
      const general = { threadId: 0, name: words.say('generalTopic'), closed: false }
      const topics = view.topics.filter(({ deleted }) => !deleted)
      reconcile(
        list,
        [general, ...topics].map((topic) => row(view, topic)),
      )
    },
    focus: () => list.querySelector('button')?.focus({ preventScroll: true }),
  }
}
