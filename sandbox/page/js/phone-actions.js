import { h } from './dom.js'
import { openMenu } from './menu.js'
import { deepLink, fullName, sharedUrl } from './places.js'

/** @import { App } from './main.js' */
/** @import { Place } from './control-api.d.ts' */

/**
 * What the screens of one phone can do: act as its person, say what went wrong, move about.
 * @param {App} app
 * @param {number} personId
 * @param {{ element: HTMLElement, body: HTMLElement, open: (place: Place) => void, openOn: (personId: number, url: string) => void }} phone
 */
export function createPhoneActions({ api, store, words }, personId, { element, body, open, openOn }) {
  const toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' })
  element.append(toasts)
  store.onAnswer(({ personId: id, answer }) => {
    if (id !== personId) return
    if (answer.text && answer.showAlert) showAlert(answer.text)
    else if (answer.text) toast(answer.text)
    if (answer.url) openLink(answer.url)
  })

  /**
   * @param {string} text
   * @param {'plain' | 'error'} [tone]
   */
  function toast(text, tone = 'plain') {
    const shown = h(
      'div',
      { class: `toast ${tone}`, 'data-testid': tone === 'error' ? 'refusal' : 'toast' },
      text,
    )
    toasts.append(shown)
    setTimeout(() => shown.remove(), 2500 + text.length * 40)
  }

  /** @param {string} text */
  function showAlert(text) {
    const back = document.activeElement
    const close = () => {
      veil.remove()
      if (back instanceof HTMLElement) back.focus()
    }
    const ok = h(
      'button',
      { type: 'button', class: 'button primary', 'data-testid': 'alert-ok', onclick: close },
      words.say('ok'),
    )
    const label = words.say('alertTitle')
    const veil = h(
      'div',
      {
        class: 'phone-veil',
        onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && close(),
      },
      h(
        'div',
        { class: 'phone-alert', role: 'alertdialog', 'aria-label': label, 'data-testid': 'alert' },
        h('p', {}, text),
        ok,
      ),
    )
    element.append(veil)
    ok.focus()
  }

  /**
   * Acts as the person; a refusal becomes a toast and undefined.
   * @param {string} verb
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  function act(verb, body) {
    return attempt(api.act(personId, verb, body))
  }

  /**
   * @template T
   * @param {Promise<T>} work
   * @returns {Promise<T | undefined>}
   */
  async function attempt(work) {
    try {
      return await work
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'error')
      return undefined
    }
  }

  /** @param {string} url */
  function openLink(url) {
    const { bots } = store.state
    const link = deepLink(url, bots)
    const bot = bots.find(({ username }) => username === link?.username)
    if (link && bot) {
      open({ key: `${bot.id}:${personId}` })
      void act('start', { bot: bot.id, ...(link.payload !== '' && { payload: link.payload }) })
      return
    }
    const shared = sharedUrl(url)
    if (shared) openElsewhere(shared, body)
    else if (/^https?:/i.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
  }

  /**
   * Offers the other phones to open a link on, as if it had been passed on to their owners.
   * @param {string} url
   * @param {HTMLElement} anchor
   */
  function openElsewhere(url, anchor) {
    const others = store.state.people.filter(({ id }) => id !== personId)
    if (others.length === 0) return toast(words.say('nobodyElse'))
    openMenu(
      element,
      anchor,
      others.map((person) => ({
        label: words.say('openOn', { name: fullName(person) }),
        testId: 'open-on',
        icon: /** @type {const} */ ('open'),
        onSelect: () => openOn(person.id, url),
      })),
    )
  }

  /** @param {string} text */
  async function copy(text) {
    // Without a permission the browser refuses; the words are on the screen anyway.
    await navigator.clipboard?.writeText(text).then(
      () => toast(words.say('copied')),
      () => toast(text),
    )
  }

  return { element, open, act, attempt, toast, openLink, openElsewhere, copy }
}
