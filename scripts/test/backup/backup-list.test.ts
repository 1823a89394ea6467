import assert from 'node:assert/strict'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { isOurs, listBackups, newestWhole, type OurBackup } from '../../lib/backup/backup-list.ts'
import { findBackup } from '../../lib/backup/find-backup.ts'
import { listJson, listLines } from '../../lib/backup/list-lines.ts'
import { createBackupFolder, type Made } from './backup-folder.ts'

const now = new Date('2026-11-30T09:00:00Z')

function oneOf(made: Made) {
  using backups = createBackupFolder()
  backups.add('2026-11-29T23:00:00Z', made)
  const [one] = listBackups(backups.folder)
  assert.ok(one && isOurs(one))
  return one
}

test('a backup is listed with what its manifest and its markers say', () => {
  const one = oneOf({
    verified: '2026-11-30T01:00:00.000Z\n',
    pinned: 'before v1.5\n',
    encrypted: 'settings',
  })
  assert.equal(one.name, 'schoolbot_20261129_230000Z')
  assert.deepEqual(one.at, new Date('2026-11-29T23:00:00Z'))
  assert.deepEqual(one.verifiedAt, new Date('2026-11-30T01:00:00Z'))
  assert.equal(one.pinned, 'before v1.5')
  assert.equal(one.schema, '0042_orders')
  assert.deepEqual(one.parts, ['schoolbot', 'grafana', 'settings'])
  assert.deepEqual([one.whole, one.fault, one.encrypted], [true, undefined, 'settings'])
  assert.ok(one.bytes > 1600)
})

test('what is encrypted is told, and what is not whole is not called so', () => {
  assert.equal(oneOf({ encrypted: 'all' }).encrypted, 'all')
  assert.equal(oneOf({}).encrypted, 'no')
  const parts = oneOf({ onlyGrafana: true })
  assert.deepEqual([parts.whole, parts.fault, parts.parts], [false, undefined, ['grafana']])
  const short = oneOf({ short: true })
  assert.deepEqual([short.whole, short.fault], [false, 'schoolbot.dump is not as long as it was'])
})

test('a file that is missing is told', () => {
  using backups = createBackupFolder()
  const name = backups.add('2026-11-29T23:00:00Z')
  rmSync(join(backups.folder, name, 'grafana.db'))
  const [one] = listBackups(backups.folder)
  assert.ok(one && isOurs(one))
  assert.deepEqual([one.whole, one.fault], [true, 'grafana.db is missing'])
})

test('a broken manifest is shown as such and stops nothing', () => {
  for (const manifest of [
    ...['', '{', 'null', '[]', '{"version":1}', '{"version":2}', '{"version":1,"databases":null}'],
    '{"version":1,"databases":{"schoolbot":{}},"begunAt":"2026-11-30T00:00:00Z","doneAt":"2026-11-30T00:00:00Z"}',
    '{"version":1,"databases":{"schoolbot":7},"begunAt":"2026-11-30T00:00:00Z","doneAt":"2026-11-30T00:00:00Z"}',
    '{"version":1,"databases":{},"grafana":null,"begunAt":"2026-11-30T00:00:00Z","doneAt":"2026-11-30T00:00:00Z"}',
  ]) {
    const one = oneOf({ manifest })
    assert.equal(one.manifest, undefined, manifest)
    assert.match(one.fault ?? '', /manifest|newer/, manifest)
    assert.equal(one.whole, false)
  }
})

test('a marker that holds no moment verifies nothing', () => {
  for (const verified of ['', 'yes', '{}']) assert.equal(oneOf({ verified }).verifiedAt, undefined, verified)
})

