import type { Settings } from '../steps/step.ts'
import { networkFailure } from './network-failure.ts'

/** What the Bot API answered, or why it could not be asked. Neither has the token in it. */
export type BotApiAnswer =
  | { ok: true; result: Readonly<Record<string, unknown>> }
  | { ok: false; code: number; description: string; migratedTo: number | undefined }
  | { unreachable: string }

interface Envelope {
  ok: boolean
  result?: Record<string, unknown> | boolean
  description?: string
  parameters?: { migrate_to_chat_id?: number }
}

/** Calls a method that leaves nothing behind. */
export async function askBotApi(
  { fetch }: Pick<Settings, 'fetch'>,
  options: { apiRoot: string; token: string; method: string; parameters?: Record<string, string> },
): Promise<BotApiAnswer> {
  const { apiRoot, token, method, parameters } = options
  try {
    const answer = await fetch(`${apiRoot.replace(/\/$/, '')}/bot${token}/${method}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    })
    const envelope = parse(await answer.text())
    if (envelope?.ok === true) {
      return { ok: true, result: typeof envelope.result === 'object' ? envelope.result : {} }
    }
    return {
      ok: false,
      code: answer.status,
      description: envelope?.description ?? `it answered ${answer.status} and not as the Bot API does`,
      migratedTo: envelope?.parameters?.migrate_to_chat_id,
    }
  } catch (error) {
    const reason = networkFailure(error)
    if (reason === undefined) throw error
    return { unreachable: reason.replaceAll(token, '<token>') }
  }
}

function parse(text: string): Envelope | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
