import { defaultApiRoot, lookAtAccess } from '../http/telegram-access.ts'
import { type Finding, type Setup, type Step, StepError } from '../steps/step.ts'

/** The bot for alerts is one, and it knows the chat that alerts go to. */
export function createAlertChatStep(setup: Setup): Step {
  async function look(): Promise<Finding> {
    if (!setup.isPresent('alertmanager')) return { state: 'absent', words: 'no Alertmanager' }
    // as the files will be, before they are written
    const token = setup.env['TELEGRAM_BOT_TOKEN']?.trim() || setup.secret('alert_bot_token')
    const chatId = setup.env['TELEGRAM_CHAT_ID']?.trim() || setup.secret('alert_chat_id')
    if (token === '' || chatId === '') {
      return { state: 'failed', words: 'fill in TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID in .env' }
    }
    return lookAtAccess(setup, {
      ...{
        apiRoot: setup.env['ALERT_TELEGRAM_API_ROOT']?.trim() || defaultApiRoot,
        apiRootName: 'ALERT_TELEGRAM_API_ROOT',
      },
      ...{ token, chatId, tokenName: 'TELEGRAM_BOT_TOKEN', chatName: 'TELEGRAM_CHAT_ID' },
      howToLetIn: (name) => `add ${name} to the group, or write /start to it in private`,
      lastWord: 'the test alert shows whether it works',
    })
  }

  async function make(): Promise<Finding> {
    const finding = await look()
    if (finding.state === 'failed') throw new StepError(finding.words)
    return finding
  }

  return { name: 'Alert bot', look, make }
}
