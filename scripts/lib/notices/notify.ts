import { setTimeout as pause } from 'node:timers/promises'
import { askBotApi, type BotApiAnswer } from '../http/bot-api.ts'
import { networkFailure } from '../http/network-failure.ts'
import { defaultApiRoot } from '../http/telegram-access.ts'
import { withoutSecrets } from '../settings/hidden-secrets.ts'
import type { Settings } from '../steps/step.ts'

export interface Notice {
  /** `done` comes without a sound, `failed` aloud. */
  kind: 'done' | 'failed'
  text: string
}

/** Of a call that got no answer, or none that counts: how often in all, and after how long again. */
interface Patience {
  tries: number
  pauseMs: number
}
const patient: Patience = { tries: 3, pauseMs: 2000 }

/** The longest text that Telegram takes, less what a mark of the cut needs. */
const longest = 4000

/**
 * Tells the chat of the alerts by their bot, as NOTIFY_TELEGRAM wants: true, failures, false. Never throws: returns a
 * line of warning when nothing was sent, undefined else. No secret is in either.
 */
export async function notify(
  settings: Settings,
  { kind, text }: Notice,
  patience = patient,
): Promise<string | undefined> {
  const wish = settings.env['NOTIFY_TELEGRAM']?.trim() || 'true'
  if (wish === 'false' || (wish === 'failures' && kind === 'done')) return undefined
  const token = settings.env['TELEGRAM_BOT_TOKEN']?.trim() || settings.secret('alert_bot_token')
  const chatId = settings.env['TELEGRAM_CHAT_ID']?.trim() || settings.secret('alert_chat_id')
  if (token === '' || chatId === '') {
    return 'Telegram was not told: TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID are empty'
  }
  const apiRoot = settings.env['ALERT_TELEGRAM_API_ROOT']?.trim() || defaultApiRoot
  const safe = withoutSecrets(text, settings.secretsDir, settings.env)
  const parameters = {
    chat_id: chatId,
    text: safe.length > longest ? `${safe.slice(0, longest)}…` : safe,
    disable_notification: String(kind === 'done'),
  }
  const send = () => askBotApi(settings, { apiRoot, token, method: 'sendMessage', parameters })
  const answer = await safely(() => untilAnswered(send, mayPass, patience))
  const reason = typeof answer === 'string' ? answer : refusalOf(answer, apiRoot)
  return reason && withoutSecrets(`Telegram was not told: ${reason}`, settings.secretsDir, settings.env)
}

const mayPass = (answer: BotApiAnswer) =>
  'unreachable' in answer || (!answer.ok && (answer.code === 429 || answer.code >= 500))

function refusalOf(answer: BotApiAnswer, apiRoot: string): string | undefined {
  if ('unreachable' in answer) {
    // one of one's own may have a name that containers alone know
    return apiRoot !== defaultApiRoot && /ENOTFOUND|EAI_AGAIN/.test(answer.unreachable)
      ? 'the name in ALERT_TELEGRAM_API_ROOT is not known on this machine, only in containers'
      : answer.unreachable
  }
  if (answer.ok) return undefined
  return answer.migratedTo === undefined
    ? answer.description
    : `the group has become a supergroup: set TELEGRAM_CHAT_ID=${answer.migratedTo} in .env`
}

/**
 * Tells BACKUP_PING_URL, as healthchecks.io has it, that a run begins, went well, or failed; nothing where it is empty.
 * Never throws: returns a line of warning when nobody was reached, undefined else.
 */
export async function ping(
  settings: Settings,
  moment: 'start' | 'ok' | 'fail',
  patience = patient,
): Promise<string | undefined> {
  const address = settings.env['BACKUP_PING_URL']?.trim() ?? ''
  if (address === '') return undefined
  if (!URL.canParse(address)) return 'BACKUP_PING_URL is no address: nobody was told'
  const url = new URL(address)
  if (moment !== 'ok') url.pathname = `${url.pathname.replace(/\/$/, '')}/${moment}`
  const call = async (): Promise<string | undefined> => {
    try {
      const answer = await settings.fetch(url.href, { withinMs: 10_000 })
      await answer.body?.cancel()
      return answer.ok ? undefined : `it answered ${answer.status}`
    } catch (error) {
      return networkFailure(error) ?? 'it could not be called'
    }
  }
  const reason = await safely(() => untilAnswered(call, (failed) => failed !== undefined, patience))
  return (
    reason && withoutSecrets(`BACKUP_PING_URL was not told: ${reason}`, settings.secretsDir, settings.env)
  )
}

/** What calls again until it gets an answer that counts, or has tried often enough. */
async function untilAnswered<Answer>(
  call: () => Promise<Answer>,
  mayPass: (answer: Answer) => boolean,
  { tries, pauseMs }: Patience,
): Promise<Answer> {
  const answer = await call()
  if (tries <= 1 || !mayPass(answer)) return answer
  await pause(pauseMs)
  return untilAnswered(call, mayPass, { tries: tries - 1, pauseMs: pauseMs * 2 })
}

/** Whatever goes wrong here, the backup is made: it becomes a warning. */
async function safely<Answer>(call: () => Promise<Answer>): Promise<Answer | string> {
  try {
    return await call()
  } catch (error) {
    return error instanceof Error ? error.message : 'it could not be called'
  }
}
