import { h } from './dom.js'

/**
 * @param {string} testId
 * @param {string} accept
 * @param {(files: File[]) => void} onPicked
 */
export function filePicker(testId, accept, onPicked) {
  const input = h('input', {
    type: 'file',
    accept,
    multiple: testId !== 'file-voice',
    tabindex: -1,
    'data-testid': testId,
  })
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
export async function durationOf(file) {
  const { promise, resolve } = Promise.withResolvers()
  const sound = new Audio(URL.createObjectURL(file))
  sound.onloadedmetadata = () => resolve(Number.isFinite(sound.duration) ? Math.ceil(sound.duration) : 1)
  sound.onerror = () => resolve(1)
  const seconds = await promise
  URL.revokeObjectURL(sound.src)
  return Math.max(seconds, 1)
}

/**
 * Takes files that are dragged over an element and dropped there.
 * @param {HTMLElement} element
 * @param {string} words shown while a file is over it
 * @param {(files: File[]) => void} onDrop
 */
export function acceptDrops(element, words, onDrop) {
  element.dataset['drop'] = words
  element.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    element.classList.add('dropping')
  })
  element.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget)))
      element.classList.remove('dropping')
  })
  element.addEventListener('drop', (event) => {
    event.preventDefault()
    element.classList.remove('dropping')
    onDrop([...(event.dataTransfer?.files ?? [])])
  })
}
