import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** The parts whose faults are counted. */
const errorSources = ['handler', 'delivery', 'telegram', 'ui', 'job', 'http', 'postgres', 'redis'] as const
export type ErrorSource = (typeof errorSources)[number]

export type Metrics = ReturnType<typeof createMetrics>

/** Every metric of the bot. No user, chat, text or raw URL may become a label. */
export function createMetrics(build: { version: string; environment: string }) {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  new Gauge({
    name: 'schoolbot_build_info',
    help: 'Always 1; the labels say which build runs.',
    labelNames: ['version', 'environment', 'node'],
    registers,
  }).set({ ...build, node: process.versions.node }, 1)

  const errors = new Counter({
    name: 'bot_errors_total',
    help: 'Faults, by the part that failed.',
    labelNames: ['source'],
    registers,
  })
  // a counter that appears with its first error hides that error from increase()
  for (const source of errorSources) errors.inc({ source }, 0)

  return {
    registry,
    requests: new Counter({
      name: 'bot_requests_total',
      help: 'Updates handled, by type of update, handler and outcome.',
      labelNames: ['type', 'handler', 'outcome'],
      registers,
    }),
    errors,
    latency: new Histogram({
      name: 'bot_latency_seconds',
      help: 'Time from taking up an update to its commit.',
      labelNames: ['handler'],
      // a bound at 2: the alert on slow answers asks for exactly that
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
      registers,
    }),
    ticketsOpen: new Gauge({
      name: 'bot_tickets_open',
      help: 'Tickets that wait for work: new, in progress or waiting for the author. Shared state: take max over replicas.',
      registers,
    }),
    tickets: new Gauge({
      name: 'schoolbot_tickets',
      help: 'Open and resolved tickets by status and category id. Shared state: take max over replicas.',
      labelNames: ['status', 'category'],
      registers,
    }),
    firstResponse: new Histogram({
      name: 'schoolbot_ticket_first_response_seconds',
      help: 'Working time from filing to the first answer of a specialist.',
      buckets: [60, 300, 900, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 16 * 3600, 40 * 3600],
      registers,
    }),
    resolution: new Histogram({
      name: 'schoolbot_ticket_resolution_seconds',
      help: 'Working time until a ticket was resolved for the first time, without what was waited for the author.',
      buckets: [300, 900, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 16 * 3600, 24 * 3600, 40 * 3600, 80 * 3600],
      registers,
    }),
    // not at 0 from the start: after a restart that would look like as many new breaches as there were before
    slaBreaches: new Counter({
      name: 'schoolbot_sla_breaches_total',
      help: 'Tickets that missed the target of their first response or resolution. Shared state: take max over replicas.',
      labelNames: ['clock'],
      registers,
    }),
    tasksTotal: new Gauge({
      name: 'kpi_tasks_total',
      help: 'Orders ever given and not cancelled. Shared state: take max over replicas.',
      registers,
    }),
    tasksDone: new Gauge({
      name: 'kpi_tasks_done',
      help: 'Orders whose report was accepted. Shared state: take max over replicas.',
      registers,
    }),
    tasksOverdue: new Gauge({
      name: 'kpi_tasks_overdue',
      help: 'Orders whose report is owed and whose deadline has passed. Shared state: take max over replicas.',
      registers,
    }),
    tasks: new Gauge({
      name: 'schoolbot_tasks',
      help: 'Orders neither accepted nor cancelled, by status. Shared state: take max over replicas.',
      labelNames: ['status'],
      registers,
    }),
    outboxDepth: new Gauge({
      name: 'schoolbot_outbox_messages',
      help: 'Messages owed to people and not yet sent. Shared state: take max over replicas.',
      registers,
    }),
    outboxOldest: new Gauge({
      name: 'schoolbot_outbox_oldest_seconds',
      help: 'Age of the oldest message owed. Shared state: take max over replicas.',
      registers,
    }),
    telegramCalls: new Counter({
      name: 'schoolbot_telegram_calls_total',
      help: 'Calls of the Bot API by method and class of result.',
      labelNames: ['method', 'result'],
      registers,
    }),
    intakeAge: new Gauge({
      name: 'schoolbot_intake_last_success_timestamp_seconds',
      help: 'When this replica last heard from Telegram: a poll that returned, or an update by webhook.',
      registers,
    }),
    intakeLeader: new Gauge({
      name: 'schoolbot_intake_leader',
      help: '1 on the replica that takes updates in: the poller, or every replica behind a webhook.',
      registers,
    }),
    webhookPending: new Gauge({
      name: 'schoolbot_webhook_pending_updates',
      help: 'Updates that wait at Telegram for the webhook.',
      registers,
    }),
    poolConnections: new Gauge({
      name: 'schoolbot_db_pool_connections',
      help: 'Connections of the database pool by state; waiting are requests without one.',
      labelNames: ['state'],
      registers,
    }),
    readersEnded: new Counter({
      name: 'schoolbot_dashboard_readers_ended_total',
      help: 'Sessions of grafana_reader that were ended, for a long transaction or a lock.',
      registers,
    }),
    collectorSuccess: new Gauge({
      name: 'schoolbot_collector_success',
      help: '1 when the last look of this collector succeeded, 0 when it failed and its gauges are absent.',
      labelNames: ['collector'],
      registers,
    }),
    updatesInFlight: new Gauge({
      name: 'schoolbot_updates_in_flight',
      help: "Updates that this replica handles right now, with those that wait behind their person's earlier ones.",
      registers,
    }),
    setAside: new Counter({
      name: 'schoolbot_updates_set_aside_total',
      help: 'Updates that a programming error kept from being handled.',
      registers,
    }),
    unreachable: new Counter({
      name: 'schoolbot_recipients_unreachable_total',
      help: 'Times a person could not be written to any more.',
      registers,
    }),
  }
}
