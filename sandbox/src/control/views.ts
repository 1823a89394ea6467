import { commandsFor } from '../bot-commands.ts'
import { canSee } from '../chats.ts'
import { findFile } from '../files.ts'
import type { InlineButton, MediaKind, TgFile, TgMessage } from '../telegram-objects.ts'
import { pendingUpdates } from '../update-queue.ts'
import type { Bot, Chat, Person, StoredMessage, World } from '../world.ts'
import type {
  BotView,
  Button,
  ChatView,
  MediaView,
  MessageView,
  PersonalChatView,
  PersonView,
  ReplyKeyboardView,
} from './contract.ts'
import { toHtml } from './text-html.ts'

export function personView(world: World, person: Person): PersonView {
  const blocked = [...world.chats.values()].filter((chat) => chat.blocked && chat.id === person.id)
  return { ...person, blockedBots: blocked.flatMap((chat) => chat.botId ?? []) }
}

export function botView(world: World, bot: Bot): BotView {
  const polledLately = Date.now() - bot.lastPollAt < 60_000
  return {
    id: bot.id,
    username: bot.username,
    firstName: bot.profile.get('name:') ?? bot.firstName,
    mode: bot.webhook ? 'webhook' : polledLately ? 'polling' : 'idle',
    pendingUpdates: pendingUpdates(world, bot).length,
  }
}

export function chatView(world: World, chat: Chat): ChatView {
  return {
    id: chat.id,
    botId: chat.botId,
    type: chat.type,
    title: world.people.get(chat.id)?.firstName ?? chat.title,
    isForum: chat.isForum,
    members: [...chat.members.values()].map(({ id, isBot, status }) => ({ id, isBot, status })),
    topics: [...chat.topics.values()],
    pinnedMessageIds: chat.pinned,
    migratedToChatId: chat.migratedTo,
  }
}

/** The chats a person sees, newest first. */
export function personalChatViews(world: World, bot: Bot, person: Person): PersonalChatView[] {
  return (
    [...world.chats.values()]
      .filter((chat) => canSee(chat, person.id) && (chat.botId ?? bot.id) === bot.id)
      // A migrated group goes from the list, as in the apps.
      .filter((chat) => !chat.gone && chat.migratedTo === undefined)
      .map((chat) => personalChatView(world, bot, person, chat))
      .sort((a, b) => (b.lastMessage?.revision ?? 0) - (a.lastMessage?.revision ?? 0))
  )
}

function personalChatView(world: World, bot: Bot, person: Person, chat: Chat): PersonalChatView {
  const last = [...chat.messages.values()].findLast((message) => !message.deleted)
  const keyboard = chat.keyboards.get(person.id)
  const menu = bot.menuButtons.get(chat.id) ?? bot.menuButtons.get(0)
  return {
    ...chatView(world, chat),
    blocked: chat.blocked,
    lastMessage: last && messageView(world, chat, last),
    replyKeyboard: keyboard && keyboardView(keyboard),
    forceReply: chat.forceReplies.get(person.id),
    commands: commandsFor(bot, chat, person),
    menuButton: menu?.type ?? 'default',
  }
}

function keyboardView({
  markup,
  messageId,
}: NonNullable<ReturnType<Chat['keyboards']['get']>>): ReplyKeyboardView {
  return {
    rows: markup.keyboard.map((row) =>
      row.map((button) => ({
        text: button.text,
        requestContact: button.request_contact,
        requestLocation: button.request_location,
      })),
    ),
    oneTime: markup.one_time_keyboard === true,
    placeholder: markup.input_field_placeholder,
    messageId,
  }
}

export function messageView(world: World, chat: Chat, message: StoredMessage): MessageView {
  const { tg } = message
  const text = tg.text ?? tg.caption
  return {
    revision: message.revision,
    chatId: chat.id,
    botId: chat.botId,
    messageId: message.messageId,
    threadId: tg.message_thread_id,
    from: { id: tg.from.id, firstName: tg.from.first_name, isBot: tg.from.is_bot },
    fromBot: message.byBot,
    date: tg.date,
    editDate: tg.edit_date,
    deleted: message.deleted,
    service: message.service,
    text: tg.text,
    caption: tg.caption,
    html: text === undefined ? undefined : toHtml(text, tg.entities ?? tg.caption_entities ?? []),
    replyTo: tg.reply_to_message?.message_id,
    mediaGroupId: tg.media_group_id,
    media: mediaView(world, tg),
    contact: tg.contact && { phoneNumber: tg.contact.phone_number, firstName: tg.contact.first_name },
    location: tg.location,
    buttons: tg.reply_markup?.inline_keyboard.map((row) => row.map(buttonView)),
    reactions: message.reactions,
    raw: tg,
  }
}

export function buttonView(button: InlineButton): Button {
  return {
    text: button.text,
    data: button.callback_data,
    url: button.url,
    copyText: button.copy_text?.text,
  }
}

/** The file of a message and its kind; the largest size of a photo. */
export function mediaOf(tg: TgMessage): { kind: MediaKind; file: TgFile } | undefined {
  const found: [MediaKind, TgFile | undefined][] = [
    ['photo', tg.photo?.at(-1)],
    ['animation', tg.animation],
    ['document', tg.document],
    ['voice', tg.voice],
    ['video', tg.video],
    ['audio', tg.audio],
    ['sticker', tg.sticker],
    ['video_note', tg.video_note],
  ]
  for (const [kind, file] of found) if (file) return { kind, file }
  return undefined
}

function mediaView(world: World, tg: TgMessage): MediaView | undefined {
  const media = mediaOf(tg)
  if (!media) return undefined
  const stored = findFile(world, media.file.file_id)
  return {
    kind: media.kind,
    fileId: media.file.file_id,
    name: media.file.file_name ?? stored?.name,
    mime: stored?.mime,
    size: stored?.size ?? 0,
    width: media.file.width,
    height: media.file.height,
    duration: media.file.duration,
    url: `/control/files/${media.file.file_id}`,
  }
}
