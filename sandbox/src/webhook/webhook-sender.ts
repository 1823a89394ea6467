import type { WorldEvent } from '../bus.ts'
import { pendingUpdates, removeDelivered } from '../update-queue.ts'
import type { Bot, QueuedUpdate, Webhook, World } from '../world.ts'
import { postUpdate, type WebhookReply } from './post-update.ts'

export type WebhookSender = { close(): Promise<void> }

const longestDelayMs = 60_000

/**
 * Sends queued updates to the bots' webhooks: in order within a lane, lanes side by side up to max_connections,
 * each update again after 1, 2, 4 … 60 s until it is answered with 2xx or expires.
 */
export function startWebhookSender(
  world: World,
  onReply: (bot: Bot, reply: WebhookReply) => void,
): WebhookSender {
  const stop = new AbortController()
  const inFlightByBot = new Map<number, Map<QueuedUpdate, Promise<void>>>()
  const timers = new Map<number, NodeJS.Timeout>()

  function inFlightOf(bot: Bot): Map<QueuedUpdate, Promise<void>> {
    const known = inFlightByBot.get(bot.id)
    if (known) return known
    const made = new Map<QueuedUpdate, Promise<void>>()
    inFlightByBot.set(bot.id, made)
    return made
  }

  function pump(bot: Bot): void {
    const { webhook } = bot
    if (!webhook || stop.signal.aborted) return
    const inFlight = inFlightOf(bot)
    const busyLanes = new Set([...inFlight.keys()].map(({ lane }) => lane))
    let soonest = Number.POSITIVE_INFINITY
    for (const queued of pendingUpdates(world, bot)) {
      if (inFlight.size >= webhook.maxConnections) return
      if (busyLanes.has(queued.lane)) continue
      // Nothing of a lane goes past its first update, also while that one waits for its next try.
      busyLanes.add(queued.lane)
      if (queued.nextTryAt > Date.now()) soonest = Math.min(soonest, queued.nextTryAt)
      else inFlight.set(queued, deliver(bot, webhook, queued))
    }
    if (Number.isFinite(soonest)) wakeAt(bot, soonest)
  }

  async function deliver(bot: Bot, webhook: Webhook, queued: QueuedUpdate): Promise<void> {
    const result = await postUpdate(webhook, queued.update, stop.signal)
    inFlightOf(bot).delete(queued)
    if (result.ok) {
      removeDelivered(bot, queued)
      if (result.reply) onReply(bot, result.reply)
      world.bus.emit({ type: 'updates', bot })
      return
    }
    if (stop.signal.aborted) return
    webhook.lastErrorDate = Math.floor(world.now() / 1000)
    webhook.lastErrorMessage = result.words
    const doubled = Math.min(longestDelayMs, 1000 * 2 ** queued.attempts)
    queued.attempts += 1
    queued.nextTryAt = Date.now() + (result.retryAfterMs ?? doubled) * world.settings.retryScale
    pump(bot)
  }

  function wakeAt(bot: Bot, at: number): void {
    clearTimeout(timers.get(bot.id))
    timers.set(
      bot.id,
      setTimeout(() => pump(bot), Math.max(0, at - Date.now())),
    )
  }

  const unsubscribe = world.bus.subscribe((event: WorldEvent) => {
    if (event.type === 'updates') pump(event.bot)
  })
  for (const bot of world.bots.values()) pump(bot)

  return {
    async close() {
      unsubscribe()
      stop.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.allSettled([...inFlightByBot.values()].flatMap((sent) => [...sent.values()]))
    },
  }
}
