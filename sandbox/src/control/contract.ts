/** The shapes of the control API, as README.md describes them. */
import type { CallRecord } from '../call-log.ts'
import type { MediaKind, MemberStatus, TgMessage, TgUpdate } from '../telegram-objects.ts'
import type { Settings } from '../world.ts'

export type PersonView = {
  id: number
  firstName: string
  lastName?: string | undefined
  username?: string | undefined
  languageCode?: string | undefined
  phone: string
  deactivated: boolean
  blockedBots: number[]
}

export type BotView = {
  id: number
  username: string
  firstName: string
  mode: 'polling' | 'webhook' | 'idle'
  pendingUpdates: number
}

export type ChatView = {
  id: number
  botId?: number | undefined
  type: 'private' | 'group' | 'supergroup'
  title: string
  isForum: boolean
  members: { id: number; isBot: boolean; status: MemberStatus }[]
  topics: { threadId: number; name: string; closed: boolean; deleted: boolean }[]
  pinnedMessageIds: number[]
  migratedToChatId?: number | undefined
}

export type Button = {
  text: string
  data?: string | undefined
  url?: string | undefined
  copyText?: string | undefined
}

export type MediaView = {
  kind: MediaKind
  fileId: string
  name?: string | undefined
  mime?: string | undefined
  size: number
  width?: number | undefined
  height?: number | undefined
  duration?: number | undefined
  url: string
}

export type MessageView = {
  revision: number
  chatId: number
  botId?: number | undefined
  messageId: number
  threadId?: number | undefined
  from: { id: number; firstName: string; isBot: boolean }
  fromBot: boolean
  date: number
  editDate?: number | undefined
  deleted: boolean
  service: boolean
  text?: string | undefined
  caption?: string | undefined
  html?: string | undefined
  replyTo?: number | undefined
  mediaGroupId?: string | undefined
  media?: MediaView | undefined
  contact?: { phoneNumber: string; firstName: string } | undefined
  location?: { latitude: number; longitude: number } | undefined
  buttons?: Button[][] | undefined
  reactions?: { from: number; emoji: string }[] | undefined
  raw: TgMessage
}

export type ReplyKeyboardView = {
  rows: { text: string; requestContact?: boolean | undefined; requestLocation?: boolean | undefined }[][]
  oneTime: boolean
  placeholder?: string | undefined
  messageId: number
}

export type PersonalChatView = ChatView & {
  blocked: boolean
  lastMessage?: MessageView | undefined
  replyKeyboard?: ReplyKeyboardView | undefined
  forceReply?: { messageId: number; placeholder?: string | undefined } | undefined
  commands: { command: string; description: string }[]
  menuButton: string
}

export type PressOutcome =
  | { kind: 'callback'; id: string; messageId: number; updateId: number | null }
  | { kind: 'url'; url: string }
  | { kind: 'copy'; text: string }

export type CallbackAnswer = { text?: string | undefined; showAlert: boolean; url?: string | undefined }

export type StateView = {
  bots: BotView[]
  people: PersonView[]
  chats: ChatView[]
  settings: Settings
  revision: number
}

export type CallsView = { last: number; calls: CallRecord[] }
export type PendingView = {
  pending: TgUpdate[]
  nextUpdateId: number
  delivered: number
  /** How often an update was sent or handed out that had been before. */
  repeated: number
}
