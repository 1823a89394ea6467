import { fileInput } from './api.js'
import { iconButton } from './avatar.js'
import { h, replaceChildren } from './dom.js'
import { icon } from './icons.js'
import { openMenu } from './menu.js'
import { samplePhoto } from './sample-photo.js'

/** @import { App } from './main.js' */
/** @import { MenuItem } from './menu.js' */
/** @import { PhoneActions } from './phone.js' */

/** Telegram takes up to ten files in an album. */
const albumSize = 10

/** @typedef {{ file: File, kind: 'photo' | 'document' }} Staged */

/**
 * The attach button, and the tray of files that wait for Enter.
 * @param {App} app
 * @param {PhoneActions} actions
 * @param {{ target: () => object, drop: HTMLElement, onStaged: () => void }} composer
 */
export function createAttachments({ words }, actions, { target, drop, onStaged }) {
  /** @type {Staged[]} */
  let staged = []
  const photos = picker('file-photo', 'image/*', (files) => stage(files))
  const documents = picker('file-document', '', (files) => stage(files, 'document'))
  const voice = picker('file-voice', 'audio/*', ([file]) => file && void sendVoice(file))
  const button = iconButton('attach', words.say('attach'), {
    'data-testid': 'attach',
    'aria-haspopup': 'menu',
    onclick: () => openMenu(actions.element, button, menuItems()),
  })
  const tray = h('div', { class: 'tray', 'aria-label': words.say('staged'), 'data-testid': 'tray', hidden: true })
  const pickers = h('div', { hidden: true }, photos, documents, voice)
  acceptDrops(drop, words.say('dropHere'), (files) => tray.isConnected && stage(files))

  /** @returns {MenuItem[]} */
  function menuItems() {
    const sendNow = (/** @type {object} */ what) => () => void actions.act('send', { ...target(), ...what })
    return [
      { label: words.say('attachPhoto'), icon: 'photo', testId: 'attach-photo', onSelect: () => photos.click() },
      { label: words.say('attachSample'), icon: 'sample', testId: 'attach-sample', onSelect: () => void samplePhoto().then((file) => stage([file])) },
      { label: words.say('attachFile'), icon: 'file', testId: 'attach-document', onSelect: () => documents.click() },
      { label: words.say('attachVoice'), icon: 'voice', testId: 'attach-voice', onSelect: () => voice.click() },
      { label: words.say('attachVoiceSample'), icon: 'sample', testId: 'attach-voice-sample', onSelect: sendNow({ voice: true }) },
      { label: words.say('attachPlace'), icon: 'place', testId: 'attach-location', onSelect: sendNow({ location: true }) },
      { label: words.say('attachContact'), icon: 'contact', testId: 'attach-contact', onSelect: sendNow({ contact: true }) },
    ]
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
        const face = one.kind === 'photo' ? thumbnail(one.file) : h('span', { class: 'file-icon' }, icon('file'))
        return h('div', { class: 'staged', 'data-testid': 'staged', title: one.file.name }, face, h('small', {}, one.file.name), iconButton('close', label, { onclick: remove }))
      }),
    )
    onStaged()
  }

  /** @param {File} file */
  async function sendVoice(file) {
    await actions.act('send', { ...target(), voice: { ...(await fileInput(file)), duration: await durationOf(file) } })
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
      done = items.length === 1
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

/**
 * @param {string} testId
 * @param {string} accept
 * @param {(files: File[]) => void} onPicked
 */
function picker(testId, accept, onPicked) {
  const input = h('input', { type: 'file', accept, multiple: testId !== 'file-voice', tabindex: -1, 'data-testid': testId })
  input.addEventListener('change', () => {
    onPicked([...(input.files ?? [])])
    input.value = ''
  })
  return input
}

/**
 * Whole seconds of a sound; 1 when the browser cannot tell.
 * @param {File} file
 * @returns {Promise<number>}
 */
async function durationOf(file) {
  const { promise, resolve } = Promise.withResolvers()
  const sound = new Audio(URL.createObjectURL(file))
  sound.onloadedmetadata = () => resolve(Number.isFinite(sound.duration) ? Math.ceil(sound.duration) : 1)
  sound.onerror = () => resolve(1)
  const seconds = await promise
  URL.revokeObjectURL(sound.src)
  return Math.max(seconds, 1)
}

/**
 * @param {HTMLElement} element
 * @param {string} words
 * @param {(files: File[]) => void} onDrop
 */
function acceptDrops(element, words, onDrop) {
  element.dataset['drop'] = words
  element.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    element.classList.add('dropping')
  })
  element.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) element.classList.remove('dropping')
  })
  element.addEventListener('drop', (event) => {
    event.preventDefault()
    element.classList.remove('dropping')
    onDrop([...(event.dataTransfer?.files ?? [])])
  })
}
