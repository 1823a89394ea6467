import { avatar } from './avatar.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { openLightbox } from './lightbox.js'
import { voicePlayer } from './voice-player.js'

/** @import { Media } from './control-api.d.ts' */
/** @import { Words } from './words.js' */

/**
 * @param {Media} media
 * @param {Words} words
 * @returns {HTMLElement}
 */
export function mediaElement(media, words) {
  switch (media.kind) {
    case 'photo':
      return photo(media, words)
    case 'sticker':
      return h('img', { class: 'sticker', src: media.url, alt: words.say('sticker') })
    case 'video':
    case 'animation':
    case 'video_note':
      return h('video', {
        class: media.kind,
        src: media.url,
        controls: true,
        preload: 'metadata',
        'aria-label': words.say(media.kind),
      })
    case 'voice':
    case 'audio':
      return voicePlayer(media, words)
    case 'document':
      return fileCard(media, words)
  }
}

/**
 * @param {Media} media
 * @param {Words} words
 */
function photo({ url, width = 4, height = 3 }, words) {
  const image = h('img', {
    src: url,
    alt: words.say('photo'),
    width,
    height,
    loading: 'lazy',
    draggable: 'false',
  })
  const label = words.say('openPhoto')
  const open = () => openLightbox(url, words)
  return h(
    'button',
    { type: 'button', class: 'photo', 'aria-label': label, 'data-testid': 'photo', onclick: open },
    image,
  )
}

/**
 * @param {Media} media
 * @param {Words} words
 */
function fileCard({ url, name, size }, words) {
  const title = name ?? words.say('document')
  return h(
    'a',
    {
      class: 'file-card',
      href: url,
      download: title,
      'aria-label': words.say('download', { name: title }),
      'data-testid': 'document',
    },
    h('span', { class: 'file-icon' }, icon('file')),
    h('span', { class: 'card-words' }, h('strong', {}, title), h('small', {}, words.size(size))),
  )
}

/**
 * @param {{ phoneNumber: string, firstName: string }} contact
 * @param {Words} words
 */
export function contactCard({ phoneNumber, firstName }, words) {
  return h(
    'div',
    { class: 'card', 'data-testid': 'contact', 'aria-label': words.say('contact') },
    avatar({ id: phoneNumber.length, name: firstName }),
    h('span', { class: 'card-words' }, h('strong', {}, firstName), h('small', {}, phoneNumber)),
  )
}

/**
 * @param {{ latitude: number, longitude: number }} place
 * @param {Words} words
 */
export function locationCard({ latitude, longitude }, words) {
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  return h(
    'div',
    { class: 'location', 'data-testid': 'location' },
    h('div', { class: 'map' }, icon('place')),
    h('span', { class: 'card-words' }, h('strong', {}, words.say('location')), h('small', {}, at)),
  )
}
