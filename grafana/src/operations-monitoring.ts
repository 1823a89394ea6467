import { stat, timeSeries } from './panels.ts'
import { promql, promqlNow, promqlTable } from './queries.ts'
import { table } from './tables.ts'

const day = 86_400
const upOrDown = { '0': { text: 'down', color: 'red' }, '1': { text: 'up', color: 'green' } }

/** The first row: what a person who was woken up looks at. */
export function nowPanels() {
  return [
    stat({
      title: 'Alerts that fire',
      description: 'Without the Watchdog, which always fires. The table below names them.',
      unit: 'none',
      width: 4,
      thresholds: [
        { value: null, color: 'green' },
        { value: 1, color: 'red' },
      ],
      queries: [promqlNow('count(ALERTS{alertstate="firing", severity!="none"}) or vector(0)', 'firing')],
    }),
    stat({
      title: 'Targets down',
      description: 'What Prometheus cannot scrape. A replica that is gone is not among them: see Replicas.',
      unit: 'none',
      width: 4,
      thresholds: [
        { value: null, color: 'green' },
        { value: 1, color: 'red' },
      ],
      queries: [promqlNow('count(up == 0) or vector(0)', 'down')],
    }),
    stat({
      title: 'Collectors failing',
      description:
        'Readers of shared state in the bot whose last look failed: their gauges are missing meanwhile.',
      unit: 'none',
      width: 4,
      thresholds: [
        { value: null, color: 'green' },
        { value: 1, color: 'red' },
      ],
      queries: [
        promqlNow(
          'count(min by (collector) (schoolbot_collector_success{job="bot"}) == 0) or vector(0)',
          'failing',
        ),
      ],
    }),
    stat({
      title: 'Last backup',
      description: 'How long ago the last backup succeeded. The alert begins at 30 hours.',
      unit: 's',
      decimals: 1,
      width: 4,
      noValue: 'never',
      thresholds: [
        { value: null, color: 'green' },
        { value: 26 * 3600, color: 'orange' },
        { value: 30 * 3600, color: 'red' },
      ],
      queries: [promqlNow('time() - max(schoolbot_backup_last_success_timestamp_seconds)', 'age')],
    }),
    stat({
      title: 'Last verified backup',
      description:
        'How long ago a backup was restored for trial and found whole. The alert begins after 8 days.',
      unit: 's',
      decimals: 1,
      width: 4,
      noValue: 'never',
      thresholds: [
        { value: null, color: 'green' },
        { value: 7.5 * day, color: 'orange' },
        { value: 8 * day, color: 'red' },
      ],
      queries: [promqlNow('time() - max(schoolbot_backup_verified_timestamp_seconds)', 'age')],
    }),
    stat({
      title: 'Restore drill',
      description: 'Whether the last trial restore of a backup succeeded.',
      unit: 'bool_yes_no',
      width: 4,
      noValue: 'never',
      thresholds: [
        { value: null, color: 'red' },
        { value: 1, color: 'green' },
      ],
      queries: [promqlNow('min(schoolbot_restore_drill_success)', 'drill')],
    }),
    table({
      title: 'Alerts',
      description: 'What fires or is about to. The runbook of each is docs/runbooks/<name>.md.',
      unit: 'none',
      width: 12,
      height: 8,
      noValue: 'no alerts',
      queries: [
        promqlTable('count by (alertname, severity, component, alertstate) (ALERTS{severity!="none"})'),
      ],
      columns: { Time: { hidden: true }, Value: { hidden: true }, alertname: { width: 260 } },
    }),
    table({
      title: 'Parts',
      description: 'What answers Prometheus, directly, through its exporter or through the prober.',
      unit: 'none',
      width: 12,
      height: 8,
      queries: [
        promqlTable(
          `min by (job, service) (
  pg_up or redis_up or nginx_up or probe_success{job="probe"}
  or up{job!~"postgres|redis|nginx|probe|certificate|bot_health"}
)
or min by (job, service) (up{job=~"postgres|redis|nginx"})`,
        ),
      ],
      columns: { Time: { hidden: true }, Value: { heading: 'state', words: upOrDown } },
    }),
  ]
}

export function monitoringPanels() {
  return [
    timeSeries({
      title: 'Alert notifications',
      description: 'Sent by Alertmanager in the hour before each point, by way.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [
        promql(
          'sum by (integration) (increase(alertmanager_notifications_total{integration=~"telegram|webhook"}[1h]))',
          '{{integration}}',
        ),
      ],
    }),
    timeSeries({
      title: 'Notifications that failed',
      description: 'Attempts in the hour before each point. Anything above 0: nobody may hear of alerts.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [
        promql(
          'sum by (integration) (increase(alertmanager_notification_requests_failed_total{integration=~"telegram|webhook"}[1h]))',
          '{{integration}}',
        ),
      ],
    }),
    timeSeries({
      title: 'Series in Prometheus',
      description: 'A jump means a label that grows without bounds.',
      unit: 'short',
      width: 6,
      min: 0,
      queries: [promql('max(prometheus_tsdb_head_series{job="prometheus"})', 'series')],
    }),
    timeSeries({
      title: 'Prometheus on disk',
      description: 'Finished blocks; they are cut by age and by size.',
      unit: 'bytes',
      width: 6,
      min: 0,
      queries: [promql('max(prometheus_tsdb_storage_blocks_bytes{job="prometheus"})', 'blocks')],
    }),
    timeSeries({
      title: 'Errors of the monitoring',
      description:
        'Failed evaluations of rules, and alerts that Alertmanager did not take, in the hour before each point.',
      unit: 'none',
      width: 8,
      min: 0,
      queries: [
        promql('sum(increase(prometheus_rule_evaluation_failures_total{job="prometheus"}[1h]))', 'rules'),
        promql('sum(increase(prometheus_notifications_errors_total{job="prometheus"}[1h]))', 'alerts'),
      ],
    }),
    timeSeries({
      title: 'Error reports',
      description: 'Whether the last report of every replica reached GlitchTip, as the bots themselves say.',
      unit: 'bool_yes_no',
      width: 8,
      min: 0,
      max: 1,
      queries: [promql('1 - max(probe_failed_due_to_regex{job="bot_health"})', 'arrive')],
    }),
    timeSeries({
      title: 'Certificate',
      description:
        'Time until the certificate of nginx ends. The alert begins at 14 days. Empty without TLS.',
      unit: 's',
      width: 8,
      queries: [promql('min(probe_ssl_earliest_cert_expiry{job="certificate"}) - time()', 'left')],
    }),
  ]
}
