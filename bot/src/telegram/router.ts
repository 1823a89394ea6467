import { Composer, type MiddlewareFn } from 'telegraf'
import type { CallbackData } from './callback-data.ts'
import type { UpdateContext } from './context.ts'
import { type Incoming, soundText } from './incoming.ts'
import type { FsmState } from './session.ts'

type Handler<C, A extends unknown[]> = (ctx: C, ...args: A) => Promise<void> | void

/**
 * The handlers of one feature, in aiogram's manner: the first that matches gets the update. A name and what it
 * matched make the label `router/handler` of metrics and logs.
 */
export interface Router<C extends UpdateContext> {
  /** `/name` and what was typed behind it. A command always leaves the dialogue it was typed in; a resumable one is kept. */
  command(name: string, handler: Handler<C, [args: string]>): void
  /** A press on a button of this kind. */
  button<T>(kind: CallbackData<T>, handler: Handler<C, [data: T]>): void
  /** A message, not a command, from somebody who is in this dialogue. */
  step<D>(state: FsmState<D>, handler: Handler<C, [data: D, message: Incoming]>): void
  /** A new message that `matches`; commands and dialogues come before it. */
  message(
    name: string,
    matches: (ctx: C, message: Incoming) => boolean,
    handler: Handler<C, [message: Incoming]>,
  ): void
  /** Any other update that `matches`. */
  update(name: string, matches: (ctx: C) => boolean, handler: Handler<C, []>): void
  readonly handlers: readonly KnownHandler[]
  readonly phases: Record<Phase, Composer<C>>
}

/** A handler as metrics know it, with the type of update it mostly gets. */
export interface KnownHandler {
  label: string
  updateType: 'message' | 'callback_query'
}

/** Over all routers, commands come first and plain messages last, so that no dialogue swallows a command. */
const phases = ['command', 'button', 'step', 'message'] as const
type Phase = (typeof phases)[number]

/** `accepts` bounds what the router sees at all: to private chats, to strangers. */
export function createRouter<C extends UpdateContext>(
  name: string,
  accepts: (ctx: C) => boolean = () => true,
): Router<C> {
  const handlers: KnownHandler[] = []
  const composers = {
    command: new Composer<C>(),
    button: new Composer<C>(),
    step: new Composer<C>(),
    message: new Composer<C>(),
  }

  function on(phase: Phase, handler: string, handle: (ctx: C) => Promise<boolean>): void {
    const label = `${name}/${handler}`
    if (handlers.some((known) => known.label === label)) throw new Error(`handler ${label} is there already`)
    handlers.push({ label, updateType: phase === 'button' ? 'callback_query' : 'message' })
    composers[phase].use(async (ctx, next) => {
      if (!accepts(ctx)) return next()
      const before = ctx.handler
      ctx.handler = label
      if (await handle(ctx)) return
      ctx.handler = before
      await next()
    })
  }

  return {
    handlers,
    phases: composers,
    command(command, handler) {
      on('command', command, async (ctx) => {
        const typed = commandOf(ctx)
        if (typed?.name !== command) return false
        if (ctx.session.active !== undefined) ctx.leftDialogue = ctx.session.active
        ctx.session.leave()
        await handler(ctx, typed.args)
        return true
      })
    },
    button(kind, handler) {
      on('button', `button_${kind.prefix}`, async (ctx) => {
        const query = ctx.callbackQuery
        const data = query && 'data' in query ? kind.unpack(query.data) : undefined
        if (data === undefined) return false
        await handler(ctx, data)
        return true
      })
    },
    step(state, handler) {
      on('step', `step_${state.name}`, async (ctx) => {
        if (ctx.incoming === undefined || isEdit(ctx) || commandOf(ctx)) return false
        const data = ctx.session.get(state)
        if (data === undefined) return false
        await handler(ctx, data, ctx.incoming)
        return true
      })
    },
    message(handler, matches, handle) {
      on('message', handler, async (ctx) => {
        if (ctx.incoming === undefined || isEdit(ctx) || !matches(ctx, ctx.incoming)) return false
        await handle(ctx, ctx.incoming)
        return true
      })
    },
    update(handler, matches, handle) {
      on('message', handler, async (ctx) => {
        if (!matches(ctx)) return false
        await handle(ctx)
        return true
      })
    },
  }
}

/** Joins routers into one middleware: commands of all, then buttons of all, then dialogues, then the rest. */
export function includeRouters<C extends UpdateContext>(routers: readonly Router<C>[]): MiddlewareFn<C> {
  return Composer.compose(
    phases.flatMap((phase) => routers.map((router) => router.phases[phase].middleware())),
  )
}

/** The command at the start of a new message, unless it is addressed to another bot; or that of a menu button. */
export function commandOf(ctx: UpdateContext): { name: string; args: string } | undefined {
  if (ctx.menuCommand !== undefined) return { name: ctx.menuCommand, args: '' }
  const message = ctx.message
  if (message === undefined || !('text' in message)) return undefined
  const [entity] = message.entities ?? []
  if (entity?.type !== 'bot_command' || entity.offset !== 0) return undefined
  const [name, bot] = message.text.slice(1, entity.length).toLowerCase().split('@')
  if (name === undefined || (bot !== undefined && bot !== ctx.me.toLowerCase())) return undefined
  return { name, args: soundText(message.text.slice(entity.length)).trim() }
}

function isEdit(ctx: UpdateContext): boolean {
  return ctx.editedMessage !== undefined
}
