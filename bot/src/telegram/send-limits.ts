import type { Redis } from 'ioredis'
import { TransientFault } from '../platform/fault.ts'
import { sleep } from '../platform/sleep.ts'
import { createLimiter } from './limiter.ts'

/**
 * Telegram's limits on sending, over all replicas. It names no exact numbers (its FAQ says about 30 messages a second
 * in all, one a second in a chat with short bursts, 20 a minute in a group), so these stay below and `retry_after`
 * has the last word. Short windows: who gets a burst waits seconds, not a minute, for the rest.
 */
const allChats = { points: 25, duration: 1 }
const privateChat = { points: 5, duration: 5 }
const group = { points: 6, duration: 20 }

export interface SendLimits {
  /**
   * Takes the right to send one message to the chat: 0, or how many milliseconds the chat has to wait. It waits itself
   * for the limit over all chats, which is short; throws TransientFault when the process stops first.
   */
  take(chatId: number, signal: AbortSignal): Promise<number>
}

export function createSendLimits(redis: Redis | undefined, botId: number): SendLimits {
  const limiters = {
    all: createLimiter(`${botId}:send:all`, allChats, redis),
    private: createLimiter(`${botId}:send:private`, privateChat, redis),
    group: createLimiter(`${botId}:send:group`, group, redis),
  }
  async function passAll(signal: AbortSignal): Promise<void> {
    for (;;) {
      const waitMs = await limiters.all('all')
      if (waitMs === 0) return
      await sleep(waitMs, signal)
      if (signal.aborted) throw new TransientFault('stopping')
    }
  }
  return {
    async take(chatId, signal) {
      const waitMs = await (chatId < 0 ? limiters.group : limiters.private)(String(chatId))
      if (waitMs === 0) await passAll(signal)
      return waitMs
    },
  }
}
