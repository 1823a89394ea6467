import { answerCallbackQuery } from './answer-callback-query.ts'
import * as profile from './bot-profile.ts'
import * as chatActs from './chat-acts.ts'
import * as information from './chat-information.ts'
import * as commands from './commands.ts'
import { copyMessage, copyMessages, forwardMessage } from './copy-message.ts'
import { deleteMessage, deleteMessages } from './delete-message.ts'
import { editMessageCaption, editMessageReplyMarkup, editMessageText } from './edit-message.ts'
import * as topics from './forum-topic.ts'
import { getFile } from './get-file.ts'
import { createGetUpdates } from './get-updates.ts'
import { editMessageMedia, sendMediaGroup } from './media-group.ts'
import type { Method } from './method.ts'
import * as media from './send-media.ts'
import { sendMessage } from './send-message.ts'
import * as webhook from './webhook.ts'

/** Every method the sandbox knows, by lower-case name: Telegram does not mind the case. */
export function createMethods(): ReadonlyMap<string, Method> {
  const methods = {
    getUpdates: createGetUpdates(),
    getMe: profile.getMe,
    setWebhook: webhook.setWebhook,
    deleteWebhook: webhook.deleteWebhook,
    getWebhookInfo: webhook.getWebhookInfo,
    sendMessage,
    sendPhoto: media.sendPhoto,
    sendDocument: media.sendDocument,
    sendVoice: media.sendVoice,
    sendVideo: media.sendVideo,
    sendAudio: media.sendAudio,
    sendAnimation: media.sendAnimation,
    sendVideoNote: media.sendVideoNote,
    sendSticker: media.sendSticker,
    sendContact: media.sendContact,
    sendLocation: media.sendLocation,
    sendMediaGroup,
    copyMessage,
    copyMessages,
    forwardMessage,
    getFile,
    editMessageMedia,
    editMessageText,
    editMessageCaption,
    editMessageReplyMarkup,
    deleteMessage,
    deleteMessages,
    answerCallbackQuery,
    setMyCommands: commands.setMyCommands,
    getMyCommands: commands.getMyCommands,
    deleteMyCommands: commands.deleteMyCommands,
    setMyName: profile.setMyName,
    getMyName: profile.getMyName,
    setMyDescription: profile.setMyDescription,
    getMyDescription: profile.getMyDescription,
    setMyShortDescription: profile.setMyShortDescription,
    getMyShortDescription: profile.getMyShortDescription,
    setChatMenuButton: profile.setChatMenuButton,
    getChatMenuButton: profile.getChatMenuButton,
    ...chatActs,
    ...information,
    ...topics,
  }
  return new Map(Object.entries(methods).map(([name, method]) => [name.toLowerCase(), method]))
}
