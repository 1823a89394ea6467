import { webAddress } from '../../../bot/src/platform/setting-shapes.ts'
import type { Finding, Setup } from '../steps/step.ts'
import { askBotApi, type BotApiAnswer } from './bot-api.ts'

export const defaultApiRoot = 'https://api.telegram.org'

/** A bot, and the chat that it is to write into, with the variables of .env that name them. */
export interface Access {
  apiRoot: string
  apiRootName: string
  token: string
  tokenName: string
  /** Empty for a bot that needs none. */
  chatId: string
  chatName: string
  howToLetIn: (name: string) => string
  /** What shows whether it works where this machine cannot ask. */
  lastWord: string
}

/** Whether the bot is one, and knows its chat. Nothing is written into it. */
export async function lookAtAccess(setup: Setup, access: Access): Promise<Finding> {
  const { apiRoot, token, chatId } = access
  const fault = webAddress(apiRoot)
  if (fault !== undefined) return { state: 'failed', words: `${access.apiRootName} ${fault}` }
  const me = await askBotApi(setup, { apiRoot, token, method: 'getMe' })
  if (!('ok' in me) || !me.ok) return aboutTheBot(me, access)
  const name = `@${String(me.result['username'])}`
  if (chatId === '') return { state: 'ready', words: `Telegram knows ${name}` }
  const parameters = { chat_id: chatId }
  const chat = await askBotApi(setup, { apiRoot, token, method: 'getChat', parameters })
  if (!('ok' in chat) || !chat.ok) return aboutTheChat(chat, name, access)
  if (chat.result['type'] === 'group') {
    // a group that became a supergroup can still be asked about, but nothing can be written into it
    const typing = { ...parameters, action: 'typing' }
    const sent = await askBotApi(setup, { apiRoot, token, method: 'sendChatAction', parameters: typing })
    if (!('ok' in sent) || !sent.ok) return aboutTheChat(sent, name, access)
  }
  return { state: 'ready', words: `${name} knows the chat ${chatId}` }
}

type Failure = Exclude<BotApiAnswer, { ok: true }>

function aboutTheBot(answer: Failure, access: Access): Finding {
  if ('unreachable' in answer) return unreachable(answer.unreachable, access)
  const words =
    answer.code === 401 || answer.code === 404
      ? `Telegram does not know ${access.tokenName}: copy it again from @BotFather into .env`
      : `Telegram says of ${access.tokenName}: ${answer.description}`
  return { state: 'failed', words }
}

function aboutTheChat(answer: Failure, name: string, access: Access): Finding {
  if ('unreachable' in answer) return unreachable(answer.unreachable, access)
  if (answer.migratedTo !== undefined) {
    const words = `the group has become a supergroup: set ${access.chatName}=${answer.migratedTo} in .env`
    return { state: 'failed', words }
  }
  if (answer.code === 400 || answer.code === 403) {
    const how = `${access.howToLetIn(name)}, and check ${access.chatName}`
    return { state: 'failed', words: `${name} is not in the chat ${access.chatName}: ${how}` }
  }
  return { state: 'failed', words: `Telegram says of ${access.chatName}: ${answer.description}` }
}

/** A Bot API of one's own may have a name that containers alone know. */
function unreachable(reason: string, { apiRoot, lastWord }: Access): Finding {
  if (apiRoot !== defaultApiRoot && /ENOTFOUND|EAI_AGAIN/.test(reason)) {
    return {
      state: 'ready',
      words: `cannot be asked from this machine; ${lastWord}`,
    }
  }
  return { state: 'failed', words: `${new URL(apiRoot).host} cannot be reached from here: ${reason}` }
}
