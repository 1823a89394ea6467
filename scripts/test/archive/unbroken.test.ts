import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readListing } from '../../lib/archive/archive-listing.ts'
import { hasGap, oldestUnbroken, threadFrom } from '../../lib/archive/unbroken.ts'
import { bytesOf, readSegmentName, segmentAt, segmentName } from '../../lib/archive/wal-position.ts'
import { archiveOf, baseOf, onDay, segmentOf } from './archive-parts.ts'

test('places and names of segments', () => {
  assert.equal(bytesOf('1/2A'), 0x1_0000_002an)
  assert.equal(segmentAt('0/13000028'), 0x13)
  assert.equal(segmentAt('2/FF000000'), 0x2ff)
  assert.equal(segmentName(1, 0x2ff), '0000000100000002000000FF')
  assert.deepEqual(readSegmentName('0000000100000002000000FF.gz'), {
    timeline: 1,
    number: 0x2ff,
    form: 'packed',
  })
  for (const name of ['0000000100000002000000FF.gz.part', '00000002.history', 'ballast', '']) {
    assert.equal(readSegmentName(name), undefined, name)
  }
})

test('a thread goes on as long as whole segments follow each other, in whichever folder', () => {
  const base = baseOf(0, 3)
  const files = [
    segmentOf(2, 0),
    segmentOf(3, 1, 'packed'),
    segmentOf(4, 2, 'whole', 'wal_2'),
    segmentOf(5, 3, 'partial'),
  ]
  const { files: thread, missing, until } = threadFrom(archiveOf([base], files), base)
  assert.deepEqual(
    thread.map(({ number }) => number),
    [3, 4, 5],
  )
  assert.deepEqual({ missing, until }, { missing: undefined, until: onDay(3) })
})

test('a missing segment, and one of which only a part came, are a gap', () => {
  const base = baseOf(0, 3)
  const missing = (...files: Parameters<typeof archiveOf>[1]) =>
    threadFrom(archiveOf([base], files), base).missing
  assert.equal(missing(segmentOf(3, 1), segmentOf(5, 1)), 4)
  assert.equal(missing(segmentOf(3, 1), segmentOf(4, 1, 'partial'), segmentOf(5, 1, 'whole', 'wal_2')), 4)
  // the next folder begins with all of it
  assert.equal(
    missing(segmentOf(3, 1), segmentOf(4, 1, 'partial'), segmentOf(4, 1, 'whole', 'wal_2')),
    undefined,
  )
  assert.equal(missing(), 3)
  assert.equal(missing(segmentOf(2, 1)), 3)
})

test('what came while the base backup was copied belongs to it', () => {
  const base = baseOf(0, 3, 4)
  assert.equal(hasGap(archiveOf([base], [segmentOf(3, 0)])), true)
  assert.equal(hasGap(archiveOf([base], [segmentOf(3, 0), segmentOf(4, 0, 'partial')])), false)
  assert.equal(hasGap(archiveOf([], [segmentOf(3, 0)])), true)
  assert.equal(hasGap(undefined), true)
})

test('any moment can be had since the oldest base backup after the last gap', () => {
  const bases = [baseOf(0, 1), baseOf(7, 5), baseOf(14, 9)]
  const whole = Array.from({ length: 10 }, (_, index) => segmentOf(index + 1, index))
  assert.equal(oldestUnbroken(archiveOf(bases, whole)), bases[0])
  assert.equal(
    oldestUnbroken(
      archiveOf(
        bases,
        whole.filter(({ number }) => number !== 3),
      ),
    ),
    bases[1],
  )
  assert.equal(
    oldestUnbroken(
      archiveOf(
        bases,
        whole.filter(({ number }) => number !== 9),
      ),
    ),
    undefined,
  )
})

test('what a look prints is read, and what is foreign or broken passed over', () => {
  const facts = JSON.stringify({ ...baseOf(0, 1), path: undefined })
  const printed = [
    `file\t77/wal_a/${segmentName(1, 1)}.gz\t100\t1796077732.5`,
    `file\t77/wal_a/history\t5\t1796077732.5`,
    `file\t77/base/base_a.tar.zst\t200\t1796077732`,
    `file\t77/base/base_b.json\t200\t1796077732`,
    `file\tlost+found/x\t1\t1796077732`,
    `base\t77/base/base_a.json\t${facts}`,
    `base\t77/base/base_b.json\t{"version":1}`,
    `base\t77/base/base_c.json\t${facts}`,
    '',
  ].join('\n')
  const [cluster, ...others] = readListing(printed)
  assert.deepEqual(others, [])
  assert.equal(cluster?.system, '77')
  assert.deepEqual(
    cluster?.bases.map(({ path }) => path),
    ['77/base/base_a.tar.zst'],
  )
  assert.equal(cluster?.bytes, 505)
  assert.deepEqual(
    cluster?.segments.map(({ number, form, at }) => ({ number, form, at: at.toISOString() })),
    [{ number: 1, form: 'packed', at: '2026-11-30T22:28:52.500Z' }],
  )
})
