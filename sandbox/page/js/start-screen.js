import { avatar } from './avatar.js'
import { h, replaceChildren } from './dom.js'
import { openLinkDialog } from './phone-menu.js'
import { titleOf } from './views.js'

/** @import { App } from './main.js' */
/** @import { PhoneActions } from './phone.js' */
/** @import { ChatView } from './control-api.d.ts' */

/**
 * What a person sees before the first message to a bot: what the bot says about itself.
 * @param {App} app
 * @param {number} personId
 * @param {PhoneActions} actions
 */
export function createStartScreen(app, personId, actions) {
  const { api, store, words } = app
  const element = h('div', { class: 'start-screen', 'data-testid': 'start-screen', hidden: true })
  let asked = false

  /** @param {ChatView} view */
  async function fill(view) {
    asked = true
    const language = store.person(personId)?.languageCode ?? ''
    const profile = await api.profile(view.botId ?? 0, language).catch(() => ({ description: '' }))
    const title = titleOf(app, view)
    replaceChildren(
      element,
      h(
        'div',
        { class: 'start-card' },
        avatar({ id: view.botId ?? 0, name: title }),
        h('h4', {}, profile.description ? words.say('whatCanBotDo') : title),
        h('p', {}, profile.description || words.say('startHint')),
        h(
          'button',
          {
            type: 'button',
            class: 'link',
            'data-testid': 'have-link',
            onclick: () => openLinkDialog(app, actions),
          },
          words.say('haveLink'),
        ),
      ),
    )
  }

  return {
    element,
    /**
     * @param {ChatView} view
     * @param {boolean} visible
     */
    update(view, visible) {
      element.hidden = !visible
      if (visible && !asked) void fill(view)
      if (!visible) asked = false
    },
  }
}
