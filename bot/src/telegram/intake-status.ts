import type { Metrics } from '../platform/metrics.ts'
import type { WebhookReading } from './webhook-reading.ts'

export type IntakeProblem =
  | 'starting'
  | 'webhook_failing'
  | 'conflict'
  | 'flood'
  | 'telegram_away'
  | 'database_away'

/** What health and metrics say of the intake. */
export interface IntakeStatus {
  mode: 'polling' | 'webhook'
  /** Whether this replica takes updates in: the poller, or every replica behind a webhook. */
  role: 'leader' | 'standby'
  /** When Telegram last gave us updates, or said that there are none. */
  lastSuccess: Date | undefined
  problem: IntakeProblem | undefined
  /** Undefined while polling, and until Telegram was asked. */
  webhook: WebhookReading | undefined
}

export interface IntakeMonitor {
  readonly status: IntakeStatus
  /** This replica takes updates in from now on; whether it works is seen by what follows. */
  leads(): void
  /** Another replica takes updates in. */
  standsBy(): void
  succeeded(at: Date): void
  failed(problem: IntakeProblem): void
  /** What Telegram says of the webhook, whether it is well or not. */
  hears(webhook: WebhookReading): void
}

export function createIntakeMonitor(mode: IntakeStatus['mode'], metrics: Metrics): IntakeMonitor {
  const status: IntakeStatus = {
    ...{ mode, role: 'standby', problem: 'starting' },
    ...{ lastSuccess: undefined, webhook: undefined },
  }
  metrics.intakeLeader.set(0)
  return {
    status,
    leads() {
      // what is known is from before it stood by: the first poll is a quick one
      if (status.role === 'standby') status.problem = 'starting'
      status.role = 'leader'
      metrics.intakeLeader.set(1)
    },
    standsBy() {
      status.role = 'standby'
      status.problem = undefined
      metrics.intakeLeader.set(0)
    },
    succeeded(at) {
      status.lastSuccess = at
      status.problem = undefined
      metrics.intakeAge.set(at.getTime() / 1000)
    },
    failed(problem) {
      status.problem = problem
    },
    hears(webhook) {
      status.webhook = webhook
    },
  }
}
