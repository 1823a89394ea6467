import { createAttachments } from './attachments.js'
import { iconButton } from './avatar.js'
import { createCommandMenu } from './command-menu.js'
import { createComposerBar } from './composer-bar.js'
import { h } from './dom.js'
import { createReplyKeyboard } from './keyboards.js'
import { placeKey } from './places.js'

/** @import { App } from './main.js' */
/** @import { PhoneActions } from './phone.js' */
/** @import { ChatView, Message, Place } from './control-api.d.ts' */
/** @typedef {ReturnType<typeof createComposer>} Composer */

/**
 * The place to write in: text, attachments, the bot's keyboard and commands.
 * @param {App} app
 * @param {number} personId
 * @param {PhoneActions} actions
 * @param {Place} place
 */
export function createComposer(app, personId, actions, place) {
  const { memory, words } = app
  const draftKey = placeKey(place)
  /** @type {ChatView | undefined} */
  let view
  let keyboardId = 0
  const input = h('textarea', {
    rows: 1,
    placeholder: words.say('inputHint'),
    'aria-label': words.say('inputLabel'),
    'data-testid': 'composer-input',
    dir: 'auto',
    oninput: onInput,
    onkeydown: onKey,
    onpaste: onPaste,
  })
  input.value = memory.phone(personId).drafts[draftKey] ?? ''
  const bar = createComposerBar(words, { onCancelEdit: () => setText(''), onChange: () => input.focus() })
  const attachments = createAttachments(app, actions, { target, drop: actions.element, onStaged: onInput })
  const commands = createCommandMenu(words, { onPick: (command) => void sendText(command) })
  const keyboard = createReplyKeyboard({ onTap: (text) => void tap(text) })
  const toggle = iconButton('keyboard', words.say('toggleKeyboard'), { 'data-testid': 'keyboard-toggle', onclick: toggleKeyboard })
  const send = iconButton('send', words.say('send'), { class: 'icon-button send', 'data-testid': 'send', onclick: submit })
  const line = h('div', { class: 'composer-line' }, commands.button, attachments.button, input, toggle, send)
  const writing = h('div', { class: 'writing' }, bar.element, attachments.tray, attachments.pickers, line, keyboard.element)
  const big = h('button', { type: 'button', class: 'big-button', onclick: () => void bigAction() })
  const closed = h('p', { class: 'closed-note' })
  const element = h('div', { class: 'composer', 'data-testid': 'composer' }, commands.list, writing, closed, big)

  function target() {
    return { chatId: view?.id, bot: view?.botId, ...(place.threadId && { threadId: place.threadId }), ...bar.reply() }
  }

  /** @param {string} text */
  async function sendText(text) {
    const sent = await actions.act('send', { ...target(), text })
    if (sent) bar.clear()
    return sent
  }

  async function submit() {
    const text = input.value.trim()
    const editing = bar.editing()
    if (text === '' && attachments.count() === 0) return
    setText('')
    const { chatId, bot } = target()
    const part = editing?.text === undefined ? { caption: text } : { text }
    const done = editing
      ? await actions.act('edit', { chatId, bot, messageId: editing.messageId, ...part })
      : attachments.count() > 0
        ? await attachments.send(text)
        : await sendText(text)
    if (done) bar.clear()
    // What was refused is not lost, unless something new is being written already.
    else if (input.value === '') setText(text)
  }

  /** @param {string} text */
  async function tap(text) {
    const sent = await actions.act('tap', { text, chatId: view?.id, bot: view?.botId })
    if (sent && view?.replyKeyboard?.oneTime) memory.setPhone(personId, { closedKeyboard: view.replyKeyboard.messageId })
    app.store.changed()
  }

  async function bigAction() {
    await actions.act(view?.blocked ? 'unblock' : 'start', { bot: view?.botId })
    input.focus()
  }

  function toggleKeyboard() {
    const open = memory.phone(personId).closedKeyboard !== keyboardId
    memory.setPhone(personId, { closedKeyboard: open ? keyboardId : 0 })
    app.store.changed()
  }

  /** @param {string} text */
  function setText(text) {
    input.value = text
    onInput()
  }

  function onInput() {
    const { drafts } = memory.phone(personId)
    if (!bar.editing()) memory.setPhone(personId, { drafts: { ...drafts, [draftKey]: input.value } })
    fit()
    commands.suggest(input.value)
  }

  function fit() {
    input.style.height = 'auto'
    if (input.scrollHeight > 0) input.style.height = `${Math.min(input.scrollHeight, 140)}px`
    send.classList.toggle('ready', input.value.trim() !== '' || attachments.count() > 0)
    input.placeholder = attachments.count() > 0 ? words.say('captionHint') : hint()
  }

  function hint() {
    return view?.forceReply?.placeholder ?? view?.replyKeyboard?.placeholder ?? words.say('inputHint')
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === 'Escape' && bar.clear()) return setText('')
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    void submit()
  }

  /** @param {ClipboardEvent} event */
  function onPaste(event) {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    attachments.stage(files)
  }

  /**
   * @param {ChatView} shown
   * @param {boolean} started
   */
  function update(shown, started) {
    view = shown
    const topic = shown.topics.find(({ threadId }) => threadId === place.threadId)
    const mayWrite = started && !shown.blocked && !topic?.closed
    writing.hidden = !mayWrite
    big.hidden = started && !shown.blocked
    big.textContent = words.say(shown.blocked ? 'unblockBot' : 'start')
    big.dataset['testid'] = shown.blocked ? 'unblock' : 'start'
    closed.textContent = words.say(shown.blocked ? 'blockedText' : 'topicClosed')
    closed.hidden = !shown.blocked && !topic?.closed
    keyboardId = shown.replyKeyboard?.messageId ?? 0
    const open = keyboardId !== 0 && memory.phone(personId).closedKeyboard !== keyboardId
    toggle.hidden = keyboardId === 0
    toggle.setAttribute('aria-pressed', String(open))
    keyboard.update(shown.replyKeyboard, open)
    commands.update(shown)
    bar.force(shown.forceReply && app.store.messages.find(place.key, shown.forceReply.messageId))
    fit()
  }

  return {
    element,
    update,
    sendText,
    focus: () => matchMedia('(hover: hover)').matches && input.focus({ preventScroll: true }),
    /** @param {Message} message */
    replyTo: (message) => bar.setReply(message),
    /** @param {Message} message */
    edit(message) {
      bar.setEditing(message)
      input.value = message.text ?? message.caption ?? ''
      fit()
    },
  }
}
