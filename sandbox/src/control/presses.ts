import { userOf } from '../chats.ts'
import { pushUpdate } from '../update-queue.ts'
import type { Bot, Chat, Person, StoredMessage, World } from '../world.ts'
import type { Button, PressOutcome } from './contract.ts'
import { ControlError } from './control-error.ts'
import { buttonView } from './views.ts'

const keptCallbacks = 20_000

export type Wanted = { text?: string | undefined; data?: string | undefined; messageId?: number | undefined }

/** Presses an inline button that stands in the chat: by its label or its data, newest message first. */
export function press(world: World, chat: Chat, person: Person, wanted: Wanted): PressOutcome {
  if (chat.blocked || person.deactivated)
    throw new ControlError(409, `${person.firstName} cannot press buttons here`)
  const { message, button } = findButton(chat, wanted)
  if (button.url !== undefined) return { kind: 'url', url: button.url }
  if (button.copyText !== undefined) return { kind: 'copy', text: button.copyText }
  return sendCallback(world, chat, person, message, button.data ?? '')
}

/** A press of a button that may not exist, as a changed app could send it. */
export function forgePress(world: World, chat: Chat, person: Person, wanted: Wanted): PressOutcome {
  const messages = [...chat.messages.values()]
  const message = messages.findLast((candidate) =>
    wanted.messageId === undefined ? candidate.byBot : candidate.messageId === wanted.messageId,
  )
  if (!message) throw new ControlError(404, `no message of a bot in chat ${chat.id}`)
  return sendCallback(world, chat, person, message, wanted.data ?? '')
}

function findButton(chat: Chat, wanted: Wanted): { message: StoredMessage; button: Button } {
  const messages = [...chat.messages.values()].reverse().filter((message) => !message.deleted)
  const candidates = messages.filter(
    (message) => wanted.messageId === undefined || message.messageId === wanted.messageId,
  )
  for (const matches of [isExactly, isPartOf]) {
    for (const message of candidates) {
      const buttons = (message.tg.reply_markup?.inline_keyboard ?? []).flat().map(buttonView)
      const button = buttons.find((candidate) => matches(candidate, wanted))
      if (button) return { message, button }
    }
  }
  const there = candidates
    .flatMap((message) => (message.tg.reply_markup?.inline_keyboard ?? []).flat())
    .map((button) => `"${button.text}"`)
  const label = wanted.text ?? wanted.data ?? ''
  throw new ControlError(
    404,
    `no button "${label}" in chat ${chat.id}; there are: ${there.join(', ') || 'none'}`,
  )
}

function isExactly(button: Button, { text, data }: Wanted): boolean {
  return data === undefined ? button.text === text : button.data === data
}

/** Labels often begin with a picture: "✅ Взять" answers to "Взять". */
function isPartOf(button: Button, { text, data }: Wanted): boolean {
  return data === undefined && text !== undefined && button.text.includes(text)
}

function sendCallback(
  world: World,
  chat: Chat,
  person: Person,
  message: StoredMessage,
  data: string,
): PressOutcome {
  const bot = botOf(world, chat, message)
  const id = String(world.counters.callback++)
  const { messageId } = message
  world.callbacks.set(id, {
    id,
    botId: bot.id,
    personId: person.id,
    chatKey: chat.key,
    messageId,
    data,
    createdAt: world.now(),
  })
  const oldest = world.callbacks.keys().next().value
  if (oldest !== undefined && world.callbacks.size > keptCallbacks) world.callbacks.delete(oldest)
  const payload = {
    id,
    from: userOf(person),
    // A message that was deleted, or is older than 48 h, is not shown to the bot any more.
    message: message.deleted ? { chat: message.tg.chat, message_id: messageId, date: 0 } : message.tg,
    chat_instance: `-${chat.key.replace(/\D/g, '')}`,
    data,
  }
  const update = pushUpdate(world, bot, 'callback_query', payload, `user:${person.id}`)
  return { kind: 'callback', id, messageId, updateId: update?.update_id ?? null }
}

function botOf(world: World, chat: Chat, message: StoredMessage): Bot {
  const bot = world.bots.get(chat.botId ?? message.authorId) ?? world.bots.values().next().value
  if (!bot) throw new ControlError(404, 'no bot')
  return bot
}
