import { randomBytes } from 'node:crypto'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Database, Tx } from '../platform/postgres.ts'
import { DeadlyWork, type DeathWatch } from './death-watch.ts'
import { type OutboxEntry, removeEntry, wakeLater } from './outbox.ts'

export interface WatchEntryDeps {
  db: Database
  log: Log
  metrics: Metrics
  watch: DeathWatch
  hooks: { abandoned(tx: Tx, entry: OutboxEntry, errorId: string): Promise<void> }
  report: (error: unknown, errorId?: string) => void
}

/** While one that may kill is tried alone, the others ask again. */
const busySeconds = 1

/**
 * Delivers an entry, unless every process that took it up died: then it goes off the queue, and its chat is told. True
 * when the queue of the chat may go on with the next entry.
 */
export async function watchEntry(
  deps: WatchEntryDeps,
  entry: OutboxEntry,
  deliver: () => Promise<boolean>,
): Promise<boolean> {
  const attempt = await deps.watch.begin(`entry:${entry.id}`)
  switch (attempt.kind) {
    case 'begun':
      try {
        return await deliver()
      } finally {
        attempt.end()
      }
    case 'busy':
      await wakeLater(deps.db, entry.chatId, busySeconds)
      return false
    case 'deadly':
      return abandon(deps, entry)
    default:
      return attempt satisfies never
  }
}

async function abandon(deps: WatchEntryDeps, entry: OutboxEntry): Promise<boolean> {
  const errorId = randomBytes(4).toString('hex')
  await deps.db.transaction(async (tx) => {
    await removeEntry(tx, entry.id)
    await deps.hooks.abandoned(tx, entry, errorId)
  })
  deps.metrics.errors.inc({ source: 'delivery' })
  const what = { entry: entry.id, entry_kind: entry.kind, error_id: errorId }
  deps.log.error(what, 'an entry that kills is put aside')
  deps.report(new DeadlyWork(`delivery of ${entry.kind}`), errorId)
  return true
}
