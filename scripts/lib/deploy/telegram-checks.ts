import { askBotApi } from '../http/bot-api.ts'
import { numberOf, textOf } from '../http/json-value.ts'
import { defaultApiRoot } from '../http/telegram-access.ts'
import { createSchoolBotStep } from '../init/school-bot.ts'
import type { DeployRun } from './deploy-run.ts'
import { type Findings, fault, note } from './findings.ts'

/** Telegram knows the token, and the bot its group. */
export async function schoolBot({ setup }: DeployRun): Promise<Partial<Findings> | undefined> {
  const { state, words } = await createSchoolBotStep(setup).look()
  if (state === 'failed') return fault(words)
  return state === 'ready' ? note(`Telegram: ${words}`) : undefined
}

/** Telegram tells of its last failure to call us for as long as no call went well. */
const recentMs = 30 * 60_000

/** Telegram gets through to the webhook; where only containers reach the Bot API nothing is said. */
export async function webhook({ setup, at }: DeployRun): Promise<Partial<Findings> | undefined> {
  if (setup.env['TELEGRAM_MODE']?.trim() !== 'webhook') return undefined
  const answer = await askBotApi(setup, {
    apiRoot: setup.env['TELEGRAM_API_ROOT']?.trim() || defaultApiRoot,
    token: setup.env['TELEGRAM_TOKEN']?.trim() || setup.secret('telegram_token'),
    method: 'getWebhookInfo',
  })
  if (!('ok' in answer) || !answer.ok) return undefined
  const failedAt = (numberOf(answer.result, 'last_error_date') ?? 0) * 1000
  const pending = numberOf(answer.result, 'pending_update_count') ?? 0
  const waiting = pending > 100 ? [`${pending} messages wait at Telegram for the webhook`] : []
  if (at.getTime() - failedAt > recentMs) return { warnings: waiting }
  const words = textOf(answer.result, 'last_error_message') ?? 'no reason given'
  return {
    warnings: [
      `Telegram failed to call the webhook at ${new Date(failedAt).toISOString()}: ${words}`,
      ...waiting,
    ],
  }
}
