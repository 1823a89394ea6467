import type { Params } from '../params.ts'
import type { Bot, World } from '../world.ts'

export type MethodCall = {
  world: World
  bot: Bot
  params: Params
  /** Fires when the client has gone. */
  signal: AbortSignal
}

/** Carries out one Bot API method; what it returns is the `result`, what it throws the refusal. */
export type Method = (call: MethodCall) => unknown
