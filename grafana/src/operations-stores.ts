import { timeSeries } from './panels.ts'
import { promql } from './queries.ts'

const database = 'datname!~"template.*"'

export function postgresPanels() {
  return [
    timeSeries({
      title: 'Postgres connections',
      description: 'In use as a share of max_connections. The alert begins at 80 %.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      queries: [promql('sum(pg_stat_database_numbackends) / max(pg_settings_max_connections)', 'in use')],
    }),
    timeSeries({
      title: 'Transactions',
      description:
        'Committed and rolled back per second. Rolled back ones are faults, or updates tried again.',
      unit: 'ops',
      width: 6,
      min: 0,
      queries: [
        promql(`sum(rate(pg_stat_database_xact_commit{${database}}[$__rate_interval]))`, 'committed'),
        promql(`sum(rate(pg_stat_database_xact_rollback{${database}}[$__rate_interval]))`, 'rolled back'),
      ],
    }),
    timeSeries({
      title: 'Longest transaction',
      description: 'An open transaction of minutes holds locks and keeps vacuum from its work.',
      unit: 's',
      width: 6,
      min: 0,
      queries: [
        promql(
          `max by (datname, state) (pg_stat_activity_max_tx_duration{${database}, state!~"disabled|idle"})`,
          '{{datname}} {{state}}',
        ),
      ],
    }),
    timeSeries({
      title: 'Deadlocks',
      description: 'In the hour before each point. There should be none.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [
        promql(`sum by (datname) (increase(pg_stat_database_deadlocks{${database}}[1h]))`, '{{datname}}'),
      ],
    }),
    timeSeries({
      title: 'Read from memory',
      description:
        'Blocks found in shared buffers, of all that were asked for. Below 95 % for long: more memory.',
      unit: 'percentunit',
      width: 6,
      max: 1,
      queries: [
        promql(
          `sum by (datname) (rate(pg_stat_database_blks_hit{${database}}[5m]))
  / (sum by (datname) (rate(pg_stat_database_blks_hit{${database}}[5m]) + rate(pg_stat_database_blks_read{${database}}[5m])) > 0)`,
          '{{datname}}',
        ),
      ],
    }),
    timeSeries({
      title: 'Database size',
      description: 'Of each database on disk, without the write-ahead log.',
      unit: 'bytes',
      width: 6,
      min: 0,
      queries: [promql(`pg_database_size_bytes{${database}}`, '{{datname}}')],
    }),
    timeSeries({
      title: 'Write-ahead log',
      description: 'Size on disk. It grows without end only when something keeps it.',
      unit: 'bytes',
      width: 6,
      min: 0,
      queries: [promql('max(pg_wal_size_bytes)', 'log')],
    }),
    timeSeries({
      title: 'Locks',
      description: 'Locks held or waited for, by mode; those of plain reading are left out.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [promql('sum by (mode) (pg_locks_count{mode!="accesssharelock"})', '{{mode}}')],
    }),
  ]
}

export function redisPanels() {
  return [
    timeSeries({
      title: 'Redis memory',
      description: 'Of what it may use. When it is full, the oldest sessions go. The alert begins at 90 %.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      queries: [promql('max(redis_memory_used_bytes) / (max(redis_memory_max_bytes) > 0)', 'in use')],
    }),
    timeSeries({
      title: 'Redis commands',
      description: 'Commands per second of all who use it.',
      unit: 'ops',
      width: 6,
      min: 0,
      queries: [promql('sum(rate(redis_commands_processed_total[$__rate_interval]))', 'commands')],
    }),
    timeSeries({
      title: 'Redis clients',
      description: 'Connected clients; each replica of the bot has one.',
      unit: 'none',
      decimals: 0,
      width: 6,
      min: 0,
      queries: [promql('max(redis_connected_clients)', 'clients')],
    }),
    timeSeries({
      title: 'Evicted keys',
      description:
        'Keys thrown out for want of memory, in the hour before each point. People lose what they were typing.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [promql('sum(increase(redis_evicted_keys_total[1h]))', 'evicted')],
    }),
  ]
}
