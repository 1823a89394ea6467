/** The shapes of the sandbox's control API, as sandbox/README.md gives them. */

export type Person = {
  id: number
  firstName: string
  lastName?: string
  username?: string
  languageCode?: string
  deactivated: boolean
  phone: string
  blockedBots: number[]
}

export type Bot = {
  id: number
  username: string
  firstName: string
  mode: 'polling' | 'webhook' | 'idle'
  pendingUpdates: number
}

export type Topic = { threadId: number; name: string; closed: boolean; deleted: boolean }

export type Chat = {
  id: number
  botId?: number
  type: 'private' | 'group' | 'supergroup'
  title: string
  isForum: boolean
  members: { id: number; isBot: boolean; status: string }[]
  topics: Topic[]
  pinnedMessageIds: number[]
  migratedToChatId?: number
}

export type Media = {
  kind: 'photo' | 'document' | 'voice' | 'video' | 'audio' | 'sticker' | 'animation' | 'video_note'
  fileId: string
  name?: string
  mime?: string
  size: number
  width?: number
  height?: number
  duration?: number
  url: string
}

export type InlineButton = { text: string; data?: string; url?: string; copyText?: string }

export type Entity = { type: string; offset: number; length: number; url?: string }

/** The fields of Telegram's own message that the page reads. */
export type RawMessage = {
  entities?: Entity[]
  caption_entities?: Entity[]
  reply_to_message?: RawMessage & {
    message_id: number
    from?: { first_name: string }
    text?: string
    caption?: string
  }
  new_chat_members?: { first_name: string }[]
  left_chat_member?: { id: number; first_name: string }
  forum_topic_created?: { name: string }
  forum_topic_edited?: { name?: string }
  forum_topic_closed?: object
  forum_topic_reopened?: object
  pinned_message?: object
  new_chat_title?: string
  group_chat_created?: true
  supergroup_chat_created?: true
  migrate_to_chat_id?: number
  migrate_from_chat_id?: number
}

export type Message = {
  revision: number
  chatId: number
  botId?: number
  messageId: number
  threadId?: number
  from: { id: number; firstName: string; isBot: boolean }
  fromBot: boolean
  date: number
  editDate?: number
  deleted: boolean
  service: boolean
  text?: string
  caption?: string
  replyTo?: number
  mediaGroupId?: string
  media?: Media
  contact?: { phoneNumber: string; firstName: string }
  location?: { latitude: number; longitude: number }
  buttons?: InlineButton[][]
  reactions?: { from: number; emoji: string }[]
  raw: RawMessage
}

export type ReplyKeyboard = {
  rows: { text: string; requestContact?: boolean; requestLocation?: boolean }[][]
  oneTime: boolean
  placeholder?: string
  messageId: number
}

export type Command = { command: string; description: string }

export type ChatView = Chat & {
  blocked: boolean
  lastMessage?: Message
  replyKeyboard?: ReplyKeyboard
  forceReply?: { messageId: number; placeholder?: string }
  commands: Command[]
  menuButton: 'commands' | 'default' | 'web_app'
}

export type Call = {
  id: number
  time: number
  botId: number
  method: string
  chatId?: number
  params: object
  status: number
  answer: { ok?: boolean; description?: string } | null
  durationMs: number
  fault?: number
}

export type CallbackAnswer = { text?: string; showAlert: boolean; url?: string }

export type FileInput = {
  name?: string
  mime?: string
  base64?: string
  width?: number
  height?: number
  duration?: number
}

/** A place to write in: a chat, or one topic of a forum (0 is the general topic). */
export type Place = { key: string; threadId?: number }
