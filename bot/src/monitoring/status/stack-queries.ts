/**
 * What /status asks of Prometheus, all at once. One selector over several names, because `or` would drop series that
 * differ by their names alone. The names: docs/metrics.md.
 */
export const stackQueries = {
  up: `{__name__=~"up|pg_up|redis_up|nginx_up|probe_success",
    job=~"postgres|redis|nginx|node|prometheus|alertmanager|probe"}`,
  versions: '{__name__=~"pg_static|redis_instance_info|prometheus_build_info|alertmanager_build_info"}',
  replicasUp: 'count(up{job="bot"} == 1) or vector(0)',
  // as the alert on a missing one counts
  replicasExpected: 'max(schoolbot_replicas_expected) or max(max_over_time(job:bot_replicas_up:count[30m]))',
  backups: `max by (__name__) ({__name__=~"${[
    'schoolbot_backup_last_success_timestamp_seconds',
    'schoolbot_backup_last_attempt_success',
    'schoolbot_backup_verified_timestamp_seconds',
    'schoolbot_restore_drill_success',
  ].join('|')}"})`,
  // by device, because one disk is mounted in many places
  disks: `min by (__name__, device) ({__name__=~"node_filesystem_avail_bytes|node_filesystem_size_bytes",
    fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|nsfs|rootfs|fuse.*"})`,
  firing: 'group by (alertname, component, severity) (ALERTS{alertstate="firing", alertname!="Watchdog"})',
} as const

export type StackQuery = keyof typeof stackQueries
