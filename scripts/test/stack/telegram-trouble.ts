import { setTimeout as sleep } from 'node:timers/promises'
import type { AlertSchool } from './alert-school.ts'
import type { Stack } from './stack.ts'

/** What Telegram may answer, or not, that counts as failed. */
const failures = [
  { status: 400, description: 'Bad Request: not today' },
  { status: 401 },
  { status: 409 },
  { retryAfter: 1 },
  { status: 500 },
  { cut: true },
]

/** Telegram fails in every way, once in each, when it is asked how the webhook is doing. */
export async function failInEveryWay(stack: Stack): Promise<void> {
  const { id: bot } = await stack.sandbox.bot()
  for (const failure of failures) await stack.sandbox.fault({ bot, method: 'getWebhookInfo', ...failure })
}

/** Telegram takes no message of the bot while people write to it, until `over`. */
export async function refuseMessages(
  stack: Stack,
  { teachers }: AlertSchool,
  over: Promise<unknown>,
): Promise<void> {
  const { id: bot } = await stack.sandbox.bot()
  const fault = await stack.sandbox.fault({ bot, method: 'sendMessage', status: 500, times: 0 })
  const end = over.then(
    () => true,
    () => true,
  )
  do for (const teacher of teachers) await teacher.send('/help')
  while (!(await Promise.race([end, sleep(10_000, false)])))
  await fault.remove()
}
