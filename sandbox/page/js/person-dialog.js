import { h } from './dom.js'
import { fieldRow, openFormDialog } from './form-dialog.js'

/** @import { App } from './main.js' */
/** @import { Person } from './control-api.d.ts' */

/**
 * @param {App} app
 * @param {(person: Person) => void} onAdded
 */
export function openPersonDialog({ api, words }, onAdded) {
  const more = h(
    'details',
    {},
    h('summary', {}, words.say('more')),
    fieldRow({ name: 'username', label: words.say('username') }),
    fieldRow({ name: 'id', label: words.say('personId'), hint: words.say('personIdHint'), type: 'number' }),
  )
  openFormDialog({
    words,
    title: words.say('addPersonTitle'),
    hint: words.say('addPersonHint'),
    testId: 'person-dialog',
    action: words.say('add'),
    fields: [
      { name: 'firstName', label: words.say('firstName'), required: true },
      { name: 'lastName', label: words.say('lastName') },
      {
        name: 'languageCode',
        label: words.say('personLanguage'),
        options: [
          { value: 'ru', label: 'Русский' },
          { value: 'en', label: 'English' },
        ],
      },
      more,
    ],
    async submit(values) {
      const given = [...values]
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [name, String(value).trim()])
      const person = Object.fromEntries(given)
      onAdded(await api.addPerson({ ...person, ...(person['id'] && { id: Number(person['id']) }) }))
    },
  })
}
