import type { Bus } from './bus.ts'

/** One Bot API call. The token is never kept, only the bot's id. */
export type CallRecord = {
  id: number
  /** Unix milliseconds. */
  time: number
  botId: number
  method: string
  chatId?: number | undefined
  params: Record<string, unknown>
  status: number
  /** null: the client got no answer. */
  answer: object | null
  durationMs: number
  fault?: number | undefined
}

export type CallFilter = {
  method?: string | undefined
  chatId?: number | undefined
  botId?: number | undefined
  since?: number | undefined
  limit?: number | undefined
}

export type CallLog = {
  add(call: Omit<CallRecord, 'id'>): void
  /** Oldest first; `getUpdates` only when asked for by name. */
  list(filter: CallFilter): CallRecord[]
  lastId(): number
  clear(): void
}

const kept = 5000
const keptPolls = 200

export function createCallLog(bus: Bus): CallLog {
  let calls: CallRecord[] = []
  // Polls are many and say little: in a ring of their own they cannot push the others out.
  let polls: CallRecord[] = []
  let lastId = 0
  return {
    add(given) {
      const call = { id: ++lastId, ...given }
      if (call.method === 'getupdates') {
        polls.push(call)
        if (polls.length > keptPolls) polls.shift()
        return
      }
      calls.push(call)
      if (calls.length > kept * 1.1) calls = calls.slice(-kept)
      bus.emit({ type: 'call', call })
    },
    list({ method, chatId, botId, since = 0, limit = kept }) {
      const name = method?.toLowerCase()
      const source = name === 'getupdates' ? polls : calls
      return source
        .filter((call) => call.id > since && (name === undefined || call.method.toLowerCase() === name))
        .filter((call) => chatId === undefined || call.chatId === chatId)
        .filter((call) => botId === undefined || call.botId === botId)
        .slice(-limit)
    },
    lastId: () => lastId,
    clear() {
      calls = []
      polls = []
    },
  }
}
