import { h } from './dom.js'
import { fieldRow, openFormDialog } from './form-dialog.js'
import { fullName } from './places.js'

/** @import { App } from './main.js' */
/** @import { ChatView } from './control-api.d.ts' */

/** @param {App} app */
export function openGroupDialog(app) {
  const { api, words } = app
  openFormDialog({
    words,
    title: words.say('addGroupTitle'),
    hint: words.say('addGroupHint'),
    testId: 'group-dialog',
    action: words.say('add'),
    fields: [
      {
        name: 'title',
        label: words.say('groupTitle'),
        placeholder: words.say('groupTitleExample'),
        required: true,
      },
      { name: 'isForum', label: words.say('isForum'), type: 'checkbox' },
      { name: 'botIsAdmin', label: words.say('botIsAdmin'), type: 'checkbox', checked: true },
      peopleTicks(app, () => true),
    ],
    async submit(values) {
      const isForum = values.has('isForum')
      await api.addGroup({
        title: String(values.get('title')),
        type: isForum ? 'supergroup' : 'group',
        isForum,
        botIsAdmin: values.has('botIsAdmin'),
        members: values.getAll('member').map(Number),
      })
    },
  })
}

/**
 * @param {App} app
 * @param {ChatView} view
 */
export function openMembersDialog(app, view) {
  const { api, words } = app
  const inGroup = new Set(
    view.members.filter(({ status }) => !['left', 'kicked'].includes(status)).map(({ id }) => id),
  )
  openFormDialog({
    words,
    title: words.say('groupMembersTitle', { group: view.title }),
    hint: `${words.say('groupId', { id: view.id })}. ${words.say('supportHint')}`,
    testId: 'members-dialog',
    action: words.say('done'),
    fields: [peopleTicks(app, (id) => inGroup.has(id))],
    async submit(values) {
      const wanted = new Set(values.getAll('member').map(Number))
      for (const { id } of app.store.state.people) {
        if (wanted.has(id) === inGroup.has(id)) continue
        await api.setMember(view.id, id, { status: wanted.has(id) ? 'member' : 'left' })
      }
    },
  })
}

/**
 * @param {App} app
 * @param {(personId: number) => boolean} isTicked
 */
function peopleTicks({ store, words }, isTicked) {
  return h(
    'fieldset',
    {},
    h('legend', {}, words.say('groupPeople')),
    store.state.people.map((person) => {
      const row = fieldRow({
        name: 'member',
        label: fullName(person),
        type: 'checkbox',
        value: String(person.id),
        checked: isTicked(person.id),
      })
      return row
    }),
  )
}
