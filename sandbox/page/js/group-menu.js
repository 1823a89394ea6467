import { openFormDialog } from './form-dialog.js'
import { openMembersDialog } from './group-dialog.js'

/** @import { App } from './main.js' */
/** @import { MenuItem } from './menu.js' */
/** @import { PhoneActions } from './phone.js' */
/** @import { ChatView } from './control-api.d.ts' */

/**
 * @param {App} app
 * @param {number} personId
 * @param {PhoneActions} actions
 * @param {ChatView} view
 * @returns {MenuItem[]}
 */
export function groupMenuItems(app, personId, actions, view) {
  const { api, words } = app
  /** @type {MenuItem} */
  const newTopic = {
    label: words.say('newTopic'),
    icon: 'plus',
    testId: 'new-topic',
    onSelect: () =>
      openFormDialog({
        words,
        title: words.say('newTopic'),
        testId: 'topic-dialog',
        action: words.say('add'),
        fields: [{ name: 'name', label: words.say('topicName'), required: true }],
        async submit(values) {
          await api.addTopic(view.id, { name: String(values.get('name')), by: personId })
        },
      }),
  }
  return [
    {
      label: words.say('groupMembers'),
      icon: 'people',
      testId: 'group-members',
      onSelect: () => openMembersDialog(app, view),
    },
    ...(view.isForum ? [newTopic] : []),
    {
      label: words.say('copyId', { id: view.id }),
      icon: 'copy',
      testId: 'copy-chat-id',
      onSelect: () => void actions.copy(String(view.id)),
    },
  ]
}
