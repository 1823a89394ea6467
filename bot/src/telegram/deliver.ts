import { TransientFault } from '../platform/fault.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database, Tx } from '../platform/postgres.ts'
import type { Api } from './api.ts'
import { ApiError } from './api-error.ts'
import { followMigration } from './chat-migrations-store.ts'
import {
  nextEntry,
  type OutboxEntry,
  type OwedCall,
  postponeEntry,
  removeEntry,
  wakeLater,
} from './outbox.ts'
import type { SendLimits } from './send-limits.ts'
import { freeTurn, type Turns } from './turns.ts'

/**
 * Sends one kind of entry: makes its calls and keeps what Telegram answered. It may be repeated after a crash. It
 * throws the ApiError of a call that failed. When the signal aborts, what takes long throws a TransientFault instead.
 */
export type Delivery = (entry: OutboxEntry, signal: AbortSignal) => Promise<void>

/** What features want to know of delivery; each runs in the transaction that takes the entry off the queue. */
export interface DeliveryHooks {
  /** The chat cannot be written to any more. */
  unreachable(tx: Tx, entry: OutboxEntry): Promise<void>
  /** A group has a new id. */
  migrated(tx: Tx, from: number, to: number): Promise<void>
}

export interface DeliverDeps {
  db: Database
  log: Log
  metrics: Metrics
  limits: SendLimits
  deliveries: ReadonlyMap<string, Delivery>
  /** Kinds that take much memory: files that are made or read. */
  heavyKinds: ReadonlySet<string>
  /** How many of them are under way at once. */
  heavyTurns: Turns
  hooks: DeliveryHooks
  /** What Telegram refuses for good is a mistake of ours: it is reported and taken off the queue. */
  report: (error: unknown) => void
  signal: AbortSignal
}

/** Delivery of kind `call`: one call of the Bot API to the chat, as it was queued. */
export function callDelivery(api: Api): Delivery {
  return async ({ chatId, payload }) => {
    const { method, params } = payload as OwedCall
    await api.call(method, { chat_id: chatId, ...params })
  }
}

/**
 * Sends what a chat is owed, oldest first, until nothing is left or the head has to wait. The queue of the job keeps
 * it alone in its chat over all replicas.
 */
export async function deliver(deps: DeliverDeps, chatId: number): Promise<void> {
  for (;;) {
    const entry = await nextEntry(deps.db, chatId)
    if (entry === undefined || entry.waits) return
    // a job that failed comes again, in the next process; one that ended would leave the chat to the net of each minute
    if (deps.signal.aborted) throw new TransientFault('stopping')
    using turn = deps.heavyKinds.has(entry.kind) ? deps.heavyTurns.take() : freeTurn
    // the job ends meanwhile, and comes again: those who wait must not take up all places of the worker
    if (turn === undefined) return await wakeLater(deps.db, chatId, turnSeconds)
    const waitMs = await deps.limits.take(chatId, deps.signal)
    // and so must not a few chats that are owed much
    if (waitMs > 0) return await wakeLater(deps.db, chatId, waitMs / 1000)
    if (!(await deliverEntry(deps, entry))) return
  }
}

const newerBuildSeconds = 15
/** After so long who waits for a file asks again. */
const turnSeconds = 2

/** True when the queue of the chat may go on with the next entry. */
async function deliverEntry(deps: DeliverDeps, entry: OutboxEntry): Promise<boolean> {
  const delivery = deps.deliveries.get(entry.kind)
  if (delivery === undefined) return leaveToNewerBuild(deps, entry)
  try {
    await delivery(entry, deps.signal)
    await removeEntry(deps.db, entry.id)
    return true
  } catch (error) {
    if (error instanceof TransientFault) throw error
    return afterFailure(deps, entry, error).catch((bug: unknown) => {
      if (bug instanceof TransientFault) throw bug
      // a hook of a feature failed: the entry must not hold up its chat for ever
      return dropEntry(deps, entry, bug)
    })
  }
}

/** While a new build replaces this one, both run: what only the new one knows how to send waits for it. */
async function leaveToNewerBuild({ db, log }: DeliverDeps, entry: OutboxEntry): Promise<boolean> {
  log.warn({ entry: entry.id, entry_kind: entry.kind }, 'no delivery of this kind in this build')
  await postponeEntry(db, entry, newerBuildSeconds)
  return false
}

/** Takes a mistake of ours off the queue. */
async function dropEntry(deps: DeliverDeps, entry: OutboxEntry, error: unknown): Promise<boolean> {
  deps.metrics.errors.inc({ source: 'delivery' })
  deps.report(error)
  await removeEntry(deps.db, entry.id)
  return true
}

async function afterFailure(deps: DeliverDeps, entry: OutboxEntry, error: unknown): Promise<boolean> {
  const { db, hooks, log, metrics } = deps
  const kind = error instanceof ApiError ? error.kind : 'bug'
  log.info({ err: error, entry: entry.id, entry_kind: entry.kind, result: kind }, 'message not delivered')
  switch (kind) {
    case 'unchanged':
    case 'stale_query':
      await removeEntry(db, entry.id)
      return true
    case 'unreachable':
      metrics.unreachable.inc()
      await db.transaction(async (tx) => {
        await removeEntry(tx, entry.id)
        await hooks.unreachable(tx, entry)
      })
      return true
    case 'migrated': {
      const to = (error as ApiError).migrateToChatId
      if (to !== undefined) {
        await db.transaction(async (tx) => {
          await followMigration(tx, entry.chatId, to)
          await hooks.migrated(tx, entry.chatId, to)
        })
      }
      return false
    }
    case 'flood':
    case 'server':
    case 'network':
    case 'conflict':
    case 'unauthorized': {
      const seconds = (error as ApiError).retryAfterSeconds ?? Math.min(2 ** entry.attempts, 60)
      await postponeEntry(db, entry, seconds)
      return false
    }
    case 'gone':
    case 'topic_gone':
    case 'refused':
    case 'bug':
      return dropEntry(deps, entry, error)
    default:
      return kind satisfies never
  }
}
