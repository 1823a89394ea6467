import { h, replaceChildren } from './dom.js'
import { icon } from './icons.js'

/** @import { ChatView, Command } from './control-api.d.ts' */
/** @import { Words } from './words.js' */

/**
 * The bot's menu button and the list it opens; the list also appears while a command is being typed.
 * @param {Words} words
 * @param {{ onPick: (command: string) => void }} listener
 */
export function createCommandMenu(words, { onPick }) {
  /** @type {Command[]} */
  let commands = []
  const button = h(
    'button',
    {
      type: 'button',
      class: 'menu-button',
      'aria-expanded': 'false',
      'aria-label': words.say('commands'),
      'data-testid': 'menu-button',
      hidden: true,
      onclick: () => show(list.hidden ? commands : []),
    },
    icon('menu'),
    h('span', {}, words.say('menu')),
  )
  const list = h('div', {
    class: 'commands',
    role: 'menu',
    'aria-label': words.say('commands'),
    'data-testid': 'commands',
    hidden: true,
  })
  for (const part of [button, list]) {
    part.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return
      show([])
      button.focus()
    })
  }

  /** @param {Command[]} shown */
  function show(shown) {
    list.hidden = shown.length === 0
    button.setAttribute('aria-expanded', String(!list.hidden))
    replaceChildren(
      list,
      ...shown.map(({ command, description }) => {
        const pick = () => {
          show([])
          onPick(`/${command}`)
        }
        return h(
          'button',
          {
            type: 'button',
            class: 'command',
            role: 'menuitem',
            'data-testid': 'command',
            'data-command': command,
            onclick: pick,
          },
          h('strong', {}, `/${command}`),
          h('span', {}, description),
        )
      }),
    )
  }

  return {
    button,
    list,
    /** @param {ChatView} view */
    update(view) {
      commands = view.commands
      button.hidden = commands.length === 0 || view.botId === undefined
    },
    /** @param {string} typed */
    suggest(typed) {
      const fitting = /^\/\w*$/.test(typed)
        ? commands.filter(({ command }) => `/${command}`.startsWith(typed))
        : []
      show(fitting)
    },
  }
}
