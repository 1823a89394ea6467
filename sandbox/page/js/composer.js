import { createAttachments } from './attachments.js'
import { iconButton } from './avatar.js'
import { createCommandMenu } from './command-menu.js'
import { createComposerBar } from './composer-bar.js'
import { createComposerGate } from './composer-gate.js'
import { h } from './dom.js'
import { createReplyKeyboard } from './keyboards.js'
import { createMessageInput } from './message-input.js'
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
  let busy = false
  const input = createMessageInput({
    label: words.say('inputLabel'),
    value: draft(),
    onInput,
    onSubmit: () => void submit(),
    onEscape: () => bar.clear() && input.set(draft()),
    onFiles: (files) => attachments.stage(files),
  })
  const bar = createComposerBar(words, { onCancelEdit: () => input.set(draft()), onChange: input.focus })
  const attachments = createAttachments(app, actions, { target, onStaged: onInput })
  const commands = createCommandMenu(words, { onPick: (command) => void sendText(command) })
  const keyboard = createReplyKeyboard({ onTap: (text) => void tap(text) })
  const toggle = iconButton('keyboard', words.say('toggleKeyboard'), {
    'data-testid': 'keyboard-toggle',
    onclick: toggleKeyboard,
  })
  const send = iconButton('send', words.say('send'), {
    class: 'icon-button send',
    'data-testid': 'send',
    onclick: submit,
  })
  const line = h(
    'div',
    { class: 'composer-line' },
    commands.button,
    attachments.button,
    input.element,
    toggle,
    send,
  )
  const writing = h(
    'div',
    { class: 'writing' },
    bar.element,
    attachments.tray,
    attachments.pickers,
    line,
    keyboard.element,
  )
  const gate = createComposerGate(words, {
    onStart: () => void actions.act('start', { bot: view?.botId }),
    onUnblock: () => void actions.act('unblock', { bot: view?.botId }),
  })
  const element = h(
    'div',
    { class: 'composer', 'data-testid': 'composer' },
    commands.list,
    writing,
    ...gate.parts,
  )

  function target() {
    return {
      chatId: view?.id,
      bot: view?.botId,
      ...(place.threadId && { threadId: place.threadId }),
      ...bar.reply(),
    }
  }

  /** @param {string} text */
  async function sendText(text) {
    const sent = await actions.act('send', { ...target(), text })
    if (sent) bar.clear()
    return sent
  }

  async function submit() {
    const text = input.text()
    if (busy || (text === '' && attachments.count() === 0)) return
    busy = true
    const editing = bar.editing()
    input.set('')
    const done = editing ? await edit(editing, text) : await sendAll(text)
    busy = false
    if (done) bar.clear()
    if (done && editing) input.set(draft())
    // What was refused is not lost, unless something new is being written already.
    if (!done && input.raw() === '') input.set(text)
  }

  /** @param {string} text */
  function sendAll(text) {
    return attachments.count() > 0 ? attachments.send(text) : sendText(text)
  }

  /**
   * @param {Message} message
   * @param {string} text
   */
  function edit({ messageId, text: old }, text) {
    const change = old === undefined ? { caption: text } : { text }
    return actions.act('edit', { chatId: view?.id, bot: view?.botId, messageId, ...change })
  }

  /** @param {string} text */
  async function tap(text) {
    const sent = await actions.act('tap', { text, chatId: view?.id, bot: view?.botId })
    if (sent && view?.replyKeyboard?.oneTime)
      memory.setPhone(personId, { closedKeyboard: view.replyKeyboard.messageId })
    app.store.changed()
  }

  function toggleKeyboard() {
    const open = memory.phone(personId).closedKeyboard !== keyboardId
    memory.setPhone(personId, { closedKeyboard: open ? keyboardId : 0 })
    app.store.changed()
  }

  function draft() {
    return memory.phone(personId).drafts[draftKey] ?? ''
  }

  function onInput() {
    const { drafts } = memory.phone(personId)
    if (!bar.editing()) memory.setPhone(personId, { drafts: { ...drafts, [draftKey]: input.raw() } })
    fit()
    commands.suggest(input.raw())
  }

  function fit() {
    const hint = view?.forceReply?.placeholder ?? view?.replyKeyboard?.placeholder ?? words.say('inputHint')
    input.fit(attachments.count() > 0 ? words.say('captionHint') : hint)
    send.classList.toggle('ready', input.text() !== '' || attachments.count() > 0)
  }

  /**
   * @param {ChatView} shown
   * @param {boolean} started
   */
  function update(shown, started) {
    view = shown
    const topic = shown.topics.find(({ threadId }) => threadId === place.threadId)
    writing.hidden = !gate.update({ started, blocked: shown.blocked, closed: topic?.closed ?? false })
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
    /** @param {File[]} files */
    stage: (files) => !writing.hidden && attachments.stage(files),
    // On a touch screen focus would raise the keyboard over what was just opened.
    focus: () => matchMedia('(hover: hover)').matches && input.focus(),
    /** @param {Message} message */
    replyTo: (message) => bar.setReply(message),
    /** @param {Message} message */
    edit(message) {
      bar.setEditing(message)
      input.set(message.text ?? message.caption ?? '')
    },
  }
}
