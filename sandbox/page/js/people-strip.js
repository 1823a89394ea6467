import { avatar, badge } from './avatar.js'
import { h, reconcile } from './dom.js'
import { fullName } from './places.js'
import { unreadOf, viewsOf } from './views.js'

/** @import { App } from './main.js' */

/**
 * The people of the school in one line: on a narrow screen it switches phones, on a wide one it brings a phone into
 * sight or back from hiding.
 * @param {App} app
 * @param {(personId: number) => void} activate
 */
export function createPeopleStrip(app, activate) {
  const { store, memory, words } = app
  const element = h('nav', { class: 'people', 'aria-label': words.say('people'), 'data-testid': 'people' })

  /** @param {number | undefined} activeId */
  function update(activeId) {
    const hidden = memory.desk().hidden ?? []
    const items = store.state.people.map((person) => {
      const unread = viewsOf(app, person).reduce((sum, view) => sum + unreadOf(app, person.id, view), 0)
      const [name, active, isHidden] = [fullName(person), person.id === activeId, hidden.includes(person.id)]
      return {
        key: String(person.id),
        version: JSON.stringify([name, unread, active, isHidden]),
        render: () =>
          h(
            'button',
            {
              type: 'button',
              class: `person${active ? ' active' : ''}${isHidden ? ' hidden-phone' : ''}`,
              'data-testid': 'person',
              'data-person-id': person.id,
              'aria-current': active ? 'true' : undefined,
              title: words.say('showPhone', { name }),
              onclick: () => activate(person.id),
            },
            avatar({ id: person.id, name }),
            h('span', { class: 'person-name' }, person.firstName),
            badge(unread, words.say('unread', { count: unread })),
          ),
      }
    })
    element.hidden = items.length === 0
    reconcile(element, items)
    if (element.dataset['active'] === String(activeId)) return
    element.dataset['active'] = String(activeId)
    const button = element.querySelector('.active')
    if (button instanceof HTMLElement) element.scrollLeft = button.offsetLeft - element.clientWidth / 2 + 40
  }

  return { element, update }
}
