import type { Unanswered } from '../ask-json.ts'
import type { Prometheus } from './prometheus.ts'
import { type Sample, valueOf } from './samples.ts'
import { partStatuses } from './stack-parts.ts'
import { type StackQuery, stackQueries } from './stack-queries.ts'
import type { BackupStatus, StackRead, StackStatus } from './stack-status.ts'

/** Asks Prometheus for all of it at once; when one question is not answered, none of it counts. */
export async function readStack(prometheus: Prometheus | undefined): Promise<StackRead> {
  if (prometheus === undefined) return { kind: 'off' }
  const unanswered: Unanswered[] = []
  const ask = async (query: StackQuery): Promise<Sample[]> => {
    const answer = await prometheus.query(stackQueries[query])
    if (answer.kind === 'answer') return answer.value
    unanswered.push(answer)
    return []
  }
  const [up, versions, replicasUp, replicasExpected, backups, disks, firing] = await Promise.all([
    ask('up'),
    ask('versions'),
    ask('replicasUp'),
    ask('replicasExpected'),
    ask('backups'),
    ask('disks'),
    ask('firing'),
  ])
  const [fault] = unanswered
  if (fault) return { kind: fault.kind === 'away' ? 'away' : 'strange' }
  const stack: StackStatus = {
    parts: partStatuses(up, versions),
    replicas: { up: replicasUp[0]?.value ?? 0, expected: replicasExpected[0]?.value },
    backups: valueOf(up, 'up', { job: 'node' }) === 1 ? backupsOf(backups) : undefined,
    disk: fullestDisk(disks),
    firing: firingOf(firing),
  }
  return { kind: 'read', stack }
}

function backupsOf(samples: readonly Sample[]): BackupStatus {
  const value = (name: string) => valueOf(samples, `schoolbot_${name}`)
  const moment = (seconds: number | undefined) => (seconds ? new Date(seconds * 1000) : undefined)
  return {
    lastAt: moment(value('backup_last_success_timestamp_seconds')),
    lastAttemptFailed: value('backup_last_attempt_success') === 0,
    testedAt: moment(value('backup_verified_timestamp_seconds')),
    testFailed: value('restore_drill_success') === 0,
  }
}

function fullestDisk(samples: readonly Sample[]): StackStatus['disk'] {
  const disks = samples
    .filter(({ labels }) => labels['__name__'] === 'node_filesystem_size_bytes')
    .map(({ labels: { device = '' }, value: totalBytes }) => {
      const freeBytes = valueOf(samples, 'node_filesystem_avail_bytes', { device }) ?? totalBytes
      return { freeBytes, totalBytes }
    })
    .filter(({ totalBytes }) => totalBytes > 0)
  return disks.toSorted((a, b) => a.freeBytes / a.totalBytes - b.freeBytes / b.totalBytes)[0]
}

/** Components of alerts on tickets and orders: they say that people are late, while everything runs. */
const workOfPeople = ['helpdesk', 'tasks']

/** Counted by their names, as /alerts shows them. */
function firingOf(samples: readonly Sample[]): StackStatus['firing'] {
  const names = (found: readonly Sample[]) =>
    new Set(found.map(({ labels }) => `${labels['alertname']}\n${labels['component']}`)).size
  const critical = samples.filter(({ labels }) => labels['severity'] === 'critical')
  const broken = critical.filter(({ labels }) => !workOfPeople.includes(labels['component'] ?? ''))
  return { alerts: names(samples), critical: names(critical), broken: names(broken) }
}
