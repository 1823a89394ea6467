import type { Bot, World } from '../world.ts'
import { createLanes, type Lanes } from './lanes.ts'
import type { WebhookReply } from './post-update.ts'

export type WebhookSender = { close(): Promise<void> }

/**
 * Sends queued updates to the bots' webhooks: in order within a lane, lanes side by side up to max_connections,
 * each update again after 1, 2, 4 … 60 s until it is answered with 2xx or expires.
 */
export function startWebhookSender(
  world: World,
  onReply: (bot: Bot, reply: WebhookReply) => void,
): WebhookSender {
  const byBot = new Map<number, Lanes>()
  for (const bot of world.bots.values()) {
    const lanes = createLanes(world, bot, onReply)
    byBot.set(bot.id, lanes)
    lanes.rebuild()
  }
  const unsubscribe = world.bus.subscribe((event) => {
    if (event.type === 'reset') for (const lanes of byBot.values()) lanes.rebuild()
    if (event.type !== 'updates') return
    const lanes = byBot.get(event.bot.id)
    if (event.queued) lanes?.add(event.queued)
    else lanes?.rebuild()
  })
  return {
    async close() {
      unsubscribe()
      await Promise.all([...byBot.values()].map((lanes) => lanes.close()))
    },
  }
}
