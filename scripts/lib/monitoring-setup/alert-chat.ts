import { askBotApi, type BotApiAnswer } from './bot-api.ts'
import { type Finding, type Setup, type Step, StepError } from './step.ts'

export const defaultApiRoot = 'https://api.telegram.org'

/** The bot for alerts is one, and it knows the chat that alerts go to. */
export function createAlertChatStep(setup: Setup): Step {
  async function look(): Promise<Finding> {
    if (!setup.isPresent('alertmanager')) return { state: 'absent', words: 'no Alertmanager' }
    const apiRoot = setup.env['ALERT_TELEGRAM_API_ROOT'] || defaultApiRoot
    // as the files will be, before they are written
    const token = setup.env['TELEGRAM_BOT_TOKEN']?.trim() || setup.secret('alert_bot_token')
    const chatId = setup.env['TELEGRAM_CHAT_ID']?.trim() || setup.secret('alert_chat_id')
    if (token === '' || chatId === '') {
      return { state: 'failed', words: 'fill in TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID in .env' }
    }
    const me = await askBotApi(setup, { apiRoot, token, method: 'getMe' })
    if (!('ok' in me) || !me.ok) return aboutTheBot(me, apiRoot)
    const name = `@${String(me.result['username'])}`
    const parameters = { chat_id: chatId }
    const chat = await askBotApi(setup, { apiRoot, token, method: 'getChat', parameters })
    if (!('ok' in chat) || !chat.ok) return aboutTheChat(chat, name, apiRoot)
    if (chat.result['type'] === 'group') {
      // a group that became a supergroup can still be asked about, but nothing can be written into it
      const typing = { ...parameters, action: 'typing' }
      const sent = await askBotApi(setup, { apiRoot, token, method: 'sendChatAction', parameters: typing })
      if (!('ok' in sent) || !sent.ok) return aboutTheChat(sent, name, apiRoot)
    }
    return { state: 'ready', words: `${name} knows the chat ${chatId}` }
  }

  async function make(): Promise<Finding> {
    const finding = await look()
    if (finding.state === 'failed') throw new StepError(finding.words)
    return finding
  }

  return { name: 'Alert bot', look, make }
}

type Failure = Exclude<BotApiAnswer, { ok: true }>

function aboutTheBot(answer: Failure, apiRoot: string): Finding {
  if ('unreachable' in answer) return unreachable(answer.unreachable, apiRoot)
  const words =
    answer.code === 401 || answer.code === 404
      ? 'Telegram does not know TELEGRAM_BOT_TOKEN: copy it again from @BotFather into .env'
      : `Telegram says of TELEGRAM_BOT_TOKEN: ${answer.description}`
  return { state: 'failed', words }
}

function aboutTheChat(answer: Failure, name: string, apiRoot: string): Finding {
  if ('unreachable' in answer) return unreachable(answer.unreachable, apiRoot)
  if (answer.migratedTo !== undefined) {
    const words = `the group has become a supergroup: set TELEGRAM_CHAT_ID=${answer.migratedTo} in .env`
    return { state: 'failed', words }
  }
  if (answer.code === 400 || answer.code === 403) {
    const how = `add ${name} to the group, or write /start to it in private, and check TELEGRAM_CHAT_ID`
    return { state: 'failed', words: `${name} is not in the chat TELEGRAM_CHAT_ID: ${how}` }
  }
  return { state: 'failed', words: `Telegram says of TELEGRAM_CHAT_ID: ${answer.description}` }
}

/** A Bot API of one's own may have a name that containers alone know: then the test alert has the last word. */
function unreachable(reason: string, apiRoot: string): Finding {
  if (apiRoot !== defaultApiRoot && /ENOTFOUND|EAI_AGAIN/.test(reason)) {
    return {
      state: 'ready',
      words: 'cannot be asked from this machine; the test alert shows whether it works',
    }
  }
  return { state: 'failed', words: `${new URL(apiRoot).host} cannot be reached from here: ${reason}` }
}
