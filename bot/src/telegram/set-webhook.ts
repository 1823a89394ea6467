import type { Secret } from '../platform/secret.ts'
import { allowedUpdates } from './allowed-updates.ts'
import type { Api } from './api.ts'

/** Has Telegram send updates to us. What it holds already is sent too: nothing is dropped. */
export async function setWebhook(api: Api, { url, secret }: { url: string; secret: Secret }): Promise<void> {
  await api.call('setWebhook', {
    url,
    secret_token: secret.reveal(),
    allowed_updates: allowedUpdates,
    max_connections: 40,
    drop_pending_updates: false,
  })
}

/** Makes polling possible after a time with a webhook; what Telegram holds already is polled. */
export async function deleteWebhook(api: Api): Promise<void> {
  await api.call('deleteWebhook', { drop_pending_updates: false })
}
