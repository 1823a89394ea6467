import type { MiddlewareFn } from 'telegraf'
import type { UpdateContext } from './context.ts'

/** A step that every update of a kind passes before the routers; it goes on by calling `next`. */
export type Middleware<C extends UpdateContext = UpdateContext> = MiddlewareFn<C>
