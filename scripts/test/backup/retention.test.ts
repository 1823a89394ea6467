import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backupName } from '../../lib/backup/backup-name.ts'
import { type KeptBackup, reasonsToKeep, whatToDelete } from '../../lib/backup/retention.ts'
import { calendarOf } from '../../lib/backup/school-calendar.ts'

const day = 86_400_000
const usual = { timezone: 'Europe/Moscow', keepDays: 14, keepWeeks: 8, keepMonths: 12 }

function backup(at: string | Date, more: Partial<KeptBackup> = {}): KeptBackup {
  const moment = new Date(at)
  return { name: backupName(moment), at: moment, verified: false, pinned: false, whole: true, ...more }
}

/** One every night at 02:00 of Moscow, the first ones first. */
function nights(count: number, lastNight: string): KeptBackup[] {
  const last = Date.parse(`${lastNight}T23:00:00Z`)
  return Array.from({ length: count }, (_, index) => backup(new Date(last - (count - 1 - index) * day)))
}

function left(backups: KeptBackup[], now: string, more: Partial<typeof usual> = {}): string[] {
  const deleted = whatToDelete(backups, { now: new Date(now), ...usual, ...more })
  return backups.map(({ name }) => name).filter((name) => !deleted.includes(name))
}

test('of the last days all stay, several of a day too', () => {
  const backups = [
    ...nights(14, '2026-11-29'),
    backup('2026-11-20T10:00:00Z'),
    backup('2026-11-20T10:05:00Z'),
  ]
  assert.equal(left(backups, '2026-11-30T00:00:00Z').length, 16)
})

test('of the weeks before stays the first that was verified, else the first', () => {
  const backups = nights(28, '2026-11-29').map((one) =>
    one.name === 'schoolbot_20261111_230000Z' ? { ...one, verified: true } : one,
  )
  const older = left(backups, '2026-11-30T00:00:00Z', { keepMonths: 0 }).slice(0, -14)
  // in Moscow the 3rd, a Tuesday, with which they begin; the 12th, which was verified; the 16th, a Monday
  assert.deepEqual(older, [
    'schoolbot_20261102_230000Z',
    'schoolbot_20261111_230000Z',
    'schoolbot_20261115_230000Z',
  ])
})

test('the last verified one stays, however old it is, and the three newest', () => {
  const old = backup('2020-01-01T00:00:00Z', { verified: true })
  const three = ['2021-01-01T00:00:00Z', '2021-01-01T01:00:00Z', '2021-01-01T02:00:00Z'].map((at) =>
    backup(at),
  )
  const options = { keepDays: 1, keepWeeks: 0, keepMonths: 0 }
  const backups = [old, ...three, ...nights(1, '2026-11-29')]
  const kept = left(backups, '2026-11-30T00:00:00Z', options)
  assert.deepEqual(
    kept,
    [old, ...three.slice(1), ...nights(1, '2026-11-29')].map(({ name }) => name),
  )
})

test('a pinned one stays', () => {
  const pinned = backup('2025-03-05T12:00:00Z', { pinned: true })
  const kept = left([pinned, ...nights(400, '2026-11-29')], '2026-11-30T00:00:00Z')
  assert.ok(kept.includes(pinned.name))
})

test('one without the school is kept with the days, and takes the place of no other', () => {
  const parts = nights(30, '2026-11-29').map((one) => ({ ...one, whole: false }))
  const whole = nights(30, '2026-11-29').map(({ at }) => backup(new Date(at.getTime() + 3_600_000)))
  const kept = left([...parts, ...whole], '2026-11-30T00:00:00Z')
  assert.equal(kept.filter((name) => parts.some((one) => one.name === name)).length, 14)
  assert.deepEqual(
    kept.filter((name) => whole.some((one) => one.name === name)),
    left(whole, '2026-11-30T00:00:00Z'),
  )
})

test('a clock that is behind deletes nothing, and what it named pushes nothing out later', () => {
  const backups = nights(14, '2026-11-29')
  const behind = backup('2026-06-01T00:00:00Z')
  assert.equal(left([...backups, behind], '2026-06-01T00:01:00Z').length, 15)
  const before = left(nights(200, '2026-11-29'), '2026-11-30T00:00:00Z')
  const ahead = nights(20, '2036-11-29')
  const kept = left([...nights(200, '2026-11-29'), ...ahead], '2026-11-30T00:00:00Z')
  assert.deepEqual(kept, [...before, ...ahead.map(({ name }) => name)])
})

test('a clock that jumped ten years ahead costs one day, one week, one month', () => {
  const backups = nights(400, '2026-11-29')
  const before = left(backups, '2026-11-30T00:00:00Z')
  const ahead = backup('2036-11-30T00:00:00Z')
  const after = left([...backups, ahead], '2036-11-30T00:01:00Z')
  assert.ok(after.length >= before.length - 2, `${before.length} became ${after.length}`)
  assert.deepEqual(after.slice(-8, -1), before.slice(-7))
})

test('after a year without a backup nothing is too old', () => {
  const backups = nights(400, '2026-11-29')
  const kept = left(backups, '2026-11-30T00:00:00Z')
  assert.deepEqual(left(backups, '2027-11-30T00:00:00Z'), kept)
})

test('settings that are no numbers delete nothing', () => {
  const backups = nights(400, '2026-11-29')
  for (const wrong of [Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY]) {
    assert.equal(left(backups, '2026-11-30T00:00:00Z', { keepDays: wrong }).length, 400)
    assert.equal(left(backups, '2026-11-30T00:00:00Z', { keepMonths: wrong }).length, 400)
  }
})

test('days, weeks and months are those of the school', () => {
  const moscow = calendarOf('Europe/Moscow')
  assert.deepEqual(moscow(new Date('2026-12-31T21:00:00Z')), {
    day: '2027-01-01',
    week: '2026-W53',
    month: '2027-01',
  })
  assert.deepEqual(moscow(new Date('2026-12-31T20:59:59Z')), {
    day: '2026-12-31',
    week: '2026-W53',
    month: '2026-12',
  })
  assert.equal(calendarOf('Asia/Vladivostok')(new Date('2027-01-03T14:00:00Z')).week, '2027-W01')
  // the night in which clocks are put forward, and the one in which they are put back
  const berlin = calendarOf('Europe/Berlin')
  assert.equal(berlin(new Date('2026-03-28T23:30:00Z')).day, '2026-03-29')
  assert.equal(berlin(new Date('2026-10-25T22:30:00Z')).day, '2026-10-25')
})

test('each kept one has a reason', () => {
  const backups = nights(400, '2026-11-29')
  const reasons = reasonsToKeep(backups, { now: new Date('2026-11-30T00:00:00Z'), ...usual })
  assert.deepEqual(new Set(reasons.values()), new Set(['day', 'week', 'month']))
})
