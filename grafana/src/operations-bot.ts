import { timeSeries } from './panels.ts'
import { promql } from './queries.ts'

const bot = 'job="bot", instance=~"$instance"'

/** Of each replica: what is its own. */
export function botPanels() {
  return [
    timeSeries({
      title: 'Replicas',
      description: 'Replicas that answer, and how many there should be (since the scripts have said so).',
      unit: 'none',
      decimals: 0,
      width: 6,
      min: 0,
      queries: [
        promql('count(up{job="bot"} == 1) or vector(0)', 'up'),
        promql('max(schoolbot_replicas_expected)', 'expected'),
      ],
    }),
    timeSeries({
      title: 'Event loop lag, p99',
      description: 'How late timers are: a busy event loop delays everything. The alert begins at 250 ms.',
      unit: 's',
      width: 6,
      min: 0,
      queries: [promql(`nodejs_eventloop_lag_p99_seconds{${bot}}`, '{{instance}}')],
    }),
    timeSeries({
      title: 'CPU',
      description: 'Cores in use by each replica; one is all that JavaScript can take.',
      unit: 'none',
      decimals: 2,
      width: 6,
      min: 0,
      queries: [promql(`rate(process_cpu_seconds_total{${bot}}[$__rate_interval])`, '{{instance}}')],
    }),
    timeSeries({
      title: 'Memory',
      description: 'Resident memory of each replica. Growth over days without end is a leak.',
      unit: 'bytes',
      width: 6,
      min: 0,
      queries: [promql(`process_resident_memory_bytes{${bot}}`, '{{instance}}')],
    }),
    timeSeries({
      title: 'Heap',
      description: 'Used JavaScript heap. Saw teeth are garbage collection; look at the lowest points.',
      unit: 'bytes',
      width: 6,
      min: 0,
      queries: [promql(`nodejs_heap_size_used_bytes{${bot}}`, '{{instance}}')],
    }),
    timeSeries({
      title: 'Time spent on garbage',
      description: 'Share of the time that garbage collection takes. Above 10 % the heap is too small.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      queries: [
        promql(
          `sum by (instance) (rate(nodejs_gc_duration_seconds_sum{${bot}}[$__rate_interval]))`,
          '{{instance}}',
        ),
      ],
    }),
    timeSeries({
      title: 'Database pool',
      description:
        'Connections of all chosen replicas by state. Waiting above 0 for minutes: the pool is too small.',
      unit: 'none',
      decimals: 0,
      width: 6,
      min: 0,
      queries: [promql(`sum by (state) (schoolbot_db_pool_connections{${bot}})`, '{{state}}')],
    }),
    timeSeries({
      title: 'Open files',
      description: 'Open file descriptors as a share of what the process may have.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      queries: [promql(`process_open_fds{${bot}} / process_max_fds{${bot}}`, '{{instance}}')],
    }),
  ]
}
