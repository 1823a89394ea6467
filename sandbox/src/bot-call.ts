import { setTimeout as delay } from 'node:timers/promises'
import type { CallLog } from './call-log.ts'
import { type Fault, type Faults, faultAnswer } from './faults.ts'
import type { Limits } from './limits.ts'
import type { Method } from './methods/method.ts'
import type { Params } from './params.ts'
import { Refusal } from './refusal.ts'
import type { Bot, World } from './world.ts'

/** What the client gets over the wire: an answer, or a connection closed in its face. */
export type Answer = { status: number; body: object | string } | 'cut'

export type BotCalls = {
  /** Carries out a call with its faults and limits and puts it on the list of calls. Never throws. */
  handle(bot: Bot, method: string, params: Params, signal: AbortSignal): Promise<Answer>
}

type Deps = {
  world: World
  methods: ReadonlyMap<string, Method>
  faults: Faults
  limits: Limits
  calls: CallLog
}

export function createBotCalls({ world, methods, faults, limits, calls }: Deps): BotCalls {
  async function carryOut(bot: Bot, name: string, params: Params, signal: AbortSignal): Promise<Answer> {
    try {
      const method = methods.get(name)
      if (!method) throw new Refusal(404, 'Not Found')
      limits.spend(bot.id, name, params)
      const result: unknown = await method({ world, bot, params, signal })
      return { status: 200, body: { ok: true, result } }
    } catch (error) {
      return refusalFrom(error)
    }
  }

  return {
    async handle(bot, method, params, signal) {
      const started = performance.now()
      const time = Date.now()
      const name = method.toLowerCase()
      const chatId = params.integer('chat_id')
      const fault = faults.take(bot.id, name, chatId)
      const answer = fault
        ? await withFault(fault, signal, () => carryOut(bot, name, params, signal))
        : await carryOut(bot, name, params, signal)
      const body = answer === 'cut' ? null : answer.body
      calls.add({
        time,
        botId: bot.id,
        method: name === 'getupdates' ? name : method,
        chatId,
        params: params.shown(),
        status: answer === 'cut' ? 0 : answer.status,
        answer: typeof body === 'string' ? { body } : body && structuredClone(body),
        durationMs: Math.round(performance.now() - started),
        fault: fault?.id,
      })
      return answer
    },
  }
}

async function withFault(
  fault: Fault,
  signal: AbortSignal,
  carryOut: () => Promise<Answer>,
): Promise<Answer> {
  const early = AbortSignal.any([signal, fault.released])
  const isAfter = fault.when === 'after'
  const real = isAfter ? await carryOut() : undefined
  if (fault.delayMs) await delay(fault.delayMs, undefined, { signal: early }).catch(() => undefined)
  if (fault.hang) {
    await new Promise<void>((resolve) => {
      if (early.aborted) resolve()
      else early.addEventListener('abort', () => resolve(), { once: true })
    })
    return 'cut'
  }
  if (fault.cut) return 'cut'
  return faultAnswer(fault) ?? real ?? carryOut()
}

function refusalFrom(error: unknown): Answer {
  if (error instanceof Refusal) {
    const { status, message, parameters } = error
    const body = {
      ok: false,
      error_code: status,
      description: message,
      ...(parameters && { parameters }),
    }
    return { status, body }
  }
  // A fault of the sandbox itself: loud, so that a test does not blame the bot.
  console.error('sandbox fault', error)
  return { status: 500, body: { ok: false, error_code: 500, description: 'Internal Server Error: sandbox' } }
}
