import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backupName } from '../../lib/backup/backup-name.ts'
import { type KeptBackup, reasonsToKeep, whatToDelete } from '../../lib/backup/retention.ts'
import { calendarOf } from '../../lib/backup/school-calendar.ts'

const day = 86_400_000
/** A zone with summer time, unlike Moscow: there a night may have 23 or 25 hours. */
const timezone = 'Europe/Berlin'
const keep = { timezone, keepDays: 14, keepWeeks: 8, keepMonths: 12 }

interface Night {
  at: Date
  backups: KeptBackup[]
}

/** What may happen of a night; the day is counted from the first. */
const holiday = (night: number) => night >= 120 && night < 134
const failed = (night: number) => night % 17 === 5 || (night >= 250 && night < 254)
const byHand = (night: number) => (night % 40 === 30 ? 4 : 0)
const pinnedByDeploy = (night: number) => night === 60

/** 400 nights: the machine is off in the holidays, some nights fail, some days have four more by hand. */
function* yearOfNights(): Generator<Night> {
  const first = Date.parse('2025-10-01T01:00:00Z')
  let backups: KeptBackup[] = []
  for (let night = 0; night < 400; night++) {
    if (holiday(night)) continue
    const midnight = first + night * day
    for (let hour = 0; hour < byHand(night); hour++) {
      backups = [...backups, made(new Date(midnight - day / 2 + hour * 3_600_000), false)]
    }
    // 02:00 there in winter: an hour that one night in March does not have, and one in October has twice
    const at = new Date(midnight)
    if (failed(night)) continue
    backups = [...backups, made(at, pinnedByDeploy(night))]
    // the test restore of a Sunday, after which the marker is there
    if (at.getUTCDay() === 0)
      backups = backups.map((one) => (one.at === at ? { ...one, verified: true } : one))
    const doomed = new Set(whatToDelete(backups, { now: new Date(at.getTime() + 60_000), ...keep }))
    backups = backups.filter(({ name }) => !doomed.has(name))
    yield { at, backups }
  }
}

const made = (at: Date, pinned: boolean): KeptBackup => {
  return { name: backupName(at), at, verified: false, pinned, whole: true }
}

/** The day, and what it is kept for, months in a line. */
function page(backups: readonly KeptBackup[], now: Date): string[] {
  const reasons = reasonsToKeep(backups, { now, ...keep })
  const calendar = calendarOf(timezone)
  const lines = new Map<string, string[]>()
  for (const { name, at, verified, pinned } of backups) {
    const { month, day } = calendar(at)
    const marks = `${verified ? '+' : ''}${pinned ? '!' : ''}`
    lines.set(month, [
      ...(lines.get(month) ?? []),
      `${day.slice(-2)}${marks}:${reasons.get(name)?.[0] ?? '?'}`,
    ])
  }
  return [...lines].map(([month, days]) => `${month}  ${days.join(' ')}`)
}

test('a year of nights leaves the days, the weeks and the months, and never a hole', () => {
  const calendar = calendarOf(timezone)
  const seen: Night[] = [...yearOfNights()]
  for (const { at, backups } of seen) {
    const before = seen.filter((night) => night.at <= at)
    const known = (period: 'day' | 'week' | 'month') => [
      ...new Set(before.map((night) => calendar(night.at)[period])),
    ]
    const held = (period: 'day' | 'week' | 'month') => new Set(backups.map((one) => calendar(one.at)[period]))
    const nothingIsMissing = (period: 'day' | 'week' | 'month', count: number) =>
      known(period)
        .slice(-count)
        .every((one) => held(period).has(one))
    const when = at.toISOString()
    assert.ok(nothingIsMissing('day', 13), `${when}: a day is missing`)
    assert.ok(nothingIsMissing('week', keep.keepWeeks), `${when}: a week is missing`)
    assert.ok(nothingIsMissing('month', keep.keepMonths), `${when}: a month is missing`)
    assert.ok(backups.length <= 14 + 8 + 12 + 1 + 5, `${when}: ${backups.length} are kept`)
    const everVerified = before.some((night) => night.at.getUTCDay() === 0)
    assert.ok(!everVerified || backups.some(({ verified }) => verified), `${when}: none is verified`)
  }
  const last = seen.at(-1)
  assert.ok(last)
  console.log(
    [
      `Kept after ${seen.length} good nights of 400, on ${last.at.toISOString().slice(0, 10)}: ${last.backups.length}`,
      '(d the last days, w weeks, m months, p pinned; + verified, ! pinned)',
      ...page(last.backups, last.at),
    ].join('\n'),
  )
  const pinned = last.backups.filter((one) => one.pinned)
  assert.equal(pinned.length, 1)
})
