import type { Log } from '../platform/log.ts'
import type { Api } from './api.ts'
import type { HandleUpdate } from './handle-update.ts'
import type { InOrder } from './in-order.ts'
import type { IntakeMonitor } from './intake-status.ts'

/** What both ways of taking updates in are given. */
export interface IntakeDeps {
  api: Api
  log: Log
  handle: HandleUpdate
  inOrder: InOrder
  monitor: IntakeMonitor
  /** Whether this process is the poller now; asked before every poll. */
  tryLead: () => Promise<boolean>
  now: () => Date
  signal: AbortSignal
}
