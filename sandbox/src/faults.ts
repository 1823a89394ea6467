/** A scripted fault, as the control API describes it. */
export type FaultInput = {
  method?: string | undefined
  chatId?: number | undefined
  bot?: number | undefined
  times?: number | undefined
  status?: number | undefined
  description?: string | undefined
  retryAfter?: number | undefined
  migrateToChatId?: number | undefined
  body?: string | undefined
  delayMs?: number | undefined
  hang?: boolean | undefined
  cut?: boolean | undefined
  when?: 'before' | 'after' | undefined
}

/** `remaining` is Infinity until removed. `released` fires when the fault is removed: hung calls are cut. */
export type Fault = FaultInput & { id: number; remaining: number; released: AbortSignal }

export type Faults = {
  add(input: FaultInput): Fault
  /** The oldest fault that fits the call, one use of it spent. */
  take(botId: number, method: string, chatId: number | undefined): Fault | undefined
  list(): Fault[]
  /** Without an id: all. */
  remove(id?: number): void
}

export function createFaults(): Faults {
  const active = new Map<number, Fault>()
  const releases = new Map<number, AbortController>()
  let lastId = 0
  return {
    add(input) {
      const release = new AbortController()
      const id = ++lastId
      const remaining = input.times === 0 ? Number.POSITIVE_INFINITY : (input.times ?? 1)
      const fault = { ...input, id, remaining, released: release.signal }
      active.set(id, fault)
      releases.set(id, release)
      return fault
    },
    take(botId, method, chatId) {
      const fault = [...active.values()].find((candidate) => fits(candidate, botId, method, chatId))
      if (!fault) return undefined
      fault.remaining -= 1
      if (fault.remaining <= 0) active.delete(fault.id)
      return fault
    },
    list: () => [...active.values()],
    remove(id) {
      for (const [key, release] of releases) {
        if (id !== undefined && key !== id) continue
        release.abort()
        releases.delete(key)
        active.delete(key)
      }
    },
  }
}

/** The answer a fault gives in place of the real one; undefined = it only delays. */
export function faultAnswer(fault: Fault): { status: number; body: object | string } | undefined {
  const status = fault.status ?? (fault.retryAfter ? 429 : fault.migrateToChatId ? 400 : undefined)
  if (fault.body !== undefined) return { status: status ?? 502, body: fault.body }
  if (status === undefined) return undefined
  const parameters = {
    ...(fault.retryAfter !== undefined && { retry_after: fault.retryAfter }),
    ...(fault.migrateToChatId !== undefined && { migrate_to_chat_id: fault.migrateToChatId }),
  }
  const body = {
    ok: false,
    error_code: status,
    description: fault.description ?? defaultDescription(fault, status),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  }
  return { status, body }
}

function defaultDescription(fault: Fault, status: number): string {
  if (fault.migrateToChatId) return 'Bad Request: group chat was upgraded to a supergroup chat'
  const words = new Map([
    [400, 'Bad Request: chat not found'],
    [401, 'Unauthorized'],
    [403, 'Forbidden: bot was blocked by the user'],
    [404, 'Not Found'],
    [
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ],
    [429, `Too Many Requests: retry after ${fault.retryAfter ?? 1}`],
    [500, 'Internal Server Error'],
    [502, 'Bad Gateway'],
    [503, 'Service Unavailable'],
    [504, 'Gateway Timeout'],
  ])
  return words.get(status) ?? `Error ${status}`
}

function fits(fault: Fault, botId: number, method: string, chatId: number | undefined): boolean {
  const name = fault.method?.toLowerCase() ?? '*'
  const byMethod = name === '*' ? method !== 'getupdates' : name === method
  const byChat = fault.chatId === undefined || fault.chatId === chatId
  return byMethod && byChat && (fault.bot === undefined || fault.bot === botId)
}
