import type { Redis } from 'ioredis'
import { createLimiter } from './limiter.ts'

/** Enough for an album of ten, a quick hand and a slow network that delivers all at once. */
const updates = { points: 40, duration: 10 }
const warnings = { points: 1, duration: 10 }

export type Verdict = 'pass' | 'warn' | 'drop'

/** Bounds how much one person can ask of the bot: whoever is over it is told once, and is never banned. */
export function createPersonLimit(
  redis: Redis | undefined,
  botId: number,
): (telegramId: number) => Promise<Verdict> {
  const consume = createLimiter(`${botId}:person`, updates, redis)
  const warn = createLimiter(`${botId}:person-warned`, warnings, redis)
  return async (telegramId) => {
    const key = String(telegramId)
    if ((await consume(key)) === 0) return 'pass'
    return (await warn(key)) === 0 ? 'warn' : 'drop'
  }
}