test('dumps of another hand are listed too, and nothing else that lies there', () => {
  using backups = createBackupFolder()
  backups.write('schoolbot_20261121_020000.dump', 'PGDMP')
  backups.write('old.sql.gz')
  backups.write('OLD.SQL')
  backups.write('notes.txt')
  backups.write('.gitkeep')
  mkdirSync(join(backups.folder, 'metrics'))
  mkdirSync(join(backups.folder, 'schoolbot_20261129_230000Z.partial'))
  mkdirSync(join(backups.folder, 'schoolbot_20261129_230000Z.deleting'))
  symlinkSync('/etc', join(backups.folder, 'schoolbot_20261101_000000Z'))
  symlinkSync('/etc/passwd', join(backups.folder, 'passwd.sql'))
  const listed = listBackups(backups.folder)
  assert.deepEqual(listed.map(({ name }) => name).sort(), [
    'OLD.SQL',
    'old.sql.gz',
    'schoolbot_20261121_020000.dump',
  ])
  assert.ok(listed.every(({ kind }) => kind === 'foreign'))
  assert.deepEqual(listBackups(join(backups.folder, 'nowhere')), [])
})

test('the newest whole one is neither half, nor broken, nor from the future', () => {
  using backups = createBackupFolder()
  const whole = backups.add('2026-11-28T23:00:00Z')
  backups.add('2026-11-29T20:00:00Z', { short: true })
  backups.add('2026-11-29T21:00:00Z', { onlyGrafana: true })
  backups.add('2026-11-29T22:00:00Z', { manifest: '{' })
  backups.add('2036-01-01T00:00:00Z')
  assert.equal(newestWhole(listBackups(backups.folder), now)?.name, whole)
})

test('the table has a number, the age and what is to be known, the newest first', () => {
  using backups = createBackupFolder()
  backups.add('2026-11-29T23:00:00Z', { verified: '2026-11-30T08:30:00Z', pinned: 'before v1.5' })
  backups.add('2026-11-26T23:00:00Z', { encrypted: 'all' })
  backups.add('2026-11-25T23:00:00Z', { manifest: '{' })
  const lines = listLines(listBackups(backups.folder), now)
  assert.match(lines[0] ?? '', /^ +backup +age +size +holds +verified +schema +encrypted +kept for$/)
  assert.match(
    lines[1] ?? '',
    /^1 {2}schoolbot_20261129_230000Z {2}10 h ago +\d\.\d kB {2}schoolbot, grafana +30 min ago {2}0042_orders {2}no +before v1\.5$/,
  )
  assert.match(lines[2] ?? '', /^2 {2}schoolbot_20261126_230000Z {2}3 days ago .* no +0042_orders {2}all$/)
  assert.match(lines[3] ?? '', /^3 {2}schoolbot_20261125_230000Z .*FAULT: .*manifest\.json/)
  assert.equal(lines.length, 4)
})

test('programs get the same as JSON', () => {
  using backups = createBackupFolder()
  backups.add('2026-11-29T23:00:00Z', { verified: '2026-11-30T08:30:00Z' })
  backups.write('old.dump')
  const { backups: listed } = JSON.parse(listJson(listBackups(backups.folder), now))
  const ours = listed.find(({ kind }: { kind: string }) => kind === 'ours')
  assert.equal(ours.name, 'schoolbot_20261129_230000Z')
  assert.equal(ours.ageSeconds, 36_000)
  assert.equal(ours.verifiedAt, '2026-11-30T08:30:00.000Z')
  assert.deepEqual([ours.pinned, ours.fault, ours.whole, ours.encrypted], [null, null, true, 'no'])
  assert.equal(listed.find(({ kind }: { kind: string }) => kind === 'foreign').name, 'old.dump')
})

test('of the whole ones `latest` is what is preferred, if there is such a one', () => {
  using backups = createBackupFolder()
  const sealed = backups.add('2026-11-28T02:00:00Z', { encrypted: 'settings' })
  const newest = backups.add('2026-11-29T02:00:00Z')
  const latest = (prefer?: (backup: OurBackup) => boolean) =>
    basename(findBackup(backups.folder, 'latest', { now: new Date('2026-11-30'), ...(prefer && { prefer }) }))
  assert.equal(latest(), newest)
  assert.equal(
    latest(({ encrypted }) => encrypted === 'settings'),
    sealed,
  )
  assert.equal(
    latest(() => false),
    newest,
  )
  assert.throws(() => findBackup(backups.folder, 'nowhere'), /there is no backup nowhere/)
})
