import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { until } from '../../../bot/test/until.ts'
import { backupTime } from '../../lib/backup/backup-name.ts'
import { backupMoments } from '../../lib/backup/make-backup.ts'
import { readManifest } from '../../lib/backup/manifest.ts'
import { type BackupSchool, prepareBackupSchool } from './backup-school.ts'
import { corruptingDocker } from './corrupting-docker.ts'
import { missingEngine, missingPatience } from './engine.ts'
import { projectName } from './leftovers.ts'

describe('backup.sh', { skip: missingEngine() }, () => {
  let of: BackupSchool

  before(
    async () => {
      of = await prepareBackupSchool()
    },
    { timeout: 170_000 },
  )
  after(() => of.remove(), { timeout: 90_000 })

  test('without a terminal it says nothing, and what it made is whole, and its owner’s alone', {
    timeout: 120_000,
  }, async (t) => {
    const started = performance.now()
    const { code, output } = await of.backup()
    t.diagnostic(`a backup took ${((performance.now() - started) / 1000).toFixed(1)} s`)
    assert.equal(code, 0, output)
    assert.equal(output, '')
    const [name = ''] = of.names()
    assert.ok(backupTime(name), name)
    of.sumsHold(name)
    const folder = join(of.folder, name)
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    for (const file of readdirSync(folder))
      assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file)
    const { databases, missing } = readManifest(folder)
    assert.equal(databases.schoolbot?.facts.rows['public.person'], 500)
    assert.match(missing.join(), /\.env and secrets\/: .*BACKUP_AGE_RECIPIENT/)
    assert.equal(of.metric('backup_last_attempt_success'), 1)
    assert.ok(Date.now() / 1000 - of.metric('backup_last_success_timestamp_seconds') < 100)
    const [told] = (await of.school.chat.messages()).filter(({ fromBot }) => fromBot)
    assert.match(told?.text ?? '', /^Резервная копия готова\nschoolbot_/)
  })

  test('with a terminal the dump is the same, and restored for trial it holds all that was counted', {
    timeout: 120_000,
  }, async () => {
    const script = join(of.school.path, 'scripts', 'backup.sh')
    const run = spawnSync('script', ['--quiet', '--return', '--command', `${script} --drill`, '/dev/null'], {
      env: of.school.env,
      encoding: 'utf8',
    })
    assert.equal(run.status, 0, run.stdout)
    assert.match(run.stdout, /Made .*schoolbot_\d{8}_\d{6}Z: .* in .* s/)
    assert.match(run.stdout, /holds all that was counted/)
    assert.equal(of.metric('restore_drill_success'), 1)
    const verified = of.names().filter((name) => existsSync(join(of.folder, name, 'verified')))
    assert.equal(verified.length, 1)
    assert.equal(await scratchContainers(), '')
  })

  test('a dump that is cut, one with a changed byte, and one that is killed leave nothing', {
    timeout: 120_000,
  }, async () => {
    const stub = corruptingDocker(join(of.school.path, '.cache', 'stub'))
    await of.fails(stub.cut, /check of the dump|by its sum/)
    await of.fails(stub.flip, /check of the dump|by its sum/)
    await of.fails(stub.kill, /pg_dump: |end of file/)
    const told = (await of.school.chat.messages()).filter(({ text }) =>
      text?.startsWith('Резервная копия НЕ сделана'),
    )
    assert.equal(told.length, 3)
  })

  test('a disk that is full leaves nothing, and one with too little room is told before', {
    timeout: 120_000,
    skip: process.getuid?.() === 0 ? false : 'only root can make a small disk',
  }, async () => {
    await of.sql(
      'create table ballast as select string_agg(md5(random()::text), $$$$) as noise from generate_series(1, 160000) n, generate_series(1, 12) g group by g',
    )
    const small = join(of.school.path, 'small')
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small])
    try {
      // of the last backup the size of the next one is guessed, and far too low
      execFileSync('cp', ['-r', ...of.names().map((name) => join(of.folder, name)), small])
      await of.fails({ BACKUP_DIR: small }, /has room for .* may be needed: make room, or set BACKUP_DIR/)
      execFileSync('mount', ['-o', 'remount,size=18m', small])
      await of.fails({ BACKUP_DIR: small }, /ENOSPC.*: make room there and start again/)
      assert.deepEqual(
        readdirSync(small).filter((name) => name.endsWith('.partial')),
        [],
      )
    } finally {
      execFileSync('umount', [small])
      await of.sql('drop table ballast')
    }
  })

  test('killed at any moment it leaves no half backup, and the next run makes one', {
    timeout: 180_000,
  }, async () => {
    // the others differ in how much lies there half done
    const moments = missingPatience
      ? (['backup: schoolbot dumped', 'backup: renamed'] as const)
      : backupMoments
    for (const moment of moments) {
      const before = of.names()
      const { code } = await of.backup([], { SCHOOLBOT_FAILPOINT: moment })
      assert.equal(code, null, `${moment} was not reached`)
      for (const name of of.names().filter((one) => backupTime(one))) of.sumsHold(name)
      const next = await of.backup(['--only', 'schoolbot'])
      assert.equal(next.code, 0, `${moment}: ${next.output}`)
      assert.deepEqual(
        of.names().filter((one) => !backupTime(one)),
        [],
        moment,
      )
      for (const name of before) assert.ok(of.names().includes(name), `${moment}: ${name} is gone`)
    }
    const sessions = await of.sql(
      `select count(*) from pg_stat_activity where application_name = 'schoolbot-ops' and pid <> pg_backend_pid()`,
    )
    assert.equal(sessions.trim(), '0')
  })

  test('ended by a signal it leaves nothing, and tells of it', { timeout: 120_000 }, async () => {
    const before = of.names()
    const lock = of.school.compose(
      ...['exec', '-T', 'postgres', 'psql', '-XAtq', '-U', 'postgres', '-d', 'schoolbot', '-c'],
      'begin; lock table ticket in access exclusive mode; select pg_sleep(110)',
    )
    // it is cut off below, at whatever moment
    const isOver = lock.catch(() => undefined)
    const run = of.school.run('backup.sh')
    const isDumping = async () =>
      (
        await of.sql(
          `select count(*) from pg_stat_activity where application_name = 'schoolbot-ops' and wait_event_type = 'Lock'`,
        )
      ).trim() !== '0'
    await until('it is at the dump', isDumping, { withinMs: 60_000 })
    run.kill('SIGTERM')
    assert.equal(await run.ended, 1, run.output())
    assert.match(run.output(), /^backup\.sh: interrupted by SIGTERM$/m)
    assert.deepEqual(of.names(), before)
    await of.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(110)%' and pid <> pg_backend_pid()`,
    )
    await isOver
  })

  test('while one is at work the second ends with 5 and names it; a list is not kept out', {
    timeout: 120_000,
  }, async () => {
    await of.school.compose('pause', 'postgres')
    const first = of.school.run('backup.sh')
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const second = await of.backup()
    const list = await of.backup(['--list'])
    await of.school.compose('unpause', 'postgres')
    assert.equal(second.code, 5)
    assert.match(second.output, /backup\.sh \(process \d+\) is at work in this folder/)
    assert.equal(list.code, 0)
    assert.equal(await first.ended, 0, first.output())
  })

  test('without Postgres it waits, gives up, and leaves what is there', { timeout: 180_000 }, async () => {
    await of.school.compose('stop', 'postgres')
    await of.fails(
      { BACKUP_PING_URL: `${of.school.url}/ping`, ALERT_TELEGRAM_API_ROOT: 'http://127.0.0.1:1' },
      /Postgres does not run/,
    )
  })

  const scratchContainers = async () =>
    (
      await of.school.docker('ps', '--all', '--quiet', '--filter', `label=schoolbot.scratch=${projectName}`)
    ).trim()
})
