import { badRequest } from '../refusal.ts'
import { dropPending, pendingUpdates } from '../update-queue.ts'
import { readAllowedUpdates } from './get-updates.ts'
import type { Method } from './method.ts'

export const setWebhook: Method = (call) => {
  const { world, bot, params } = call
  const url = params.text('url')
  if (url === '') return deleteWebhook(call)
  checkUrl(url)
  const secretToken = params.text('secret_token')
  if (secretToken.length > 256) throw badRequest('secret token is too long')
  if (!/^[\w-]*$/.test(secretToken)) throw badRequest('secret token contains unallowed characters')
  const allowed = readAllowedUpdates(params)
  if (allowed) bot.allowedUpdates = allowed.length > 0 ? allowed : undefined
  if (params.flag('drop_pending_updates')) dropPending(bot)
  const connections = params.integer('max_connections') ?? 40
  bot.webhook = {
    url,
    secretToken: secretToken === '' ? undefined : secretToken,
    maxConnections: Math.min(Math.max(connections, 1), 100),
  }
  // A new address is tried at once, whatever the old one's delays were.
  for (const queued of bot.queue) Object.assign(queued, { attempts: 0, nextTryAt: 0 })
  world.bus.emit({ type: 'bot', bot })
  world.bus.emit({ type: 'updates', bot })
  return true
}

export const deleteWebhook: Method = ({ world, bot, params }) => {
  if (params.flag('drop_pending_updates')) dropPending(bot)
  bot.webhook = undefined
  world.bus.emit({ type: 'bot', bot })
  return true
}

export const getWebhookInfo: Method = ({ world, bot }) => {
  const { webhook, allowedUpdates } = bot
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: pendingUpdates(world, bot).length,
    ...(webhook?.lastErrorDate !== undefined && { last_error_date: webhook.lastErrorDate }),
    ...(webhook?.lastErrorMessage !== undefined && { last_error_message: webhook.lastErrorMessage }),
    ...(webhook && { max_connections: webhook.maxConnections, ip_address: '127.0.0.1' }),
    ...(allowedUpdates && { allowed_updates: allowedUpdates }),
  }
}

/** Telegram wants HTTPS on four ports; the sandbox wants this machine, on any port, and nothing else. */
function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest('invalid webhook URL specified')
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') throw badRequest('invalid webhook URL specified')
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw badRequest('bad webhook: the sandbox sends updates to loopback addresses only')
  }
}
