import type { CronItem, TaskList } from 'graphile-worker'
import type { Database } from '../platform/postgres.ts'
import { wakeOutbox } from './outbox.ts'
import { pruneUpdates } from './updates-store.ts'

/** Telegram keeps an update for a day; after a week nothing of it can come again. */
const keepUpdatesMs = 7 * 24 * 3600 * 1000

export function maintenanceTasks(db: Database, now: () => Date): TaskList {
  return {
    async wake_outbox() {
      await wakeOutbox(db)
    },
    async prune_updates() {
      await pruneUpdates(db, new Date(now().getTime() - keepUpdatesMs))
    },
  }
}

export const maintenanceCrons: CronItem[] = [
  { task: 'wake_outbox', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'prune_updates', match: '40 3 * * *' },
]
