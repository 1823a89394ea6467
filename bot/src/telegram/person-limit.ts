import type { Redis } from 'ioredis'
import { createLimiter } from './limiter.ts'

/** Enough for an album of ten, a quick hand and a slow network that delivers all at once. */
const updates = { points: 40, windowMs: 10_000 }
/** How long a window is remembered: a bot that is behind must not give a flood a new allowance while it catches up. */
const rememberedSeconds = 600
const warnings = { points: 1, duration: 10 }

export type Verdict = 'pass' | 'warn' | 'drop'

/** `at`: when the person sent the update, as Telegram says, or now where it says nothing. */
export type PersonLimit = (telegramId: number, at: Date) => Promise<Verdict>

/**
 * Bounds how much one person can ask of the bot: whoever is over it is told once, and is never banned. What counts is
 * when it was sent: what waited at Telegram for hours and comes all at once is no flood, and a flood stays one however
 * late it is handled.
 */
export function createPersonLimit(redis: Redis | undefined, botId: number): PersonLimit {
  const { points, windowMs } = updates
  const consume = createLimiter(`${botId}:person`, { points, duration: rememberedSeconds }, redis)
  const warn = createLimiter(`${botId}:person-warned`, warnings, redis)
  return async (telegramId, at) => {
    const window = Math.floor(at.getTime() / windowMs)
    if ((await consume(`${telegramId}:${window}`)) === 0) return 'pass'
    return (await warn(String(telegramId))) === 0 ? 'warn' : 'drop'
  }
}
