import { pendingUpdates, removeDelivered } from '../update-queue.ts'
import type { Bot, QueuedUpdate, World } from '../world.ts'
import { type PostResult, postUpdate, type WebhookReply } from './post-update.ts'

type Lane = { queue: QueuedUpdate[]; busy: boolean; timer: NodeJS.Timeout | undefined }

/** The deliveries of one bot: one at a time in a lane, lanes side by side, at most max_connections in all. */
export type Lanes = {
  add(queued: QueuedUpdate): void
  /** Looks at the bot's queue anew, after it was changed otherwise than by `add`. */
  rebuild(): void
  close(): Promise<void>
}

const longestDelayMs = 60_000

export function createLanes(world: World, bot: Bot, onReply: (bot: Bot, reply: WebhookReply) => void): Lanes {
  const stop = new AbortController()
  const lanes = new Map<string, Lane>()
  const inFlight = new Map<QueuedUpdate, Promise<void>>()
  /** Lanes that have something to send and wait for a free connection, first come first served. */
  const waiting = new Set<Lane>()

  function laneOf(queued: QueuedUpdate): Lane {
    const lane = lanes.get(queued.lane) ?? { queue: [], busy: false, timer: undefined }
    lanes.set(queued.lane, lane)
    return lane
  }

  function start(lane: Lane): void {
    const { webhook } = bot
    if (lane.busy || !webhook || stop.signal.aborted) return
    while (lane.queue[0] && lane.queue[0].expiresAt <= world.now()) lane.queue.shift()
    const [queued] = lane.queue
    if (!queued) return
    const pause = queued.nextTryAt - Date.now()
    if (pause > 0) {
      clearTimeout(lane.timer)
      lane.timer = setTimeout(() => start(lane), pause)
    } else if (inFlight.size >= webhook.maxConnections) {
      waiting.add(lane)
    } else {
      waiting.delete(lane)
      lane.busy = true
      if (queued.attempts > 0) bot.repeatedCount += 1
      const sent = postUpdate(webhook, queued.update, stop.signal).then((result) => finish(queued, result))
      inFlight.set(queued, sent)
    }
  }

  function finish(queued: QueuedUpdate, result: PostResult): void {
    inFlight.delete(queued)
    // The lanes may have been built anew meanwhile, so the update's own is looked up.
    const lane = laneOf(queued)
    lane.busy = false
    if (result.ok) {
      lane.queue = lane.queue.filter((other) => other !== queued)
      removeDelivered(bot, queued)
      if (result.reply) onReply(bot, result.reply)
    } else if (!stop.signal.aborted) {
      recordFailure(queued, result)
    }
    const [next] = waiting
    if (next) start(next)
    if (lane.queue.length > 0) start(lane)
    else lanes.delete(queued.lane)
  }

  function recordFailure(queued: QueuedUpdate, result: Extract<PostResult, { ok: false }>): void {
    if (bot.webhook) {
      bot.webhook.lastErrorDate = Math.floor(world.now() / 1000)
      bot.webhook.lastErrorMessage = result.words
    }
    const doubled = Math.min(longestDelayMs, 1000 * 2 ** queued.attempts)
    queued.attempts += 1
    queued.nextTryAt = Date.now() + (result.retryAfterMs ?? doubled) * world.settings.retryScale
  }

  function clear(): void {
    for (const { timer } of lanes.values()) clearTimeout(timer)
    lanes.clear()
    waiting.clear()
  }

  return {
    add(queued) {
      const lane = laneOf(queued)
      lane.queue.push(queued)
      start(lane)
    },
    rebuild() {
      clear()
      const pending = pendingUpdates(world, bot)
      for (const queued of pending) {
        const lane = laneOf(queued)
        lane.queue.push(queued)
        lane.busy ||= inFlight.has(queued)
      }
      for (const lane of lanes.values()) start(lane)
    },
    async close() {
      stop.abort()
      clear()
      await Promise.allSettled(inFlight.values())
    },
  }
}
