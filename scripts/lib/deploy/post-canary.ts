import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { parsedJson, textOf } from '../http/json-value.ts'
import { StepError } from '../steps/step.ts'

/** Above whatever Telegram gives, and another one each time. */
const canaryId = () => 2 ** 40 + Date.now()

/**
 * Sends a canary as Telegram sends its updates, to `url` under the name of `host`: whose certificate is there says nothing
 * here. Throws a StepError when it does not come through `way`.
 */
export async function postCanary(
  way: string,
  { url, host, secret }: { url: string; host: string; secret: string },
): Promise<void> {
  const body = JSON.stringify({ update_id: canaryId(), schoolbot_canary: {} })
  const options = {
    ...{ method: 'POST', timeout: 10_000, rejectUnauthorized: false },
    headers: {
      ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      ...{ host, 'x-telegram-bot-api-secret-token': secret },
    },
  }
  const at = new URL('/telegram/webhook', url)
  const { status, text } = await new Promise<{ status: number; text: string }>((done, failed) => {
    const asked = at.protocol === 'https:' ? requestHttps(at, options) : requestHttp(at, options)
    const fail = (error: Error) =>
      failed(new StepError(`the canary has not come through ${way}: ${error.message}`))
    asked.once('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      answer.once('error', fail).once('end', () => done({ status: answer.statusCode ?? 0, text }))
    })
    asked.once('timeout', () => asked.destroy(new Error('no answer within 10 s')))
    asked.once('error', fail)
    asked.end(body)
  })
  if (status === 200) return
  const fault = textOf(parsedJson(text), 'fault')
  throw new StepError(
    `the canary has not come through ${way}: it answered ${status}${fault ? ` (${fault})` : ''}`,
  )
}

/** The name under which Telegram calls; the address of the place itself where .env has none. */
export const calledHost = (webhookUrl = '') =>
  URL.canParse(webhookUrl) ? new URL(webhookUrl).host : 'localhost'
