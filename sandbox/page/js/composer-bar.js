import { iconButton } from './avatar.js'
import { h, replaceChildren } from './dom.js'
import { summary } from './preview.js'

/** @import { Message } from './control-api.d.ts' */
/** @import { Words } from './words.js' */

/**
 * The line above the input: which message is being answered or edited.
 * @param {Words} words
 * @param {{ onCancelEdit: () => void, onChange: () => void }} listener
 */
export function createComposerBar(words, { onCancelEdit, onChange }) {
  const element = h('div', { class: 'composer-bar', 'data-testid': 'composer-bar', hidden: true })
  /** @type {{ kind: 'reply' | 'edit', message: Message } | undefined} */
  let about
  let forcedId = 0

  function show() {
    element.hidden = !about
    if (!about) return
    const { kind, message } = about
    const title =
      kind === 'edit' ? words.say('editing') : words.say('replyingTo', { name: message.from.firstName })
    const cancel = () => {
      clear()
      if (kind === 'edit') onCancelEdit()
      onChange()
    }
    replaceChildren(
      element,
      h('span', { class: 'bar-words' }, h('strong', {}, title), h('span', {}, summary(words, message))),
      iconButton('close', words.say(kind === 'edit' ? 'cancelEdit' : 'cancelReply'), {
        'data-testid': 'cancel-bar',
        onclick: cancel,
      }),
    )
  }

  /** Returns whether there was something to clear. */
  function clear() {
    const had = about !== undefined
    about = undefined
    show()
    return had
  }

  return {
    element,
    clear,
    reply: () => (about?.kind === 'reply' ? { replyTo: about.message.messageId } : {}),
    editing: () => (about?.kind === 'edit' ? about.message : undefined),
    /** @param {Message} message */
    setReply(message) {
      about = { kind: 'reply', message }
      show()
      onChange()
    },
    /** @param {Message} message */
    setEditing(message) {
      about = { kind: 'edit', message }
      show()
      onChange()
    },
    /**
     * A bot may ask for a reply: the bar appears by itself, once.
     * @param {Message | undefined} message
     */
    force(message) {
      if (!message || forcedId === message.messageId) return
      forcedId = message.messageId
      about = { kind: 'reply', message }
      show()
    },
  }
}
