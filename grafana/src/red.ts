import { buildDashboard } from './dashboard.ts'
import { known, linksFrom } from './dashboard-list.ts'
import { stat, timeSeries } from './panels.ts'
import { promql } from './queries.ts'
import { labelValues } from './variables.ts'

const chosen = 'job="bot", handler=~"$handler"'
const rate = (selector: string) => `rate(bot_requests_total{${selector}}[$__rate_interval])`
const latency = (quantile: number, by = 'le') =>
  `histogram_quantile(${quantile}, sum by (${by}) (rate(bot_latency_seconds_bucket{${chosen}}[$__rate_interval])))`

/** The first look: how much the bot does, how often it fails, how long it takes, and what waits. */
export const redDashboard = () =>
  buildDashboard({
    ...known.schoolbot,
    description: 'Requests, errors and duration of the bot, and the work that waits.',
    from: 'now-6h',
    refresh: '30s',
    variables: [labelValues('handler', 'Handler', { metric: 'bot_requests_total', of: 'handler' })],
    links: linksFrom(known.schoolbot.uid),
    deploys: { name: 'Deploys', shown: true },
    sections: [
      { title: 'At a glance', panels: atAGlance() },
      { title: 'Requests', panels: requests() },
      { title: 'Errors', panels: errors() },
      { title: 'Duration', panels: duration() },
    ],
  })

function atAGlance() {
  return [
    stat({
      title: 'Requests per Second',
      description: 'Updates handled by all replicas. At night 0 is usual.',
      unit: 'reqps',
      decimals: 2,
      width: 5,
      graph: true,
      queries: [promql(`sum(${rate(chosen)})`, 'requests')],
    }),
    stat({
      title: 'Errors per Second',
      description:
        'Faults of all parts of the bot. The alert HighErrorRate asks for more than 3 in 5 minutes.',
      unit: 'cps',
      decimals: 3,
      width: 5,
      graph: true,
      thresholds: [
        { value: null, color: 'green' },
        { value: 0.0001, color: 'orange' },
        { value: 0.01, color: 'red' },
      ],
      queries: [promql('sum(rate(bot_errors_total{job="bot"}[$__rate_interval]))', 'errors')],
    }),
    stat({
      title: '95th Percentile Latency',
      description: 'Of 20 updates 19 were handled faster, from taking up to commit. The alert begins at 2 s.',
      unit: 's',
      width: 5,
      graph: true,
      noValue: 'no requests',
      thresholds: [
        { value: null, color: 'green' },
        { value: 1, color: 'orange' },
        { value: 2, color: 'red' },
      ],
      queries: [promql(latency(0.95), 'p95')],
    }),
    stat({
      title: 'Open Tickets',
      description:
        'New, in progress or waiting for the author. Every replica shows the same: the largest is taken.',
      unit: 'short',
      width: 4,
      graph: true,
      thresholds: [
        { value: null, color: 'green' },
        { value: 6, color: 'orange' },
        { value: 11, color: 'red' },
      ],
      queries: [promql('max(bot_tickets_open{job="bot"})', 'open')],
    }),
    stat({
      title: 'Task Completion Rate',
      description: 'Orders whose report was accepted, of all that were ever given and not cancelled.',
      unit: 'percent',
      decimals: 1,
      width: 5,
      min: 0,
      max: 100,
      graph: true,
      noValue: 'no orders yet',
      thresholds: [
        { value: null, color: 'red' },
        { value: 50, color: 'orange' },
        { value: 80, color: 'green' },
      ],
      queries: [
        promql('100 * max(kpi_tasks_done{job="bot"}) / (max(kpi_tasks_total{job="bot"}) > 0)', 'accepted'),
      ],
    }),
  ]
}

function requests() {
  return [
    timeSeries({
      title: 'Requests by handler',
      description: 'The ten busiest handlers: which part of the bot people use.',
      unit: 'reqps',
      width: 12,
      min: 0,
      stacked: true,
      queries: [promql(`topk(10, sum by (handler) (${rate(chosen)}) > 0)`, '{{handler}}')],
    }),
    timeSeries({
      title: 'Requests by type',
      description: 'Messages, pressed buttons and whatever else Telegram sends.',
      unit: 'reqps',
      width: 6,
      min: 0,
      queries: [promql(`sum by (type) (${rate(chosen)})`, '{{type}}')],
    }),
    timeSeries({
      title: 'Requests by replica',
      description: 'Behind a webhook all replicas share the work; when polling one has it all.',
      unit: 'reqps',
      width: 6,
      min: 0,
      queries: [promql(`sum by (instance) (${rate(chosen)})`, '{{instance}}')],
    }),
  ]
}

function errors() {
  return [
    timeSeries({
      title: 'Errors by source',
      description:
        'Which part failed. GlitchTip has the details of those from handlers, under the id people were told.',
      unit: 'cps',
      width: 8,
      min: 0,
      queries: [
        promql('sum by (source) (rate(bot_errors_total{job="bot"}[$__rate_interval]))', '{{source}}'),
      ],
    }),
    timeSeries({
      title: 'Share of failed requests',
      description:
        'Set aside: a bug, the update is lost to its sender. Retry: a part was away, the update comes again.',
      unit: 'percentunit',
      width: 8,
      min: 0,
      queries: [
        promql(
          `sum by (outcome) (${rate(`${chosen}, outcome=~"set_aside|retry"`)}) / on () group_left () (sum(${rate(chosen)}) > 0)`,
          '{{outcome}}',
        ),
      ],
    }),
    timeSeries({
      title: 'Updates set aside',
      description: 'Updates that a programming error kept from being handled, in the hour before each point.',
      unit: 'short',
      width: 8,
      min: 0,
      queries: [promql('sum(increase(schoolbot_updates_set_aside_total{job="bot"}[1h]))', 'set aside')],
    }),
  ]
}

function duration() {
  return [
    timeSeries({
      title: 'Latency percentiles',
      description: 'From taking up an update to its commit, over the chosen handlers.',
      unit: 's',
      width: 12,
      min: 0,
      queries: [promql(latency(0.5), 'p50'), promql(latency(0.95), 'p95'), promql(latency(0.99), 'p99')],
    }),
    timeSeries({
      title: 'p95 by handler',
      description: 'The ten slowest handlers.',
      unit: 's',
      width: 12,
      min: 0,
      queries: [promql(`topk(10, ${latency(0.95, 'le, handler')})`, '{{handler}}')],
    }),
  ]
}
