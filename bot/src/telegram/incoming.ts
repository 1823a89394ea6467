import type { Message } from 'telegraf/types'
import { z } from 'zod'

const attachmentKinds = ['photo', 'document', 'voice', 'video', 'audio', 'video_note'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

/** A file that a person sent: Telegram keeps the bytes, we keep the id. */
export const attachmentShape = z.object({
  kind: z.enum(attachmentKinds),
  fileId: z.string(),
  /** The same for the same file in every message. */
  fileUniqueId: z.string(),
})
export type Attachment = z.infer<typeof attachmentShape>

/** A message as features see it: what was typed, and what came with it. */
export interface Incoming {
  chatId: number
  messageId: number
  threadId: number | undefined
  /** The text, or the caption of a file; trimmed, undefined when there is none. */
  text: string | undefined
  attachment: Attachment | undefined
  /** The same for all files of one album, which arrive as messages of their own. */
  mediaGroupId: string | undefined
  /** The message this one replies to. */
  replyToMessageId: number | undefined
  location: { latitude: number; longitude: number } | undefined
  /** A person of Telegram shared as a contact. */
  contactUserId: number | undefined
}

export function incomingOf(message: Message): Incoming {
  const typed = 'text' in message ? message.text : 'caption' in message ? message.caption : undefined
  const reply = 'reply_to_message' in message ? message.reply_to_message : undefined
  return {
    chatId: message.chat.id,
    messageId: message.message_id,
    threadId: message.is_topic_message ? message.message_thread_id : undefined,
    text: (typed && soundText(typed).trim()) || undefined,
    attachment: attachmentOf(message),
    mediaGroupId: 'media_group_id' in message ? message.media_group_id : undefined,
    replyToMessageId: reply?.message_id,
    location: 'location' in message ? message.location : undefined,
    contactUserId: 'contact' in message ? message.contact.user_id : undefined,
  }
}

/** As a database can keep it: without null bytes and halves of characters, which no keyboard types. As long as it was. */
export function soundText(text: string): string {
  return text.replaceAll('\0', ' ').toWellFormed()
}

function attachmentOf(message: Message): Attachment | undefined {
  // the last size of a photo is the largest
  if ('photo' in message) return attachment('photo', message.photo.at(-1))
  if ('document' in message) return attachment('document', message.document)
  if ('voice' in message) return attachment('voice', message.voice)
  if ('video' in message) return attachment('video', message.video)
  if ('audio' in message) return attachment('audio', message.audio)
  if ('video_note' in message) return attachment('video_note', message.video_note)
  return undefined
}

function attachment(
  kind: AttachmentKind,
  file: { file_id: string; file_unique_id: string } | undefined,
): Attachment | undefined {
  return file && { kind, fileId: file.file_id, fileUniqueId: file.file_unique_id }
}
