import { timeSeries } from './panels.ts'
import { promql } from './queries.ts'

/** As in the alerts on disks: real disks only. */
const disks = 'fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|nsfs|rootfs|fuse.*"'
const service = '{{container_label_com_docker_compose_service}}'

export function hostPanels() {
  return [
    timeSeries({
      title: 'Host CPU',
      description: 'Share of all cores that is busy.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      max: 1,
      queries: [promql('1 - avg(rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))', 'busy')],
    }),
    timeSeries({
      title: 'Host memory',
      description: 'Share in use, without what the kernel would give back. The alert begins at 90 %.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      max: 1,
      queries: [promql('1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes', 'in use')],
    }),
    timeSeries({
      title: 'Disk space',
      description: 'Share in use of each disk. The alert begins at 90 %, or before when it fills quickly.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      max: 1,
      queries: [
        promql(
          `1 - min by (device) (node_filesystem_avail_bytes{${disks}} / node_filesystem_size_bytes{${disks}})`,
          '{{device}}',
        ),
      ],
    }),
    timeSeries({
      title: 'Waiting for the host',
      description: 'Share of the time in which something waited for a core, the disk or memory.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      queries: [
        promql('max(rate(node_pressure_cpu_waiting_seconds_total[$__rate_interval]))', 'core'),
        promql('max(rate(node_pressure_io_waiting_seconds_total[$__rate_interval]))', 'disk'),
        promql('max(rate(node_pressure_memory_waiting_seconds_total[$__rate_interval]))', 'memory'),
      ],
    }),
    timeSeries({
      title: 'Disks at work',
      description: 'Share of the time in which each disk was busy.',
      unit: 'percentunit',
      width: 6,
      min: 0,
      queries: [
        promql('max by (device) (rate(node_disk_io_time_seconds_total[$__rate_interval]))', '{{device}}'),
      ],
    }),
    timeSeries({
      title: 'Network',
      description: 'Received above, sent below zero, without the loopback.',
      unit: 'Bps',
      width: 6,
      queries: [
        promql('sum(rate(node_network_receive_bytes_total{device!="lo"}[$__rate_interval]))', 'received'),
        promql('-sum(rate(node_network_transmit_bytes_total{device!="lo"}[$__rate_interval]))', 'sent'),
      ],
    }),
    timeSeries({
      title: 'nginx requests',
      description: 'Requests per second at the edge: the webhook, Grafana and GlitchTip.',
      unit: 'reqps',
      width: 6,
      min: 0,
      queries: [promql('sum(rate(nginx_http_requests_total[$__rate_interval]))', 'requests')],
    }),
    timeSeries({
      title: 'nginx connections',
      description: 'Open connections, and those turned away per second for want of room.',
      unit: 'none',
      width: 6,
      min: 0,
      queries: [
        promql('max(nginx_connections_active)', 'open'),
        promql(
          'sum(rate(nginx_connections_accepted[$__rate_interval]) - rate(nginx_connections_handled[$__rate_interval]))',
          'turned away',
        ),
      ],
    }),
    timeSeries({
      title: 'Container memory',
      description: 'Of its limit. Empty unless the profile with cAdvisor runs.',
      unit: 'percentunit',
      width: 8,
      min: 0,
      queries: [
        promql(
          'max by (container_label_com_docker_compose_service) (container_memory_working_set_bytes{name!=""} / (container_spec_memory_limit_bytes{name!=""} > 0))',
          service,
        ),
      ],
    }),
    timeSeries({
      title: 'Container CPU',
      description: 'Cores in use by each service. Empty unless the profile with cAdvisor runs.',
      unit: 'none',
      decimals: 2,
      width: 8,
      min: 0,
      queries: [
        promql(
          'sum by (container_label_com_docker_compose_service) (rate(container_cpu_usage_seconds_total{name!=""}[$__rate_interval]))',
          service,
        ),
      ],
    }),
    timeSeries({
      title: 'Out-of-memory kills',
      description: 'On the host, in the hour before each point. There should be none.',
      unit: 'none',
      width: 8,
      min: 0,
      queries: [promql('sum(increase(node_vmstat_oom_kill[1h]))', 'kills')],
    }),
  ]
}
