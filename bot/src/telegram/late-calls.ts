import type { Delivery } from './deliver.ts'
import type { OutboxEntry } from './outbox.ts'

/** Whether the chat may read by now what an entry is about; true for what is about something of another feature. */
export type MayStillRead = (entry: OutboxEntry) => Promise<boolean>

/**
 * Has a message that waited long be sent only to whom it is still for. Its words were chosen when it was queued: when
 * Telegram was away for hours, its reader may have another role by now, or have left.
 */
export function callsToReaders(call: Delivery, checks: readonly MayStillRead[]): Delivery {
  return async (entry, signal) => {
    if (entry.isLate) for (const mayStillRead of checks) if (!(await mayStillRead(entry))) return
    await call(entry, signal)
  }
}
