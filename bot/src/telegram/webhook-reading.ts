import type { WebhookInfo } from 'telegraf/types'

/** What Telegram last said of the webhook, without what may be secret in it. */
export interface WebhookReading {
  /** Where Telegram sends updates; empty when nowhere. Of an address that is not ours only the server. */
  url: string
  isOurs: boolean
  pending: number
  /** Telegram keeps the last one for ever. */
  lastError: { words: string; at: Date } | undefined
  at: Date
}

export function webhookReadingOf(info: WebhookInfo, ours: string, at: Date): WebhookReading {
  return {
    url: shown(info.url ?? '', ours),
    isOurs: info.url === ours,
    pending: info.pending_update_count,
    lastError: info.last_error_date
      ? { words: plain(info.last_error_message ?? ''), at: new Date(info.last_error_date * 1000) }
      : undefined,
    at,
  }
}

/** The path of another's address may hold a token; ours has none. */
function shown(url: string, ours: string): string {
  if (url === '') return ''
  if (!URL.canParse(url)) return '(not an address)'
  const { origin, pathname } = new URL(url)
  return url === ours ? `${origin}${pathname}` : origin
}

const maxWords = 120

/** Telegram's words, a line of them, without addresses and what looks like a token. */
function plain(words: string): string {
  return words
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\bhttps?:\/\/\S+/gi, '…')
    .replace(/[\w:-]{30,}/g, '…')
    .slice(0, maxWords)
}
