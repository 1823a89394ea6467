import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Base, SegmentFile } from '../../lib/archive/archive-listing.ts'
import { archiveMetrics } from '../../lib/archive/archive-metrics.ts'
import { needsBase, toBePacked, tooOld } from '../../lib/archive/archive-retention.ts'
import { archiveOf, baseOf, onDay, segmentOf } from './archive-parts.ts'

const keepDays = 14

test('a base backup is due when there is none, and after a week', () => {
  assert.equal(needsBase(undefined, onDay(0)), true)
  assert.equal(needsBase(baseOf(0, 1), onDay(6)), false)
  assert.equal(needsBase(baseOf(0, 1), onDay(7.1)), true)
})

test('a year of nights: every moment of the last days can be had back, and no more than a week before is kept', () => {
  let bases: Base[] = []
  let segments: SegmentFile[] = []
  for (let night = 0; night < 365; night += 1) {
    const now = onDay(night)
    segments.push(segmentOf(night + 1, night))
    if (needsBase(bases.at(-1), now)) bases.push(baseOf(night, night + 1))
    const doomed = new Set(tooOld(archiveOf(bases, segments), { now, keepDays, isPresent: true }))
    bases = bases.filter(({ path }) => !doomed.has(path))
    segments = segments.filter(({ path }) => !doomed.has(path))
    const oldest = Date.parse(bases[0]?.doneAt ?? '')
    assert.ok(oldest <= Math.max(onDay(0).getTime(), onDay(night - keepDays).getTime()), `night ${night}`)
    assert.ok(oldest >= onDay(night - keepDays - 8).getTime(), `night ${night}`)
    assert.ok(bases.length <= 4 && segments.length <= keepDays + 9, `night ${night}`)
    assert.equal(`${segments[0]?.number}`, `${(oldest - onDay(0).getTime()) / 86_400_000 + 1}`)
  }
})

test('without a base backup nothing is deleted, and the facts of one go with it', () => {
  const options = { now: onDay(100), keepDays, isPresent: true }
  assert.deepEqual(tooOld(archiveOf([], [segmentOf(1, 0)]), options), [])
  const bases = [baseOf(0, 1), baseOf(80, 5)]
  assert.deepEqual(tooOld(archiveOf(bases, [segmentOf(4, 79), segmentOf(5, 80)]), options), [
    '1/base/base_0.json',
    '1/base/base_0.tar.zst',
    segmentOf(4, 79).path,
  ])
})

test('of a cluster that is no more all goes when its days are over', () => {
  const archive = archiveOf([baseOf(0, 1)], [segmentOf(1, 3)])
  assert.deepEqual(tooOld(archive, { now: onDay(17), keepDays, isPresent: false }), [])
  assert.deepEqual(tooOld(archive, { now: onDay(17.1), keepDays, isPresent: false }), ['1'])
})

test('all but the newest segment of each folder are compressed', () => {
  const files = [
    ...[segmentOf(1, 0, 'packed'), segmentOf(2, 0), segmentOf(3, 0), segmentOf(4, 0, 'partial')],
    ...[segmentOf(6, 0, 'whole', 'wal_2'), segmentOf(7, 0, 'whole', 'wal_2')],
  ]
  assert.deepEqual(
    toBePacked(archiveOf([], files)),
    [2, 3, 6].map((number) => files.find((file) => file.number === number)?.path),
  )
})

test('the figures of an archive', () => {
  const figures = (isLost: boolean, bases: Base[], segments: SegmentFile[]) =>
    Object.fromEntries(
      archiveMetrics({ clusters: [archiveOf(bases, segments)], system: '1', isLost }).map(
        ({ name, value }) => [name.replace('schoolbot_archive_', ''), value],
      ),
    )
  const at = onDay(0).getTime() / 1000
  assert.deepEqual(figures(false, [baseOf(0, 1)], [segmentOf(1, 0)]), {
    ...{ gap: 0, oldest_timestamp_seconds: at, newest_base_timestamp_seconds: at },
    size_bytes: 16 * 2 ** 20,
  })
  assert.equal(figures(true, [baseOf(0, 1)], [segmentOf(1, 0)])['gap'], 1)
  assert.deepEqual(figures(false, [], []), { gap: 1, size_bytes: 0 })
})
