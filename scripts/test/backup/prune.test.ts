import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { listBackups } from '../../lib/backup/backup-list.ts'
import { pruneBackups, pruneFailpoints, removeLeftovers, whatToPrune } from '../../lib/backup/prune.ts'
import { createBackupFolder } from './backup-folder.ts'

const options = {
  ...{ now: new Date('2026-11-30T09:00:00Z'), timezone: 'UTC' },
  ...{ keepDays: 3, keepWeeks: 0, keepMonths: 0 },
}

/** Five nights, of which two are too old. */
function fiveNights(backups: ReturnType<typeof createBackupFolder>): string[] {
  return [25, 26, 27, 28, 29].map((day) => backups.add(`2026-11-${day}T23:00:00Z`))
}

test('what is too old goes, and what is not ours stays', () => {
  using backups = createBackupFolder()
  using elsewhere = createBackupFolder()
  const names = fiveNights(backups)
  backups.add('2026-11-20T23:00:00Z', { pinned: 'before v1.5' })
  backups.add('2026-11-19T23:00:00Z', { verified: '2026-11-20T01:00:00Z' })
  backups.add('2026-11-18T23:00:00Z', { manifest: '{"version":2}' })
  for (const name of ['old.dump', 'notes.txt', '.gitkeep']) backups.write(name)
  mkdirSync(join(backups.folder, 'metrics'))
  const kept = elsewhere.add('2026-01-01T00:00:00Z')
  symlinkSync(join(elsewhere.folder, kept), join(backups.folder, kept))
  // a link within what is deleted leads nowhere
  symlinkSync(elsewhere.folder, join(backups.folder, names[0] ?? '', 'link'))
  const before = readdirSync(backups.folder)

  assert.deepEqual(whatToPrune(backups.folder, options).sort(), names.slice(0, 2))
  assert.deepEqual(readdirSync(backups.folder), before)
  assert.deepEqual(pruneBackups(backups.folder, options).sort(), names.slice(0, 2))
  assert.deepEqual(
    readdirSync(backups.folder),
    before.filter((name) => !names.slice(0, 2).includes(name)),
  )
  assert.ok(existsSync(join(elsewhere.folder, kept, 'manifest.json')))
  assert.deepEqual(pruneBackups(backups.folder, options), [])
})

for (const failpoint of pruneFailpoints) {
  test(`killed at ${failpoint}, no half of a backup has the name of one, and the next run cleans up`, () => {
    using backups = createBackupFolder()
    const names = fiveNights(backups)
    const { signal } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'prune-killed.ts'), backups.folder],
      { env: { ...process.env, SCHOOLBOT_FAILPOINT: failpoint } },
    )
    assert.equal(signal, 'SIGKILL')
    const listed = listBackups(backups.folder)
    assert.equal(listed.length, 4)
    assert.ok(listed.every((one) => one.kind === 'ours' && one.whole && one.fault === undefined))
    const leftovers = removeLeftovers(backups.folder)
    assert.equal(leftovers.length, failpoint === 'prune-renamed' ? 1 : 0)
    assert.equal(pruneBackups(backups.folder, options).length, 1)
    assert.deepEqual(readdirSync(backups.folder).sort(), names.slice(2))
  })
}

test('what dead runs left is removed, and nothing that only looks like it', () => {
  using backups = createBackupFolder()
  const name = backups.add('2026-11-29T23:00:00Z')
  for (const leftover of ['schoolbot_20261128_230000Z.partial', 'schoolbot_20261101_230000Z.deleting']) {
    mkdirSync(join(backups.folder, leftover))
    writeFileSync(join(backups.folder, leftover, 'schoolbot.dump'), 'x')
  }
  mkdirSync(join(backups.folder, 'mine.partial'))
  backups.write('schoolbot_20261127_230000Z.partial')
  symlinkSync(join(backups.folder, name), join(backups.folder, 'schoolbot_20261126_230000Z.deleting'))
  assert.deepEqual(removeLeftovers(backups.folder).sort(), [
    'schoolbot_20261101_230000Z.deleting',
    'schoolbot_20261128_230000Z.partial',
  ])
  assert.deepEqual(readdirSync(backups.folder).sort(), [
    'mine.partial',
    'schoolbot_20261126_230000Z.deleting',
    'schoolbot_20261127_230000Z.partial',
    name,
  ])
  assert.deepEqual(removeLeftovers(join(backups.folder, 'nowhere')), [])
})
