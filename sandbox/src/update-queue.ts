import type { TgUpdate } from './telegram-objects.ts'
import type { Bot, QueuedUpdate, World } from './world.ts'

const hour = 3_600_000
const historyLength = 10_000

/** Kinds a bot gets only when it asks for them by name. */
const onlyOnRequest = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

/**
 * Makes an update, unless the bot did not ask for its kind. Its payload is copied: later changes in the world do
 * not reach back into it. Unanswered presses are forgotten after 150 s, the rest after 24 h.
 */
export function pushUpdate(
  world: World,
  bot: Bot,
  kind: string,
  payload: object,
  lane: string,
): TgUpdate | undefined {
  if (!wants(bot, kind)) return undefined
  const update: TgUpdate = { update_id: bot.nextUpdateId++, [kind]: structuredClone(payload) }
  remember(bot, update, lane)
  const expiresAt = world.now() + (kind === 'callback_query' ? 150_000 : 24 * hour)
  enqueue(world, bot, { update, expiresAt, lane, forced: false })
  return update
}

/** Queues a raw update as it is, `copies` times, past any filter; on a webhook all copies go at once. */
export function injectUpdate(
  world: World,
  bot: Bot,
  raw: { [key: string]: unknown },
  copies: number,
): number[] {
  const given = raw['update_id']
  const update: TgUpdate = { ...raw, update_id: typeof given === 'number' ? given : bot.nextUpdateId++ }
  for (let copy = 1; copy <= copies; copy++) {
    const lane = `injected:${update.update_id}:${copy}:${bot.queue.length}`
    const expiresAt = world.now() + 24 * hour
    enqueue(world, bot, { update, expiresAt, lane, forced: true })
  }
  if (typeof given !== 'number') remember(bot, update, `injected:${update.update_id}`)
  return Array.from({ length: copies }, () => update.update_id)
}

/** What still waits for the bot, oldest first. */
export function pendingUpdates(world: World, bot: Bot): QueuedUpdate[] {
  const now = world.now()
  if (bot.queue.some((queued) => queued.expiresAt <= now)) {
    bot.queue = bot.queue.filter((queued) => queued.expiresAt > now)
  }
  return bot.queue
}

/**
 * Forgets what an offset confirms: everything below a positive one; a negative one keeps the newest `-offset`.
 * A forced update stays until it was handed out once.
 */
export function confirmUpdates(world: World, bot: Bot, offset: number): void {
  const queue = pendingUpdates(world, bot)
  const firstKept = offset < 0 ? queue.at(offset)?.update.update_id : offset
  if (firstKept === undefined) return
  bot.queue = queue.filter((queued) =>
    queued.forced ? !queued.delivered : queued.update.update_id >= firstKept,
  )
  bot.deliveredCount += queue.length - bot.queue.length
}

export function dropPending(bot: Bot): void {
  bot.queue = []
}

export function removeDelivered(bot: Bot, queued: QueuedUpdate): void {
  const at = bot.queue.indexOf(queued)
  if (at === -1) return
  bot.queue.splice(at, 1)
  bot.deliveredCount += 1
}

function enqueue(
  world: World,
  bot: Bot,
  given: Pick<QueuedUpdate, 'update' | 'expiresAt' | 'lane' | 'forced'>,
): void {
  const queued = { ...given, delivered: false, attempts: 0, nextTryAt: 0 }
  bot.queue.push(queued)
  world.bus.emit({ type: 'updates', bot, queued })
}

function wants(bot: Bot, kind: string): boolean {
  return bot.allowedUpdates ? bot.allowedUpdates.includes(kind) : !onlyOnRequest.has(kind)
}

function remember(bot: Bot, update: TgUpdate, lane: string): void {
  bot.history.push({ update, lane })
  if (bot.history.length > historyLength) bot.history.splice(0, bot.history.length - historyLength)
}
