import { h, replaceChildren } from './dom.js'
import { icon } from './icons.js'

/** @import { Media } from './control-api.d.ts' */
/** @import { Words } from './words.js' */

/**
 * A voice message: a button, a bar that fills and how long it is.
 * @param {Media} media
 * @param {Words} words
 */
export function voicePlayer({ url, kind, name, duration = 0 }, words) {
  const sound = new Audio()
  sound.preload = 'none'
  const button = h(
    'button',
    { type: 'button', class: 'play', onclick: toggle, 'aria-label': words.say('play') },
    icon('play'),
  )
  const bar = h('span', { class: 'sound-bar' }, h('i'))
  const time = h('small', {}, minutes(duration))

  function toggle() {
    if (!sound.src) sound.src = url
    if (!sound.paused) return sound.pause()
    // A made-up voice of the sandbox may have no sound in it.
    sound.play().catch(() => show())
  }

  function show() {
    const playing = !sound.paused && !sound.ended
    replaceChildren(button, icon(playing ? 'pause' : 'play'))
    button.setAttribute('aria-label', words.say(playing ? 'pause' : 'play'))
    const length = Number.isFinite(sound.duration) ? sound.duration : duration
    bar.style.setProperty('--played', String(length > 0 ? sound.currentTime / length : 0))
    time.textContent = minutes(playing ? sound.currentTime : length)
  }

  for (const event of ['play', 'pause', 'ended', 'timeupdate', 'loadedmetadata'])
    sound.addEventListener(event, show)
  const title = kind === 'audio' && name ? h('strong', {}, name) : undefined
  return h(
    'div',
    { class: 'voice', 'data-testid': 'voice', role: 'group', 'aria-label': words.say(kind) },
    button,
    h('span', { class: 'card-words' }, title ?? bar, time),
  )
}

/** @param {number} seconds */
function minutes(seconds) {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
