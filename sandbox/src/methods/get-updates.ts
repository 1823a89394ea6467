import { waitUntil } from '../bus.ts'
import type { Params } from '../params.ts'
import { badRequest, conflict } from '../refusal.ts'
import { confirmUpdates, pendingUpdates } from '../update-queue.ts'
import type { Bot, QueuedUpdate } from '../world.ts'
import type { Method } from './method.ts'

const longestPollSeconds = 50

/**
 * getUpdates for all bots: at least once, until a higher offset confirms. A second caller ends the first one's
 * wait with 409, and so does a webhook that is set meanwhile.
 */
export function createGetUpdates(): Method {
  const waiting = new Map<number, AbortController>()
  return async ({ world, bot, params, signal }) => {
    requireNoWebhook(bot)
    const allowed = readAllowedUpdates(params)
    if (allowed) bot.allowedUpdates = allowed.length > 0 ? allowed : undefined
    const offset = params.integer('offset') ?? 0
    const limit = Math.min(Math.max(params.integer('limit') ?? 100, 1), 100)
    const seconds = Math.min(Math.max(params.integer('timeout') ?? 0, 0), longestPollSeconds)
    waiting
      .get(bot.id)
      ?.abort(
        conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
      )
    const turn = new AbortController()
    waiting.set(bot.id, turn)
    try {
      bot.lastPollAt = Date.now()
      if (offset !== 0) confirmUpdates(world, bot, offset)
      // A forced update is below the offset, so it must be looked for by itself.
      const ready = () => {
        requireNoWebhook(bot, true)
        const due = pendingUpdates(world, bot).filter(
          (queued) => queued.forced || offset <= 0 || queued.update.update_id >= offset,
        )
        return due.length > 0 ? due.slice(0, limit) : undefined
      }
      const found = await waitUntil(world.bus, ready, seconds * 1000, AbortSignal.any([signal, turn.signal]))
      turn.signal.throwIfAborted()
      return handOut(bot, found ?? [])
    } finally {
      bot.lastPollAt = Date.now()
      if (waiting.get(bot.id) === turn) waiting.delete(bot.id)
    }
  }
}

export function readAllowedUpdates(params: Params): string[] | undefined {
  const value = params.json('allowed_updates', "can't parse allowed_updates JSON object")
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw badRequest('expected an Array of String as allowed_updates')
  return value.filter((kind): kind is string => typeof kind === 'string')
}

function handOut(bot: Bot, found: QueuedUpdate[]): object[] {
  bot.repeatedCount += found.filter(({ delivered }) => delivered).length
  for (const queued of found) queued.delivered = true
  return found.map((queued) => queued.update)
}

function requireNoWebhook(bot: Bot, setMeanwhile = false): void {
  if (!bot.webhook) return
  throw conflict(
    setMeanwhile
      ? 'terminated by setWebhook request'
      : "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
}
