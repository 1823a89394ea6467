import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { listBackups } from '../../lib/backup/backup-list.ts'
import { type Attempt, writeBackupMetrics, writeVerifiedMetrics } from '../../lib/backup/backup-metrics.ts'
import { readMetrics } from '../../lib/metrics/metrics-file.ts'
import { root } from '../copied-checkout.ts'
import { createBackupFolder } from './backup-folder.ts'

const at = new Date('2026-11-30T09:00:00Z')
const seconds = (moment: string) => Date.parse(moment) / 1000

function tell(backups: { folder: string }, attempt: Partial<Attempt> = {}): ReadonlyMap<string, number> {
  const folder = join(backups.folder, 'metrics')
  const whole = { good: true, at, offSite: 'not configured', ...attempt } as const
  writeBackupMetrics(folder, whole, listBackups(backups.folder))
  return readMetrics(folder, 'backup.prom')
}

test('after a good attempt the figures are those of the newest backup', () => {
  using backups = createBackupFolder()
  backups.add('2026-11-28T23:00:00Z')
  backups.add('2026-11-29T23:00:00Z')
  assert.deepEqual(Object.fromEntries(tell(backups)), {
    // a minute and a half after it was begun
    schoolbot_backup_last_success_timestamp_seconds: Math.round(seconds('2026-11-29T23:01:30.500Z')),
    schoolbot_backup_size_bytes: listBackups(backups.folder)[0]?.bytes,
    schoolbot_backup_duration_seconds: 90.5,
    schoolbot_backup_last_attempt_success: 1,
    schoolbot_backup_last_attempt_timestamp_seconds: seconds('2026-11-30T09:00:00Z'),
    schoolbot_backup_count: 2,
    schoolbot_backup_oldest_timestamp_seconds: seconds('2026-11-28T23:00:00Z'),
  })
})

test('after a failed attempt the last success stays what it was', () => {
  using backups = createBackupFolder()
  backups.add('2026-11-29T23:00:00Z')
  const good = tell(backups)
  backups.add('2026-11-30T08:00:00Z', { short: true })
  const failed = tell(backups, { good: false })
  assert.equal(failed.get('schoolbot_backup_last_attempt_success'), 0)
  for (const name of ['last_success_timestamp_seconds', 'size_bytes', 'duration_seconds', 'count']) {
    assert.equal(failed.get(`schoolbot_backup_${name}`), good.get(`schoolbot_backup_${name}`), name)
  }
})

test('without any backup there is no last success, and one from the future is none', () => {
  using backups = createBackupFolder()
  const name = 'schoolbot_backup_last_success_timestamp_seconds'
  assert.equal(tell(backups, { good: false }).has(name), false)
  backups.add('2036-01-01T00:00:00Z')
  assert.equal(tell(backups, { good: false }).has(name), false)
})

test('of the off-site copy is told when one is configured, and when one last arrived', () => {
  using backups = createBackupFolder()
  const [success, moment] = [
    'schoolbot_backup_off_site_success',
    'schoolbot_backup_off_site_timestamp_seconds',
  ]
  const told = (offSite: Attempt['offSite'], later = 0) => {
    const all = tell(backups, { offSite, at: new Date(at.getTime() + later * 1000) })
    return [all.get(success), all.get(moment)]
  }
  const first = at.getTime() / 1000
  assert.deepEqual(told('failed'), [0, undefined])
  assert.deepEqual(told('copied'), [1, first])
  assert.deepEqual(told('not tried', 60), [1, first])
  assert.deepEqual(told('failed', 120), [0, first])
  assert.deepEqual(told('not tried', 180), [0, first])
  assert.deepEqual(told('copied', 240), [1, first + 240])
  assert.deepEqual(told('not configured', 300), [undefined, undefined])
})

test('after a check the moment of the last good one stays true', () => {
  using backups = createBackupFolder()
  const folder = join(backups.folder, 'metrics')
  const check = (good: boolean) => {
    writeVerifiedMetrics(folder, { good, at, seconds: 12.25 }, listBackups(backups.folder))
    return Object.fromEntries(readMetrics(folder, 'verified.prom'))
  }
  const drill = (success: number) => ({
    schoolbot_restore_drill_success: success,
    schoolbot_restore_drill_timestamp_seconds: at.getTime() / 1000,
    schoolbot_restore_drill_duration_seconds: 12.25,
  })
  const verified = (moment: string) => ({ schoolbot_backup_verified_timestamp_seconds: seconds(moment) })
  assert.deepEqual(check(false), drill(0))
  // as the runbook had it before there was a script
  writeFileSync(
    join(folder, 'verified.prom'),
    `schoolbot_backup_verified_timestamp_seconds ${seconds('2026-11-20T00:00:00Z')}\n`,
  )
  assert.deepEqual(check(false), { ...verified('2026-11-20T00:00:00Z'), ...drill(0) })
  backups.add('2026-11-21T23:00:00Z', { verified: '2026-11-22T00:00:00Z' })
  backups.add('2026-11-22T23:00:00Z', { verified: '2036-11-22T00:00:00Z' })
  assert.deepEqual(check(false), { ...verified('2026-11-22T00:00:00Z'), ...drill(0) })
  assert.deepEqual(check(true), { ...verified('2026-11-30T09:00:00Z'), ...drill(1) })
})

test('the files are whole and readable for node-exporter, and nothing else is left', () => {
  using backups = createBackupFolder()
  backups.add('2026-11-29T23:00:00Z')
  const before = process.umask(0o077)
  tell(backups)
  process.umask(before)
  const folder = join(backups.folder, 'metrics')
  assert.deepEqual(readdirSync(folder), ['backup.prom'])
  assert.equal(statSync(folder).mode & 0o777, 0o755)
  assert.equal(statSync(join(folder, 'backup.prom')).mode & 0o777, 0o644)
  const lines = readFileSync(join(folder, 'backup.prom'), 'utf8').split('\n')
  const samples = lines.filter((line) => line !== '' && !line.startsWith('#'))
  for (const sample of samples) {
    const name = sample.split(' ')[0] ?? ''
    const index = lines.indexOf(sample)
    assert.equal(lines[index - 1], `# TYPE ${name} gauge`)
    assert.match(lines[index - 2] ?? '', new RegExp(`^# HELP ${name} .+\\.$`))
  }
})

test('docs/metrics.md names all of them', () => {
  const documented = readFileSync(join(root, 'docs/metrics.md'), 'utf8')
  using backups = createBackupFolder()
  backups.add('2026-11-29T23:00:00Z', { verified: '2026-11-30T00:00:00Z' })
  const folder = join(backups.folder, 'metrics')
  writeVerifiedMetrics(folder, { good: true, at, seconds: 1 }, listBackups(backups.folder))
  const names = [
    ...tell(backups, { offSite: 'copied' }).keys(),
    ...readMetrics(folder, 'verified.prom').keys(),
  ]
  assert.equal(names.length, 13)
  for (const name of names) assert.ok(documented.includes(`\`${name}\``), name)
})
