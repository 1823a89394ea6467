import { h } from './dom.js'

/** @import { Words } from './words.js' */

/**
 * What stands in the composer's place while one cannot write: the start button, a blocked bot, a closed topic.
 * @param {Words} words
 * @param {{ onStart: () => void, onUnblock: () => void }} listener
 */
export function createComposerGate(words, { onStart, onUnblock }) {
  const start = h(
    'button',
    { type: 'button', class: 'big-button', 'data-testid': 'start', onclick: onStart },
    words.say('start'),
  )
  const unblock = h(
    'button',
    { type: 'button', class: 'big-button', 'data-testid': 'unblock', onclick: onUnblock },
    words.say('unblockBot'),
  )
  const note = h('p', { class: 'closed-note', 'data-testid': 'closed-note' })

  return {
    parts: [note, start, unblock],
    /**
     * @param {{ started: boolean, blocked: boolean, closed: boolean }} chat
     * @returns {boolean} whether one may write
     */
    update({ started, blocked, closed }) {
      start.hidden = started || blocked
      unblock.hidden = !blocked
      note.hidden = !blocked && !closed
      note.textContent = words.say(blocked ? 'blockedText' : 'topicClosed')
      return started && !blocked && !closed
    },
  }
}
