import type { CallRecord } from './call-log.ts'
import type { Bot, CallbackQuery, Chat, Person, QueuedUpdate, StoredMessage } from './world.ts'

/** What happened in the world, for those who wait for it: long polls, webhooks, the event stream. */
export type WorldEvent =
  | { type: 'message'; chat: Chat; message: StoredMessage }
  | { type: 'chat'; chat: Chat }
  | { type: 'keyboard'; chat: Chat; personId: number }
  | { type: 'person'; person: Person }
  | { type: 'action'; chat: Chat; botId: number; threadId: number | undefined; action: string }
  | { type: 'callback'; query: CallbackQuery }
  | { type: 'bot'; bot: Bot }
  | { type: 'call'; call: CallRecord }
  /** `queued`: the one that was added; without it the queue was changed otherwise. */
  | { type: 'updates'; bot: Bot; queued?: QueuedUpdate }
  | { type: 'reset' }

export type Bus = {
  emit(event: WorldEvent): void
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: WorldEvent) => void): () => void
}

export function createBus(): Bus {
  const listeners = new Set<(event: WorldEvent) => void>()
  return {
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/**
 * Calls `check` now and after every event until it gives something, `ms` are over or `signal` fires; then gives
 * undefined. What `check` throws, the caller gets.
 */
export function waitUntil<T>(
  bus: Bus,
  check: () => T | undefined,
  ms: number,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<T | undefined>()
  const end = () => {
    clearTimeout(timer)
    unsubscribe()
    signal?.removeEventListener('abort', giveUp)
  }
  const giveUp = () => {
    end()
    resolve(undefined)
  }
  const look = () => {
    try {
      const found = check()
      if (found === undefined) return
      end()
      resolve(found)
    } catch (error) {
      end()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const timer = setTimeout(giveUp, Math.max(ms, 0))
  const unsubscribe = bus.subscribe(look)
  signal?.addEventListener('abort', giveUp)
  look()
  if (signal?.aborted) giveUp()
  return promise
}
