import { type Measured, readMetrics, writeMetrics } from '../metrics/metrics-file.ts'
import { isOurs, type ListedBackup, newestWhole } from './backup-list.ts'

const seconds = (at: Date) => Math.round(at.getTime() / 1000)

/** Names and words of the gauges; docs/metrics.md has the same names. */
const help = {
  schoolbot_backup_last_success_timestamp_seconds: 'When the newest good backup was done.',
  schoolbot_backup_size_bytes: 'Size of the newest good backup.',
  schoolbot_backup_duration_seconds: 'How long the newest good backup took.',
  schoolbot_backup_last_attempt_success: 'Whether the last attempt at a backup succeeded.',
  schoolbot_backup_last_attempt_timestamp_seconds: 'When the last attempt at a backup ended.',
  schoolbot_backup_count: 'Whole backups that are kept.',
  schoolbot_backup_oldest_timestamp_seconds: 'From when the oldest whole backup is.',
  schoolbot_backup_off_site_success: 'Whether the last copy to the off-site place succeeded.',
  schoolbot_backup_off_site_timestamp_seconds: 'When a copy last arrived at the off-site place.',
  schoolbot_backup_verified_timestamp_seconds: 'When a backup was last restored for a test and found whole.',
  schoolbot_restore_drill_success: 'Whether the last test restore succeeded.',
  schoolbot_restore_drill_timestamp_seconds: 'When the last test restore ended.',
  schoolbot_restore_drill_duration_seconds: 'How long the last test restore took.',
}
type Name = keyof typeof help

/** In the order given; what is not known is not told. */
function gauges(values: Partial<Record<Name, number | undefined>>): Measured[] {
  return Object.entries(help).flatMap(([name, words]) => {
    const value = new Map(Object.entries(values)).get(name)
    return value === undefined ? [] : [{ name, help: words, value }]
  })
}

export interface Attempt {
  good: boolean
  /** When it ended. */
  at: Date
  /** What became of the copy; `not tried` where the backup failed before. */
  offSite: 'not configured' | 'not tried' | 'copied' | 'failed'
}

/**
 * To be called after every attempt, a failed one too: the last success is that of the newest whole backup in the folder,
 * and so stays true. Throws a StepError when the folder cannot be written.
 */
export function writeBackupMetrics(
  folder: string,
  { good, at, offSite }: Attempt,
  listed: readonly ListedBackup[],
): void {
  const newest = newestWhole(listed, at)
  const made = newest?.manifest && {
    begun: Date.parse(newest.manifest.begunAt),
    done: Date.parse(newest.manifest.doneAt),
  }
  const whole = listed.filter(isOurs).filter((one) => one.whole)
  const before = readMetrics(folder, 'backup.prom')
  const values: Partial<Record<Name, number | undefined>> = {
    schoolbot_backup_last_success_timestamp_seconds: made && Math.round(made.done / 1000),
    schoolbot_backup_size_bytes: newest?.bytes,
    schoolbot_backup_duration_seconds: made && (made.done - made.begun) / 1000,
    schoolbot_backup_last_attempt_success: Number(good),
    schoolbot_backup_last_attempt_timestamp_seconds: seconds(at),
    schoolbot_backup_count: whole.length,
    schoolbot_backup_oldest_timestamp_seconds: whole.length === 0 ? undefined : oldest(whole),
    ...offSiteValues(offSite, at, before),
  }
  writeMetrics(folder, 'backup.prom', gauges(values))
}

const oldest = (whole: readonly ListedBackup[]) => Math.min(...whole.map(({ at }) => seconds(at)))

function offSiteValues(
  offSite: Attempt['offSite'],
  at: Date,
  before: ReadonlyMap<string, number>,
): Partial<Record<Name, number | undefined>> {
  if (offSite === 'not configured') return {}
  const success = before.get('schoolbot_backup_off_site_success')
  return {
    schoolbot_backup_off_site_success: offSite === 'not tried' ? success : Number(offSite === 'copied'),
    schoolbot_backup_off_site_timestamp_seconds:
      offSite === 'copied' ? seconds(at) : before.get('schoolbot_backup_off_site_timestamp_seconds'),
  }
}

export interface Drill {
  good: boolean
  /** When it ended. */
  at: Date
  seconds: number
}

/**
 * To be called after every verification. The moment of the last good one is that of the newest marker, or what the file
 * says already: a backup that was verified may have been deleted since, or verified by hand before there was a script.
 */
export function writeVerifiedMetrics(folder: string, drill: Drill, listed: readonly ListedBackup[]): void {
  const known = listed.filter(isOurs).flatMap(({ verifiedAt }) => verifiedAt ?? [])
  const said = readMetrics(folder, 'verified.prom').get('schoolbot_backup_verified_timestamp_seconds')
  const moments = [...known.map(seconds), said ?? 0, drill.good ? seconds(drill.at) : 0]
  // what a clock that was ahead has written is not known to be true
  const newest = Math.max(0, ...moments.filter((moment) => moment <= seconds(drill.at)))
  writeMetrics(
    folder,
    'verified.prom',
    gauges({
      schoolbot_backup_verified_timestamp_seconds: newest === 0 ? undefined : newest,
      schoolbot_restore_drill_success: Number(drill.good),
      schoolbot_restore_drill_timestamp_seconds: seconds(drill.at),
      schoolbot_restore_drill_duration_seconds: drill.seconds,
    }),
  )
}
