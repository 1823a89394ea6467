import { buildDashboard } from './dashboard.ts'
import { known, linksFrom } from './dashboard-list.ts'
import { stat, timeSeries } from './panels.ts'
import { promql, promqlNow, promqlTable } from './queries.ts'
import { table } from './tables.ts'

/** The objective and its windows are those of prometheus/rules/slo*.yml. */
const allowed = 0.005
const failed = 'job="bot", outcome=~"set_aside|retry"'
const failedShare = (window: string) =>
  `(sum(increase(bot_requests_total{${failed}}[${window}])) / (sum(increase(bot_requests_total{job="bot"}[${window}])) > 0))`
const recorded = (window: string) => `job:bot_requests_failed_per_bot_requests:ratio_rate${window}`
const fastShare = (window: string) =>
  `(sum(increase(bot_latency_seconds_bucket{job="bot", le=~"2|2.0"}[${window}])) / (sum(increase(bot_latency_seconds_count{job="bot"}[${window}])) > 0))`

export const sloDashboard = () =>
  buildDashboard({
    ...known.slo,
    description:
      'Of all updates in 30 days 99.5 % are handled at the first try, and 95 % within 2 seconds. What is left of the rest is the error budget.',
    from: 'now-7d',
    refresh: '1m',
    links: linksFrom(known.slo.uid),
    deploys: { name: 'Deploys', shown: true },
    sections: [
      { title: 'Thirty days', panels: thirtyDays() },
      { title: 'How fast the budget goes', panels: burning() },
      { title: 'What fails', panels: failing() },
    ],
  })

function thirtyDays() {
  return [
    stat({
      title: 'Handled at the first try',
      description: 'Of all updates in 30 days. The objective is 99.5 %.',
      unit: 'percentunit',
      decimals: 3,
      width: 6,
      noValue: 'no requests',
      thresholds: [
        { value: null, color: 'red' },
        { value: 0.995, color: 'green' },
      ],
      queries: [promqlNow(`1 - ${failedShare('30d')}`, 'handled')],
    }),
    stat({
      title: 'Error budget left',
      description: 'Of the 0.5 % that may fail in 30 days. Below 0 no risky deploys until it has recovered.',
      unit: 'percentunit',
      decimals: 1,
      width: 6,
      noValue: 'no requests',
      thresholds: [
        { value: null, color: 'red' },
        { value: 0, color: 'orange' },
        { value: 0.25, color: 'green' },
      ],
      queries: [promqlNow(`1 - ${failedShare('30d')} / ${allowed}`, 'left')],
    }),
    stat({
      title: 'Failed updates',
      description: 'How many failed in 30 days, estimated between scrapes.',
      unit: 'none',
      decimals: 0,
      width: 6,
      queries: [promqlNow(`sum(increase(bot_requests_total{${failed}}[30d]))`, 'failed')],
    }),
    stat({
      title: 'Within 2 seconds',
      description: 'Share of updates handled within 2 seconds in 30 days. The objective is 95 %.',
      unit: 'percentunit',
      decimals: 2,
      width: 6,
      noValue: 'no requests',
      thresholds: [
        { value: null, color: 'red' },
        { value: 0.95, color: 'green' },
      ],
      queries: [promqlNow(fastShare('30d'), 'fast')],
    }),
  ]
}

function burning() {
  const burn = (window: string) => promql(`${recorded(window)} / ${allowed}`, window)
  return [
    timeSeries({
      title: 'Burn rate, fast windows',
      description:
        'At 1 the budget lasts exactly 30 days. Alerts: 1 h with 5 min above 14.4, 6 h with 30 min above 6.',
      unit: 'suffix:×',
      decimals: 1,
      width: 12,
      min: 0,
      queries: [burn('5m'), burn('30m'), burn('1h'), burn('6h')],
    }),
    timeSeries({
      title: 'Burn rate, slow windows',
      description: 'Warnings: 1 day with 2 h above 3, 3 days with 6 h above 1.',
      unit: 'suffix:×',
      decimals: 1,
      width: 12,
      min: 0,
      queries: [burn('2h'), burn('6h'), burn('1d'), burn('3d')],
    }),
    timeSeries({
      title: 'Failed updates an hour',
      description:
        'With little traffic a share says little: an alert needs more than 3 in its long window as well.',
      unit: 'none',
      width: 12,
      min: 0,
      queries: [promql('job:bot_requests_failed:increase1h', 'failed')],
    }),
    timeSeries({
      title: 'Within 2 seconds, by the hour',
      description: 'Share of updates handled within 2 seconds in the hour before each point.',
      unit: 'percentunit',
      width: 12,
      max: 1,
      queries: [promql(fastShare('1h'), 'fast')],
    }),
  ]
}

function failing() {
  return [
    table({
      title: 'Failed updates by handler',
      description:
        'In the chosen time, most first. set_aside is a bug (GlitchTip has it), retry is a part that was away.',
      unit: 'none',
      width: 12,
      queries: [
        promqlTable(
          `topk(20, sum by (handler, type, outcome) (increase(bot_requests_total{${failed}}[$__range])))`,
        ),
      ],
      columns: { Time: { hidden: true }, Value: { heading: 'failed', decimals: 0 } },
    }),
    table({
      title: 'Slowest handlers',
      description: 'p95 over the chosen time.',
      unit: 's',
      width: 12,
      queries: [
        promqlTable(
          'topk(20, histogram_quantile(0.95, sum by (le, handler) (increase(bot_latency_seconds_bucket{job="bot"}[$__range]))) >= 0)',
        ),
      ],
      columns: { Time: { hidden: true }, Value: { heading: 'p95' } },
    }),
  ]
}
