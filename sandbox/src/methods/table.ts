import { answerCallbackQuery } from './answer-callback-query.ts'
import * as profile from './bot-profile.ts'
import * as commands from './commands.ts'
import { deleteMessage, deleteMessages } from './delete-message.ts'
import { editMessageCaption, editMessageReplyMarkup, editMessageText } from './edit-message.ts'
import { createGetUpdates } from './get-updates.ts'
import type { Method } from './method.ts'
import { sendMessage } from './send-message.ts'

/** Every method the sandbox knows, by lower-case name: Telegram does not mind the case. */
export function createMethods(): ReadonlyMap<string, Method> {
  const methods = {
    getUpdates: createGetUpdates(),
    getMe: profile.getMe,
    sendMessage,
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
  }
  return new Map(Object.entries(methods).map(([name, method]) => [name.toLowerCase(), method]))
}
