import type { OwnHealth } from './own-health.ts'
import { stackParts } from './stack-parts.ts'
import type { StackRead, StackStatus } from './stack-status.ts'

/**
 * One word for all of it. `bot_only`: the bot is well, and of the rest nothing is known because nobody said where
 * Prometheus is; `blind`: the same because Prometheus does not answer.
 */
export type Verdict = 'ok' | 'remarks' | 'trouble' | 'bot_only' | 'blind'

export function verdictOf(own: OwnHealth, read: StackRead, now: Date): Verdict {
  if (own.status === 'down') return 'trouble'
  if (read.kind !== 'read') {
    if (own.status === 'degraded') return 'remarks'
    return read.kind === 'off' ? 'bot_only' : 'blind'
  }
  const { stack } = read
  if (isTrouble(stack)) return 'trouble'
  const remarks = Object.values(remarksOn(stack, now)).some((remark) => remark)
  return own.status === 'degraded' || remarks ? 'remarks' : 'ok'
}

/** Without these nobody is served, or nobody is told. */
function isTrouble({ parts, replicas, firing }: StackStatus): boolean {
  const vital = [parts.postgres, parts.redis, parts.alertmanager]
  return firing.broken > 0 || replicas.up === 0 || vital.some(({ state }) => state === 'down')
}

/** As the alerts have it: a backup is due every day, its test every week. */
const backupHours = 30
const testHours = 8 * 24
const leastFree = 0.1

/** What is not as it should be, line by line of the card. */
export function remarksOn({ parts, replicas, firing, backups, disk }: StackStatus, now: Date) {
  const isOlder = (at: Date | undefined, hours: number) =>
    at === undefined || now.getTime() - at.getTime() > hours * 3_600_000
  return {
    parts: stackParts.some((part) => parts[part].state !== 'up'),
    replicas: replicas.expected !== undefined && replicas.up < replicas.expected,
    backup: backups === undefined || backups.lastAttemptFailed || isOlder(backups.lastAt, backupHours),
    backupTest: backups === undefined || backups.testFailed || isOlder(backups.testedAt, testHours),
    disk: disk === undefined || disk.freeBytes / disk.totalBytes < leastFree,
    firing: firing.alerts > 0,
  }
}
