import { openFormDialog } from './form-dialog.js'

/** @import { App } from './main.js' */
/** @import { MenuItem } from './menu.js' */
/** @import { PhoneActions } from './phone.js' */

/**
 * @param {App} app
 * @param {number} personId
 * @param {PhoneActions} actions
 * @param {() => void} hide
 * @returns {MenuItem[]}
 */
export function phoneMenuItems(app, personId, actions, hide) {
  const { api, store, words } = app
  const deactivated = store.person(personId)?.deactivated ?? false
  return [
    {
      label: words.say('openLink'),
      icon: 'link',
      testId: 'open-link',
      onSelect: () => openLinkDialog(app, actions),
    },
    {
      label: words.say('copyId', { id: personId }),
      icon: 'copy',
      testId: 'copy-id',
      onSelect: () => void actions.copy(String(personId)),
    },
    {
      label: words.say(deactivated ? 'activate' : 'deactivate'),
      icon: 'trash',
      testId: 'deactivate',
      danger: !deactivated,
      onSelect: () => void actions.attempt(api.changePerson(personId, { deactivated: !deactivated })),
    },
    { label: words.say('hidePhone'), icon: 'hide', testId: 'hide-phone', onSelect: hide },
  ]
}

/**
 * Takes a whole link or only the code after `start=`.
 * @param {App} app
 * @param {PhoneActions} actions
 */
export function openLinkDialog({ store, words }, actions) {
  openFormDialog({
    words,
    title: words.say('openLinkTitle'),
    testId: 'link-dialog',
    action: words.say('openLinkAction'),
    fields: [{ name: 'link', label: words.say('openLinkLabel'), required: true }],
    async submit(values) {
      const link = String(values.get('link')).trim()
      const bot = store.state.bots[0]
      actions.openLink(
        link.includes('/') ? link : `https://t.me/${bot?.username}?start=${encodeURIComponent(link)}`,
      )
    },
  })
}
