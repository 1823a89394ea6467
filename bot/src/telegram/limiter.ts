import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'

/** Takes one point of `key`; how many milliseconds to wait before the next try, 0 when it was granted. */
export type Limiter = (key: string) => Promise<number>

/** Counts in Redis over all replicas; in this process when there is none or while it is away. */
export function createLimiter(
  keyPrefix: string,
  options: { points: number; duration: number },
  redis: Redis | undefined,
): Limiter {
  const memory = new RateLimiterMemory({ keyPrefix, ...options })
  const limiting = redis
    ? new RateLimiterRedis({
        storeClient: redis,
        keyPrefix,
        ...options,
        insuranceLimiter: memory,
        rejectIfRedisNotReady: true,
      })
    : memory
  return async (key) => {
    try {
      await limiting.consume(key)
      return 0
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(refusal.msBeforeNext, 1)
      throw refusal
    }
  }
}
