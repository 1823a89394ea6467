import { iconButton } from './avatar.js'
import { h } from './dom.js'

/** @import { Words } from './words.js' */

/**
 * A picture over the whole page; any press closes it.
 * @param {string} url
 * @param {Words} words
 */
export function openLightbox(url, words) {
  const close = iconButton('close', words.say('close'), { class: 'icon-button lightbox-close' })
  const dialog = h(
    'dialog',
    {
      class: 'lightbox',
      'aria-label': words.say('photo'),
      'data-testid': 'lightbox',
      onclick: () => dialog.close(),
      onclose: () => dialog.remove(),
    },
    close,
    h('img', { src: url, alt: words.say('photo') }),
  )
  document.body.append(dialog)
  dialog.showModal()
}
