import { Context, type MiddlewareFn, Telegram } from 'telegraf'
import type { MaybeInaccessibleMessage, Message, Update, UserFromGetMe } from 'telegraf/types'
import type { ErrorReports } from '../platform/error-report.ts'
import { TransientFault } from '../platform/fault.ts'
import { languageOf } from '../platform/language.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database } from '../platform/postgres.ts'
import { allowedUpdates } from './allowed-updates.ts'
import type { Api } from './api.ts'
import type { UpdateContext } from './context.ts'
import type { InOrder } from './in-order.ts'
import { incomingOf } from './incoming.ts'
import { type OpenSession, openSession, type SessionStore } from './session.ts'
import { setAside, setAsideUnread } from './set-aside.ts'
import { createShowCollected, type OwnContext } from './show-collected.ts'
import { collectUi } from './ui.ts'
import { claimUpdate } from './updates-store.ts'

export interface HandleUpdateDeps {
  db: Database
  api: Api
  sessions: SessionStore
  me: UserFromGetMe
  /** Routers and middlewares of all features. */
  handle: MiddlewareFn<UpdateContext>
  /** What is sent after the commit, in order per person. */
  afterCommit: InOrder
  log: Log
  metrics: Metrics
  errors: ErrorReports
  now: () => Date
}

export type Outcome = 'handled' | 'ignored' | 'duplicate' | 'set_aside'

/** Handles one update, whole or not at all. Throws TransientFault when it has to be tried again. */
export type HandleUpdate = (update: Update) => Promise<Outcome>

/** Whose update it is: the key of order, and of the lock over replicas. Updates that do not say it share a key. */
export function personKey(update: Update): number {
  try {
    const ctx = new Context(update, guarded, nobody)
    const id = ctx.from?.id ?? ctx.chat?.id
    return Number.isSafeInteger(id) ? Number(id) : 0
  } catch {
    return 0
  }
}

/** How often a handler may run into the time limit of the database before its update counts as a poison one. */
const maxTimeouts = 3

export function createHandleUpdate(deps: HandleUpdateDeps): HandleUpdate {
  const showCollected = createShowCollected(deps)
  /** By update_id; only while the update is tried again. */
  const timeouts = new Map<number, number>()

  /** Whether the same update should be tried again. One that is always too slow would hold up all behind it. */
  function isWorthAnotherTry(fault: TransientFault, ctx: OwnContext): boolean {
    const id = ctx.update.update_id
    // before a handler was chosen the update only waited, for its person's lock
    const times = (timeouts.get(id) ?? 0) + (fault.isTimeout && ctx.handler !== '' ? 1 : 0)
    timeouts.delete(id)
    if (times >= maxTimeouts) return false
    if (times > 0) timeouts.set(id, times)
    return true
  }

  return async (update) => {
    const started = performance.now()
    const failed = { key: personKey(update), type: typeOf(update) }
    let ctx: OwnContext
    try {
      ctx = contextOf(deps, update)
    } catch (error) {
      // nothing that Telegram sends, and it would come again for ever
      const outcome = (await setAsideUnread(deps, update, failed, error)) ? 'set_aside' : 'duplicate'
      deps.metrics.requests.inc({ type: failed.type, handler: 'none', outcome })
      return outcome
    }
    const done = (outcome: Outcome | 'retry') => {
      const handler = ctx.handler || 'none'
      const seconds = (performance.now() - started) / 1000
      deps.metrics.requests.inc({ type: failed.type, handler, outcome })
      deps.metrics.latency.observe({ handler }, seconds)
      ctx.log.info({ handler, outcome, ms: Math.round(seconds * 1000) }, 'update')
    }
    try {
      const outcome = await handleInTransaction(deps, ctx)
      timeouts.delete(update.update_id)
      done(outcome)
      if (outcome !== 'duplicate') showCollected(ctx)
      return outcome
    } catch (error) {
      if (error instanceof TransientFault && isWorthAnotherTry(error, ctx)) {
        if (error.part !== 'stopping' && error.part !== 'starting')
          deps.metrics.errors.inc({ source: error.part })
        done('retry')
        throw error
      }
      const outcome = (await setAside(deps, ctx, failed, error)) ? 'set_aside' : 'duplicate'
      done(outcome)
      if (outcome === 'set_aside') showCollected(ctx)
      return outcome
    }
  }
}

/** The type of an update as a label; Telegraf's own getter throws for one it does not know. */
function typeOf(update: Update): string {
  return allowedUpdates.find((type) => type in update) ?? 'other'
}

async function handleInTransaction(deps: HandleUpdateDeps, ctx: OwnContext): Promise<Outcome> {
  const { update_id: updateId } = ctx.update
  const key = personKey(ctx.update)
  let session: OpenSession | undefined
  const outcome = await deps.db.transaction(async (tx): Promise<Outcome> => {
    if (!(await claimUpdate(tx, key, updateId))) return 'duplicate'
    // after the claim: from here nobody else touches this person's session
    session = await openSession(deps.sessions, `${deps.me.id}:${ctx.chat?.id ?? 0}:${key}`, updateId)
    const message = ctx.message ?? ctx.editedMessage
    Object.assign(ctx, { tx, session, incoming: message && incomingOf(message) })
    await deps.handle(ctx, async () => undefined)
    await session.save()
    return ctx.handler === '' ? 'ignored' : 'handled'
  })
  settle(deps, ctx, session)
  return outcome
}

/** Clears away what the session needs no longer, beside everything else; what stays for once goes with its time. */
function settle({ afterCommit }: HandleUpdateDeps, ctx: OwnContext, session: OpenSession | undefined): void {
  if (!session?.isToSettle) return
  // a key of its own: neither the person's answers nor his next update wait for it
  void afterCommit.run(-ctx.update.update_id, () =>
    session.settle().catch((error: unknown) => ctx.log.warn({ err: error }, 'session not cleared')),
  )
}

function contextOf(deps: HandleUpdateDeps, update: Update): OwnContext {
  const ctx = new Context(update, guarded, deps.me)
  return Object.assign(ctx, {
    now: deps.now(),
    log: deps.log.child({ update_id: update.update_id }),
    language: languageOf(ctx.from?.language_code),
    handler: '',
    ui: collectUi({
      chatId: ctx.chat?.id,
      threadId: threadOf(ctx.message ?? ctx.callbackQuery?.message),
      press: ctx.callbackQuery,
    }),
  }) as unknown as OwnContext
}

function threadOf(message: Message | MaybeInaccessibleMessage | undefined): number | undefined {
  return message && 'is_topic_message' in message && message.is_topic_message
    ? message.message_thread_id
    : undefined
}

/** Telegraf's client of a context: it refuses, because a call here would hold the transaction open. */
const guarded = new Telegram('0:guarded')
guarded.callApi = () => {
  throw new Error('no Telegram call inside the transaction of an update: use ctx.ui or queueMessages')
}
const nobody = { id: 0, is_bot: true, first_name: '', username: '' } as UserFromGetMe
