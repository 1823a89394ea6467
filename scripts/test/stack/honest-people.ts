import { once } from 'node:events'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'

export interface Asked {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

/** What somebody is answered who opens a connection of his own; `none` when he is not, within 10 s. */
export async function statusOf(
  url: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<string> {
  const options = { method, headers, agent: false, timeout: 10_000, rejectUnauthorized: false }
  const asked = (url.startsWith('https:') ? requestHttps : requestHttp)(url, options)
  asked.on('timeout', () => asked.destroy(new Error('no answer')))
  try {
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    await text(answer)
    return `${answer.statusCode}`
  } catch {
    return 'none'
  }
}

/**
 * One after the other: Telegram with an update, somebody who looks after the bot, and the director at his page. What they
 * were answered.
 */
export async function honestRound(url: string, secret: string): Promise<Record<string, string>> {
  const update = {
    method: 'POST' as const,
    headers: { 'x-telegram-bot-api-secret-token': secret, 'content-type': 'application/json' },
    body: JSON.stringify({ update_id: nextUpdate++, of_no_kind: 'x'.repeat(20_000) }),
  }
  return {
    telegram: await statusOf(`${url}/telegram/webhook`, update),
    health: await statusOf(`${url}/healthz`),
    director: await statusOf(`${url}/grafana/d/school`),
  }
}

export const allWell = { telegram: '200', health: '200', director: '200' }

let nextUpdate = 1_000_000
