import { fileInput } from './api.js'
import { attachMenuItems } from './attach-menu.js'
import { iconButton } from './avatar.js'
import { h, replaceChildren } from './dom.js'
import { durationOf, filePicker } from './file-sources.js'
import { icon } from './icons.js'
import { openMenu } from './menu.js'

/** @import { App } from './main.js' */
/** @import { PhoneActions } from './phone.js' */

/** Telegram takes up to ten files in an album. */
const albumSize = 10

/** @typedef {{ file: File, kind: 'photo' | 'document' }} Staged */

/**
 * The attach button, and the tray of files that wait for Enter.
 * @param {App} app
 * @param {PhoneActions} actions
 * @param {{ target: () => object, onStaged: () => void }} composer
 */
export function createAttachments({ words }, actions, { target, onStaged }) {
  /** @type {Staged[]} */
  let staged = []
  const photos = filePicker('file-photo', 'image/*', (files) => stage(files))
  const documents = filePicker('file-document', '', (files) => stage(files, 'document'))
  const voice = filePicker('file-voice', 'audio/*', ([file]) => file && void sendVoice(file))
  const button = iconButton('attach', words.say('attach'), {
    'data-testid': 'attach',
    'aria-haspopup': 'menu',
    onclick: () =>
      openMenu(actions.element, button, attachMenuItems(words, { photos, documents, voice, stage, sendNow })),
  })
  const tray = h('div', {
    class: 'tray',
    'aria-label': words.say('staged'),
    'data-testid': 'tray',
    hidden: true,
  })
  const pickers = h('div', { hidden: true }, photos, documents, voice)

  /** @param {object} what */
  function sendNow(what) {
    void actions.act('send', { ...target(), ...what })
  }

  /**
   * @param {File[]} files
   * @param {Staged['kind']} [kind] without it pictures are photos
   */
  function stage(files, kind) {
    staged = [...staged, ...files.map((file) => ({ file, kind: kind ?? kindOf(file) }))]
    show()
  }

  function show() {
    tray.hidden = staged.length === 0
    replaceChildren(
      tray,
      ...staged.map((one) => {
        const remove = () => {
          staged = staged.filter((other) => other !== one)
          show()
        }
        const label = words.say('unstage', { name: one.file.name })
        const face =
          one.kind === 'photo' ? thumbnail(one.file) : h('span', { class: 'file-icon' }, icon('file'))
        return h(
          'div',
          { class: 'staged', 'data-testid': 'staged', title: one.file.name },
          face,
          h('small', {}, one.file.name),
          iconButton('close', label, { onclick: remove }),
        )
      }),
    )
    onStaged()
  }

  /** @param {File} file */
  async function sendVoice(file) {
    await actions.act('send', {
      ...target(),
      voice: { ...(await fileInput(file)), duration: await durationOf(file) },
    })
  }

  /**
   * Sends what waits in the tray, as albums where there are several of a kind.
   * @param {string} caption goes with the first
   * @returns {Promise<unknown>} undefined when something was refused; that then stays in the tray
   */
  async function send(caption) {
    let left = caption
    /** @type {unknown} */
    let done
    while (staged[0]) {
      const { kind } = staged[0]
      const batch = staged.filter((one) => one.kind === kind).slice(0, albumSize)
      const inputs = await Promise.all(batch.map(({ file }) => fileInput(file)))
      const words0 = left === '' ? {} : { caption: left }
      const items = inputs.map((input, index) => ({ [kind]: input, ...(index === 0 && words0) }))
      done =
        items.length === 1
          ? await actions.act('send', { ...target(), ...items[0] })
          : await actions.act('album', { ...target(), items })
      if (!done) return undefined
      left = ''
      staged = staged.filter((one) => !batch.includes(one))
      show()
    }
    return done
  }

  return { button, tray, pickers, stage, send, count: () => staged.length }
}

/**
 * @param {File} file
 * @returns {Staged['kind']}
 */
function kindOf(file) {
  return /^image\/(?:jpeg|png|webp|gif|bmp)$/.test(file.type) ? 'photo' : 'document'
}

/** @param {File} file */
function thumbnail(file) {
  const url = URL.createObjectURL(file)
  return h('img', { src: url, alt: '', onload: () => URL.revokeObjectURL(url) })
}
