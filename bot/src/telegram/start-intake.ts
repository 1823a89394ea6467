import type { Update } from 'telegraf/types'
import { TransientFault } from '../platform/fault.ts'
import type { Secret } from '../platform/secret.ts'
import { untilAvailable } from '../platform/until-available.ts'
import { ApiError } from './api-error.ts'
import { personKey } from './handle-update.ts'
import type { IntakeDeps } from './intake-deps.ts'
import { poll } from './polling.ts'
import { deleteWebhook, setWebhook } from './set-webhook.ts'

/** Whether Telegram, rather than what we ask of it, is at fault: then waiting helps. */
export function isTelegramAway(error: unknown): boolean {
  return error instanceof ApiError && error.kind !== 'unauthorized' && error.kind !== 'refused'
}

/** Begins to poll. `ended` resolves when `signal` aborts and all that was taken is handled; it rejects on a refused token. */
export async function startPolling(deps: IntakeDeps): Promise<{ ended: Promise<void> }> {
  await untilTelegram(deps, () => deleteWebhook(deps.api))
  return { ended: poll(deps) }
}

/** Has Telegram call us at `url`. */
export async function startWebhook(deps: IntakeDeps, target: { url: string; secret: Secret }): Promise<void> {
  await untilTelegram(deps, () => setWebhook(deps.api, target))
  deps.monitor.leads()
}

/** Takes an update that Telegram sent to the webhook; throws TransientFault for one that has to come again. */
export async function takeUpdate(deps: IntakeDeps, update: Update): Promise<void> {
  if (deps.signal.aborted) throw new TransientFault('stopping')
  await deps.inOrder.run(personKey(update), () => deps.handle(update))
  deps.monitor.succeeded(deps.now())
}

function untilTelegram(deps: IntakeDeps, attempt: () => Promise<void>): Promise<void> {
  return untilAvailable('Telegram', attempt, { isAway: isTelegramAway, log: deps.log, signal: deps.signal })
}
