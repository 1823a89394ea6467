import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startsFor } from '../../lib/archive/reachable.ts'
import { isRealEnd, readReplayEnd } from '../../lib/archive/replay-end.ts'
import { shownMoment } from '../../lib/archive/shown-moment.ts'
import { archiveOf, baseOf, onDay, segmentOf } from './archive-parts.ts'

const wanted = (days: number, present: string | undefined = '1') => ({
  ...{ at: onDay(days), timezone: 'Europe/Moscow', present },
})
const bases = [baseOf(0, 1), baseOf(7, 5)]
const whole = archiveOf(
  bases,
  [1, 2, 3, 4, 5, 6].map((number) => segmentOf(number, number)),
)

test('a moment is rebuilt from the newest base backup before it, or else the one before that', () => {
  const days = (at: number) => startsFor([whole], wanted(at)).map(({ base }) => base.doneAt)
  assert.deepEqual(days(8), [bases[1]?.doneAt, bases[0]?.doneAt])
  assert.deepEqual(days(5), [bases[0]?.doneAt])
})

test('what was before the archive is refused with its begin, on the clock of the school', () => {
  assert.throws(
    () => startsFor([whole], wanted(-1)),
    /the archive begins at 2026-11-01 03:00:00 \(Europe\/Moscow\)/,
  )
  assert.throws(() => startsFor([], wanted(1)), /no base backup yet/)
})

test('a moment in a gap is refused with those that can be had, and one before it is not', () => {
  const broken = archiveOf(
    bases,
    [1, 2, 5, 6].map((number) => segmentOf(number, number)),
  )
  assert.throws(
    () => startsFor([broken], wanted(4)),
    /what changed after 2026-11-03 03:00:00 .*until then, and from 2026-11-08 03:00:00 on$/,
  )
  assert.equal(startsFor([broken], wanted(1.5)).length, 1)
  assert.equal(startsFor([broken], wanted(8))[0]?.base, bases[1])
})

test('of a cluster that is no more, moments can be had until its last change', () => {
  assert.equal(startsFor([whole], wanted(5.5, '2')).length, 1)
  assert.throws(() => startsFor([whole], wanted(9, '2')), /until then$/)
  // no Postgres runs: then it is the one
  assert.equal(startsFor([whole], wanted(9, undefined)).length, 2)
})

test('how a replay ended is read from what Postgres said', () => {
  const stopped = readReplayEnd(`
2026-11-30 22:38:04.822 UTC [46] LOG:  starting point-in-time recovery to 2026-11-30 22:38:01+00
2026-11-30 22:38:04.824 UTC [46] LOG:  recovery stopping before commit of transaction 761, time 2026-11-30 22:38:02.5+00
2026-11-30 22:38:04.824 UTC [46] LOG:  last completed transaction was at log time 2026-11-30 22:38:00.123456+00`)
  assert.equal(stopped.kind, 'target reached')
  assert.equal(stopped.lastCommit?.toISOString(), '2026-11-30T22:38:00.123Z')
  const ended = readReplayEnd(`
2026-11-30 22:38:04.824 UTC [46] LOG:  redo starts at 0/15000028
2026-11-30 22:38:04.824 UTC [46] LOG:  invalid record length at 0/16000110: expected at least 24, got 0
2026-11-30 22:38:04.824 UTC [46] FATAL:  recovery ended before configured recovery target was reached`)
  assert.deepEqual([ended.kind, ended.stoppedAt, ended.lastCommit], ['log ended', 0x1600_0110n, undefined])
  const page = readReplayEnd(`
2026-11-30 22:38:04.824 UTC [46] LOG:  invalid magic number 0000 in WAL segment 000000010000000000000016, LSN 0/16002000, offset 8192
2026-11-30 22:38:04.824 UTC [46] FATAL:  recovery ended before configured recovery target was reached`)
  assert.equal(page.stoppedAt, 0x1600_2000n)
  const failed = readReplayEnd('2026-11-30 22:38:04.824 UTC [46] FATAL:  could not open file')
  assert.deepEqual([failed.kind, /could not open file/.test(failed.words)], ['failed', true])
})

test('a log that ends with zeros or with a part of a record is whole, one that goes on after a fault is damaged', () => {
  const tail = { begin: 1000n, length: 500, recordLength: 0 }
  assert.equal(isRealEnd(1500n, tail), true)
  assert.equal(isRealEnd(undefined, tail), true)
  assert.equal(isRealEnd(1400n, { ...tail, recordLength: 120 }), true)
  assert.equal(isRealEnd(1400n, { ...tail, recordLength: 60 }), false)
  assert.equal(isRealEnd(900n, tail), false)
})

test('a moment is shown on the clock of the school', () => {
  assert.equal(shownMoment(new Date('2026-11-30T21:05:07.9Z'), 'Europe/Moscow'), '2026-12-01 00:05:07')
})
