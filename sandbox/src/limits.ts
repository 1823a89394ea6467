import type { Params } from './params.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

export type Limits = {
  /** Counts a sending call, or refuses it with 429 and the seconds to wait. */
  spend(botId: number, method: string, params: Params): void
}

type Rule = { burst: number; perSecond: number }

/** The limits Telegram names in its FAQ; its real ones are not published. */
const overall: Rule = { burst: 30, perSecond: 30 }
const privateChat: Rule = { burst: 5, perSecond: 1 }
const group: Rule = { burst: 20, perSecond: 20 / 60 }

/** Token buckets per bot and per chat, on the sandbox's clock. Edits count in groups, not in private chats. */
export function createLimits(world: World): Limits {
  const buckets = new Map<string, { tokens: number; at: number }>()

  function refill(key: string, rule: Rule): { tokens: number; at: number } {
    const now = world.now()
    const bucket = buckets.get(key) ?? { tokens: rule.burst, at: now }
    bucket.tokens = Math.min(rule.burst, bucket.tokens + ((now - bucket.at) / 1000) * rule.perSecond)
    bucket.at = now
    buckets.set(key, bucket)
    return bucket
  }

  return {
    spend(botId, method, params) {
      const chatId = params.integer('chat_id')
      if (world.settings.limits === 'off' || chatId === undefined) return
      const sends = /^(send(?!chataction)|copy|forward)/.test(method)
      if (!sends && !(chatId < 0 && method.startsWith('edit'))) return
      const chatRule = chatId < 0 ? group : privateChat
      const due = [
        { bucket: refill(`${botId}`, overall), rule: overall },
        { bucket: refill(`${botId}:${chatId}`, chatRule), rule: chatRule },
      ]
      const wait = Math.max(...due.map(({ bucket, rule }) => (1 - bucket.tokens) / rule.perSecond))
      if (wait > 0) {
        const seconds = Math.max(1, Math.ceil(wait))
        throw new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
      }
      // An album may overdraw its bucket: Telegram takes it whole and lets the next message wait.
      const count = messageCount(method, params)
      for (const { bucket } of due) bucket.tokens -= count
    },
  }
}

/** Albums and copied lists count as many messages as they are. */
function messageCount(method: string, params: Params): number {
  const list = { sendmediagroup: 'media', copymessages: 'message_ids' }[method]
  if (list === undefined) return 1
  const value = params.json(list, `can't parse ${list} JSON object`)
  return Array.isArray(value) ? value.length : 1
}
