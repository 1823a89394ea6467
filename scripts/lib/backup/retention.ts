import { calendarOf } from './school-calendar.ts'

/** A backup as retention sees it. */
export interface KeptBackup {
  name: string
  /** The moment in its name. */
  at: Date
  verified: boolean
  pinned: boolean
  /** The school's database is in it, with all its bytes. */
  whole: boolean
}

export interface RetentionOptions {
  now: Date
  /** Days, weeks and months begin at midnight here. */
  timezone: string
  keepDays: number
  keepWeeks: number
  keepMonths: number
}

/** Whatever else is told, so many of the newest whole ones stay. */
const few = 3

/** The names of those that may go. All others are to be kept, and `reasonsToKeep` says why. */
export function whatToDelete(backups: readonly KeptBackup[], options: RetentionOptions): string[] {
  const reasons = reasonsToKeep(backups, options)
  return backups.map(({ name }) => name).filter((name) => !reasons.has(name))
}

/**
 * Why each one stays that does: of the last KEEP_DAYS days all, of the last KEEP_WEEKS weeks and KEEP_MONTHS months one.
 *
 * Only days, weeks and months count that have a whole backup. So holidays, nights that failed, and a clock that jumped
 * years ahead push nothing out: one backup takes one place, wherever it stands. What seems to come from the future (the
 * clock was set back, or had been ahead) stays and takes no place at all.
 *
 * Of a week or a month stays the first that was verified, else the first. The first one is settled at once and is the
 * first to leave the days: nothing made later can take its place, so no night leaves a hole. Were it the last one, it
 * would be another one after each backup, and the one to keep might be gone before it came to be the last. A later one
 * that was verified takes over, because what surely can be restored is worth more; it is there when the other one goes.
 */
export function reasonsToKeep(
  backups: readonly KeptBackup[],
  options: RetentionOptions,
): ReadonlyMap<string, string> {
  const { now, timezone, keepDays, keepWeeks, keepMonths } = options
  const reasons = new Map<string, string>()
  const keep = (backup: KeptBackup | undefined, reason: string) => {
    if (backup !== undefined && !reasons.has(backup.name)) reasons.set(backup.name, reason)
  }
  const isSure = [keepDays, keepWeeks, keepMonths].every((count) => Number.isSafeInteger(count) && count >= 0)
  const past = backups.filter(({ at }) => at <= now).sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const backup of backups) {
    if (!isSure) keep(backup, 'unsure')
    if (backup.pinned) keep(backup, 'pinned')
    if (!past.includes(backup)) keep(backup, 'future')
  }

  const calendar = calendarOf(timezone)
  const placed = past.map((backup) => ({ backup, ...calendar(backup.at) }))
  const whole = placed.filter(({ backup }) => backup.whole)

  const days = new Set(lastOf(keepDays, whole, 'day').keys())
  const [firstDay = ''] = [...days].sort()
  // until there are so many days nothing is too old
  const isRecent = (day: string) => days.size < keepDays || (keepDays > 0 && day >= firstDay)
  for (const { backup, day } of placed) if (isRecent(day)) keep(backup, 'day')
  for (const [period, count] of [
    ['week', keepWeeks],
    ['month', keepMonths],
  ] as const) {
    for (const group of lastOf(count, whole, period).values()) {
      keep(group.find(({ verified }) => verified) ?? group[0], period)
    }
  }
  const newest = whole.map(({ backup }) => backup).reverse()
  keep(
    newest.find(({ verified }) => verified),
    'last verified',
  )
  for (const backup of newest.slice(0, few)) keep(backup, 'one of the last')
  return reasons
}

type Period = 'day' | 'week' | 'month'

/** The newest periods that have a backup, so many, with what each has, the oldest first. */
function lastOf(
  count: number,
  placed: readonly ({ backup: KeptBackup } & Record<Period, string>)[],
  period: Period,
): Map<string, KeptBackup[]> {
  const groups = new Map<string, KeptBackup[]>()
  for (const one of placed) groups.set(one[period], [...(groups.get(one[period]) ?? []), one.backup])
  return new Map([...groups].slice(Math.max(0, groups.size - count)))
}
