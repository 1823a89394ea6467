import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions } from '../../lib/restore/restore-options.ts'
import { readMoment } from '../../lib/restore/typed-moment.ts'
import { UsageError } from '../../lib/steps/exit-code.ts'

const refused = (args: string[], words: RegExp) =>
  assert.throws(
    () => readOptions(args),
    (error) => error instanceof UsageError && words.test(error.message),
    args.join(' '),
  )

test('what is typed is taken in any order', () => {
  const options = readOptions(['--yes', 'latest', '--key', 'k', '--only=glitchtip'])
  assert.deepEqual(options, {
    ...{ file: 'latest', only: 'glitchtip', key: 'k', at: undefined },
    ...{ yes: true, dryRun: false, undo: false, newServer: false, rescue: false },
  })
})

test('what makes no sense is refused with what does not fit', () => {
  refused(['--nonsense'], /unknown option '--nonsense' \(see --help\)/)
  refused(['a', 'b'], /one backup at a time: a b/)
  refused(['--only', 'redis'], /--only takes schoolbot, glitchtip, grafana/)
  refused(['--undo', 'old.dump'], /--undo takes the name of a kept database, and no file/)
  refused(['--undo', '--rescue'], /--undo and --rescue exclude each other/)
  refused(['--at', '2026-11-30 14:05', 'latest'], /--at needs no file/)
  refused(['--at', '2026-11-30 14:05', '--undo'], /--at and --undo exclude each other/)
  refused(['--rescue', '--only', 'glitchtip'], /--rescue restores everything/)
  refused(['--undo', '--only', 'grafana'], /--undo is for databases/)
})

const now = new Date('2026-11-30T12:00:00Z')

test('a moment is in the time of the school, unless it says otherwise', () => {
  const read = (typed: string, zone = 'Europe/Moscow') => readMoment(typed, zone, now).toISOString()
  assert.equal(read('2026-11-30 14:05'), '2026-11-30T11:05:00.000Z')
  assert.equal(read('2026-11-30T14:05:07'), '2026-11-30T11:05:07.000Z')
  assert.equal(read('2026-11-30 11:05Z'), '2026-11-30T11:05:00.000Z')
  assert.equal(read('2026-11-30 14:05+05:00'), '2026-11-30T09:05:00.000Z')
  // summer time ends at 03:00, so that this hour comes twice
  assert.equal(read('2026-10-25 02:30', 'Europe/Berlin'), '2026-10-25T01:30:00.000Z')
  assert.equal(read('2026-07-01 12:00', 'Europe/Berlin'), '2026-07-01T10:00:00.000Z')
})

test('what is no moment, or none that has been, is refused', () => {
  for (const typed of ['yesterday', '2026-02-30 10:00', '2026-11-30 25:00', '2026-11-30', '']) {
    assert.throws(() => readMoment(typed, 'Europe/Moscow', now), UsageError, typed)
  }
  assert.throws(() => readMoment('2026-11-30 15:01', 'Europe/Moscow', now), /has not come yet/)
})
