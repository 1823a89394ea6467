/** How this replica stands by its own checks, as /healthz tells it. The composition root hands it in. */
export interface OwnHealth {
  status: 'ok' | 'degraded' | 'down'
  version: string
  uptime_s: number
  checks: Record<OwnPart, OwnCheck>
}

export const ownParts = ['postgres', 'redis', 'telegram', 'worker', 'glitchtip'] as const
export type OwnPart = (typeof ownParts)[number]

export interface OwnCheck {
  status: 'ok' | 'degraded' | 'down' | 'off'
  webhook?: OwnWebhook
}

/** What Telegram last said of the webhook, with the part `telegram`. Ages in seconds. */
export interface OwnWebhook {
  url: string
  ours: boolean
  pending: number
  last_error?: { words: string; age_s: number }
}
