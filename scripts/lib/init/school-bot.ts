import { defaultApiRoot, lookAtAccess } from '../http/telegram-access.ts'
import type { Finding, Setup, Step } from '../steps/step.ts'

/** Telegram takes the token of the school's bot, which otherwise ends at every start, and the bot is in its group. */
export function createSchoolBotStep(setup: Setup): Step {
  async function look(): Promise<Finding> {
    if (!setup.isPresent('bot')) return { state: 'absent', words: 'no bot' }
    // as the file will be, before it is written
    const token = setup.env['TELEGRAM_TOKEN']?.trim() || setup.secret('telegram_token')
    if (token === '') return { state: 'failed', words: 'fill in TELEGRAM_TOKEN in .env' }
    return lookAtAccess(setup, {
      ...{
        apiRoot: setup.env['TELEGRAM_API_ROOT']?.trim() || defaultApiRoot,
        apiRootName: 'TELEGRAM_API_ROOT',
      },
      ...{ token, tokenName: 'TELEGRAM_TOKEN' },
      ...{ chatId: setup.env['SUPPORT_CHAT_ID']?.trim() ?? '', chatName: 'SUPPORT_CHAT_ID' },
      howToLetIn: (name) => `add ${name} to the group of the specialists`,
      lastWord: 'docker compose logs bot tells whether it works',
    })
  }

  return { name: 'Bot', look, make: look }
}
