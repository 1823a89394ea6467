import type { Bus } from './bus.ts'
import type {
  AdminRights,
  BotCommand,
  CommandScope,
  MediaKind,
  MemberStatus,
  ReplyKeyboard,
  TgMessage,
  TgUpdate,
} from './telegram-objects.ts'

export type Person = {
  id: number
  firstName: string
  lastName?: string | undefined
  username?: string | undefined
  languageCode?: string | undefined
  phone: string
  deactivated: boolean
}

export type QueuedUpdate = {
  update: TgUpdate
  /** Unix milliseconds after which the update is forgotten. */
  expiresAt: number
  /** Webhook deliveries of one lane keep their order. */
  lane: string
  /** Injected by a test: handed out even when the poller's offset is past it. */
  forced: boolean
  delivered: boolean
  attempts: number
  nextTryAt: number
}

export type Webhook = {
  url: string
  secretToken?: string | undefined
  maxConnections: number
  lastErrorDate?: number | undefined
  lastErrorMessage?: string | undefined
}

export type CommandSet = { scope: CommandScope; languageCode: string; commands: BotCommand[] }

export type Bot = {
  id: number
  token: string
  username: string
  firstName: string
  /** undefined = Telegram's default set. */
  allowedUpdates?: string[] | undefined
  webhook?: Webhook | undefined
  nextUpdateId: number
  queue: QueuedUpdate[]
  history: { update: TgUpdate; lane: string }[]
  deliveredCount: number
  /** How often an update was sent or handed out that had been before. */
  repeatedCount: number
  lastPollAt: number
  commands: CommandSet[]
  /** description, short description and name by `<what>:<language code>`. */
  profile: Map<string, string>
  /** By chat id; 0 = default. */
  menuButtons: Map<number, { type: string; [more: string]: unknown }>
}

export type Member = { id: number; isBot: boolean; status: MemberStatus; rights?: AdminRights | undefined }
export type Topic = { threadId: number; name: string; closed: boolean; deleted: boolean }

export type StoredMessage = {
  revision: number
  messageId: number
  /** The id of the bot or the person who wrote it. */
  authorId: number
  byBot: boolean
  service: boolean
  deleted: boolean
  /** What was typed, before entities were parsed and the text trimmed, is not kept. */
  tg: TgMessage
  reactions: { from: number; emoji: string }[]
}

/** A conversation: the private chat of one bot with one person, or a group. */
export type Chat = {
  key: string
  id: number
  type: 'private' | 'group' | 'supergroup'
  title: string
  isForum: boolean
  /** Private chats only. */
  botId?: number | undefined
  /** Private chats only: the person has written first, so the bot may write. */
  started: boolean
  /** Private chats only: the person has blocked the bot. */
  blocked: boolean
  /** Groups only: bots hear nothing but commands, replies and mentions. */
  privacyMode: boolean
  members: Map<number, Member>
  topics: Map<number, Topic>
  messages: Map<number, StoredMessage>
  nextMessageId: number
  pinned: number[]
  /** Reply keyboards by person. */
  keyboards: Map<number, { markup: ReplyKeyboard; messageId: number }>
  forceReplies: Map<number, { messageId: number; placeholder?: string | undefined }>
  migratedTo?: number | undefined
  gone: boolean
}

export type CallbackQuery = {
  id: string
  botId: number
  personId: number
  chatKey: string
  messageId: number
  data: string
  createdAt: number
  answer?: { text?: string | undefined; showAlert: boolean; url?: string | undefined } | undefined
}

export type StoredFile = {
  id: string
  uniqueId: string
  kind: MediaKind
  path: string
  name?: string | undefined
  mime: string
  size: number
  width?: number | undefined
  height?: number | undefined
  duration?: number | undefined
  /** Absent: `size` bytes of zeros. */
  bytes?: Buffer | undefined
}

export type Settings = { limits: 'off' | 'telegram'; retryScale: number; callbackAnswerMs: number }

/** Everything a restart must find again. */
export type WorldState = {
  people: Map<number, Person>
  bots: Map<number, Bot>
  chats: Map<string, Chat>
  files: Map<string, StoredFile>
  callbacks: Map<string, CallbackQuery>
  settings: Settings
  counters: { revision: number; person: number; group: number; file: number; callback: number; album: number }
  clockOffsetMs: number
}

export type World = WorldState & {
  bus: Bus
  /** The sandbox's clock in unix milliseconds; tests move it. */
  now(): number
}
