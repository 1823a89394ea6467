/** Telegram's own objects, as far as the sandbox produces them. Names are Telegram's. */

export type TgUser = {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string | undefined
  username?: string | undefined
  language_code?: string | undefined
}

export type TgChat = {
  id: number
  type: 'private' | 'group' | 'supergroup'
  title?: string | undefined
  username?: string | undefined
  first_name?: string | undefined
  last_name?: string | undefined
  is_forum?: true | undefined
}

export type Entity = {
  type: string
  offset: number
  length: number
  url?: string | undefined
  user?: TgUser | undefined
  language?: string | undefined
  custom_emoji_id?: string | undefined
}

export type InlineButton = {
  text: string
  callback_data?: string
  url?: string
  copy_text?: { text: string }
  style?: string
  [more: string]: unknown
}

export type KeyboardButton = {
  text: string
  request_contact?: boolean
  request_location?: boolean
  [more: string]: unknown
}

export type InlineKeyboard = { inline_keyboard: InlineButton[][] }
export type ReplyKeyboard = {
  keyboard: KeyboardButton[][]
  one_time_keyboard?: boolean
  input_field_placeholder?: string
  selective?: boolean
}
export type ReplyMarkup =
  | InlineKeyboard
  | ReplyKeyboard
  | { remove_keyboard: true }
  | { force_reply: true; input_field_placeholder?: string }

/** One file as it stands inside a message: `photo` is a list of these. */
export type TgFile = {
  file_id: string
  file_unique_id: string
  file_size?: number | undefined
  file_name?: string | undefined
  mime_type?: string | undefined
  width?: number | undefined
  height?: number | undefined
  duration?: number | undefined
  [more: string]: unknown
}

export type MediaKind =
  | 'photo'
  | 'document'
  | 'voice'
  | 'video'
  | 'audio'
  | 'sticker'
  | 'animation'
  | 'video_note'

export type TgMessage = {
  message_id: number
  message_thread_id?: number | undefined
  is_topic_message?: true | undefined
  from: TgUser
  chat: TgChat
  date: number
  edit_date?: number | undefined
  reply_to_message?: TgMessage | undefined
  media_group_id?: string | undefined
  text?: string | undefined
  entities?: Entity[] | undefined
  caption?: string | undefined
  caption_entities?: Entity[] | undefined
  photo?: TgFile[] | undefined
  document?: TgFile | undefined
  voice?: TgFile | undefined
  video?: TgFile | undefined
  audio?: TgFile | undefined
  sticker?: TgFile | undefined
  animation?: TgFile | undefined
  video_note?: TgFile | undefined
  contact?: Contact | undefined
  location?: Location | undefined
  forward_origin?: { type: 'user'; sender_user: TgUser; date: number } | undefined
  has_protected_content?: true | undefined
  reply_markup?: InlineKeyboard | undefined
  new_chat_members?: TgUser[] | undefined
  left_chat_member?: TgUser | undefined
  new_chat_title?: string | undefined
  group_chat_created?: true | undefined
  migrate_to_chat_id?: number | undefined
  migrate_from_chat_id?: number | undefined
  pinned_message?: TgMessage | undefined
  forum_topic_created?: { name: string; icon_color: number } | undefined
  forum_topic_edited?: { name?: string } | undefined
  forum_topic_closed?: Record<string, never> | undefined
  forum_topic_reopened?: Record<string, never> | undefined
}

export type Contact = {
  phone_number: string
  first_name: string
  last_name?: string | undefined
  user_id?: number | undefined
}
export type Location = { latitude: number; longitude: number }

/** `update_id` and one field named after the kind of the update. */
export type TgUpdate = { update_id: number; [kind: string]: unknown }

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'

export type AdminRights = {
  can_manage_chat: boolean
  can_delete_messages: boolean
  can_restrict_members: boolean
  can_promote_members: boolean
  can_change_info: boolean
  can_invite_users: boolean
  can_pin_messages: boolean
  can_manage_topics: boolean
}

export type BotCommand = { command: string; description: string }
export type CommandScope = { type: string; chat_id?: number; user_id?: number }
