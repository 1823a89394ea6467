import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { backupTime } from '../../lib/backup/backup-name.ts'
import { backupMoments } from '../../lib/backup/make-backup.ts'
import { readManifest } from '../../lib/backup/manifest.ts'
import { createDocker } from '../../lib/compose/docker.ts'
import { ensureOpsTools } from '../../lib/ops-tools/ops-tools.ts'
import { corruptingDocker } from './corrupting-docker.ts'
import { missingEngine } from './engine.ts'
import { type Installation, prepareInstallation } from './installation.ts'
import { projectName } from './leftovers.ts'

describe('backup.sh', { skip: missingEngine() }, () => {
  let school: Installation

  before(
    async () => {
      school = await prepareInstallation()
      await school.bringDatabase()
      await sql(
        `insert into person (telegram_id, name, role) select n, 'Person ' || n, 'staff' from generate_series(1, 500) n`,
      )
    },
    { timeout: 170_000 },
  )
  after(() => school.remove(), { timeout: 90_000 })

  const sql = (statement: string) =>
    school.compose(
      'exec',
      '-T',
      'postgres',
      'psql',
      '-XAtq',
      '-U',
      'postgres',
      '-d',
      'schoolbot',
      '-c',
      statement,
    )
  const backups = () => join(school.path, 'backups')
  const names = () =>
    existsSync(backups())
      ? readdirSync(backups()).filter((name) => name !== 'metrics' && name !== '.gitkeep')
      : []
  const metric = (name: string) => {
    const files = ['backup.prom', 'verified.prom'].map((file) => join(backups(), 'metrics', file))
    const text = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('')
    return Number(new RegExp(`^schoolbot_${name} (\\S+)$`, 'm').exec(text)?.[1])
  }
  async function backup(args: string[] = [], env: Record<string, string> = {}) {
    const run = school.run('backup.sh', args, env)
    const code = await run.ended
    for (const secret of school.secrets()) assert.ok(!run.output().includes(secret), 'a secret was printed')
    return { code, output: run.output() }
  }
  /** A run that must fail: nothing new under a final name, what was there is whole, and the metrics say so. */
  async function fails(args: string[], env: Record<string, string>, why: RegExp, code = 1): Promise<void> {
    const [before, lastGood] = [names(), metric('backup_last_success_timestamp_seconds')]
    const failed = await backup(args, env)
    assert.equal(failed.code, code, failed.output)
    assert.match(failed.output, why)
    assert.deepEqual(names(), before)
    assert.equal(metric('backup_last_attempt_success'), 0)
    assert.equal(metric('backup_last_success_timestamp_seconds'), lastGood)
    for (const name of before) sumsHold(name)
  }
  const sumsHold = (name: string) =>
    execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: join(backups(), name) })

  test('without a terminal it says nothing, and what it made is whole, and its owner’s alone', {
    timeout: 120_000,
  }, async (t) => {
    const started = performance.now()
    const { code, output } = await backup()
    t.diagnostic(`a backup took ${((performance.now() - started) / 1000).toFixed(1)} s`)
    assert.equal(code, 0, output)
    assert.equal(output, '')
    const [name = ''] = names()
    assert.ok(backupTime(name), name)
    sumsHold(name)
    const folder = join(backups(), name)
    assert.equal(statSync(folder).mode & 0o777, 0o700)
    for (const file of readdirSync(folder))
      assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file)
    const { databases, missing } = readManifest(folder)
    assert.equal(databases.schoolbot?.facts.rows['public.person'], 500)
    assert.match(missing.join(), /\.env and secrets\/: .*BACKUP_AGE_RECIPIENT/)
    assert.equal(metric('backup_last_attempt_success'), 1)
    assert.ok(Date.now() / 1000 - metric('backup_last_success_timestamp_seconds') < 100)
    const [told] = (await school.chat.messages()).filter(({ fromBot }) => fromBot)
    assert.match(told?.text ?? '', /^Резервная копия готова\nschoolbot_/)
  })

  test('with a terminal the dump is the same, and restored for trial it holds all that was counted', {
    timeout: 120_000,
  }, async () => {
    const script = join(school.path, 'scripts', 'backup.sh')
    const run = spawnSync('script', ['--quiet', '--return', '--command', `${script} --drill`, '/dev/null'], {
      env: school.env,
      encoding: 'utf8',
    })
    assert.equal(run.status, 0, run.stdout)
    assert.match(run.stdout, /Made .*schoolbot_\d{8}_\d{6}Z: .* in .* s/)
    assert.match(run.stdout, /holds all that was counted/)
    assert.equal(metric('restore_drill_success'), 1)
    const verified = names().filter((name) => existsSync(join(backups(), name, 'verified')))
    assert.equal(verified.length, 1)
    assert.equal(await scratchContainers(), '')
  })

  test('a dump that is cut, one with a changed byte, and one that is killed leave nothing', {
    timeout: 120_000,
  }, async () => {
    const stub = corruptingDocker(join(school.path, '.cache', 'stub'))
    await fails([], stub.cut, /check of the dump|by its sum/)
    await fails([], stub.flip, /check of the dump|by its sum/)
    await fails([], stub.kill, /pg_dump: |end of file/)
    const told = (await school.chat.messages()).filter(({ text }) =>
      text?.startsWith('Резервная копия НЕ сделана'),
    )
    assert.equal(told.length, 3)
  })

  test('a disk that is full leaves nothing, and one with too little room is told before', {
    timeout: 120_000,
    skip: process.getuid?.() === 0 ? false : 'only root can make a small disk',
  }, async () => {
    await sql(
      'create table ballast as select string_agg(md5(random()::text), $$$$) as noise from generate_series(1, 160000) n, generate_series(1, 12) g group by g',
    )
    const small = join(school.path, 'small')
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small])
    try {
      // of the last backup the size of the next one is guessed, and far too low
      execFileSync('cp', ['-r', ...names().map((name) => join(backups(), name)), small])
      await fails([], { BACKUP_DIR: small }, /has room for .* may be needed: make room, or set BACKUP_DIR/)
      execFileSync('mount', ['-o', 'remount,size=18m', small])
      await fails([], { BACKUP_DIR: small }, /ENOSPC.*: make room there and start again/)
      assert.deepEqual(
        readdirSync(small).filter((name) => name.endsWith('.partial')),
        [],
      )
    } finally {
      execFileSync('umount', [small])
      await sql('drop table ballast')
    }
  })

  test('what was damaged since is not verified, and neither is what cannot be opened', {
    timeout: 180_000,
  }, async () => {
    const [name = ''] = names()
    const dump = join(backups(), name, 'schoolbot.dump')
    const whole = readFileSync(dump)
    const flipped = Buffer.from(whole)
    flipped[40_000] = (flipped[40_000] ?? 0) ^ 1
    for (const damaged of [flipped, whole.subarray(0, 60_000)]) {
      writeFileSync(dump, damaged)
      const { code, output } = await backup(['--verify', name])
      assert.equal(code, 6, output)
      assert.match(output, /is not verified: .*schoolbot\.dump is damaged: its sum/)
      assert.equal(metric('restore_drill_success'), 0)
    }
    writeFileSync(dump, whole)
    const { code, output } = await backup(['--verify', name])
    assert.equal(code, 0, output)
    assert.equal(metric('restore_drill_success'), 1)
    assert.equal((await backup(['--verify', 'schoolbot_20200101_000000Z'])).code, 1)
  })

  test('sealed, nothing lies there in the clear, and the right key alone opens it', {
    timeout: 180_000,
  }, async () => {
    const { image } = await ensureOpsTools(createDocker(school.path, process.env), () => undefined)
    const key = (await school.docker('run', '--rm', '--network=none', image, 'age-keygen')).trim()
    const other = (await school.docker('run', '--rm', '--network=none', image, 'age-keygen')).trim()
    const [keyFile, otherFile] = [join(school.path, 'key'), join(school.path, 'other-key')]
    writeFileSync(keyFile, `${key}\n`)
    writeFileSync(otherFile, `${other}\n`)
    const recipient = /age1\w+/.exec(key)?.[0] ?? ''
    const env = { BACKUP_AGE_RECIPIENT: recipient, BACKUP_ENCRYPT: 'all' }
    const made = await backup(['--drill'], env)
    assert.equal(made.code, 0, made.output)
    const name = names().toSorted().at(-1) ?? ''
    const files = readdirSync(join(backups(), name)).filter((file) => !file.endsWith('.age'))
    assert.deepEqual(files.toSorted(), ['SHA256SUMS', 'manifest.json', 'verified'])
    const wrong = await backup(['--verify', name, '--key', otherFile])
    assert.equal(wrong.code, 6, wrong.output)
    assert.match(wrong.output, /no identity matched any of the recipients/)
    assert.equal((await backup(['--verify', name])).code, 6)
    const right = await backup(['--verify', name, '--key', keyFile])
    assert.equal(right.code, 0, right.output)
  })

  test('copies go to another place and come back from it; a place that is gone is told and costs no backup', {
    timeout: 180_000,
  }, async () => {
    const place = join(school.path, 'elsewhere')
    const env = { BACKUP_RESTIC_REPOSITORY: place, BACKUP_RESTIC_PASSWORD: 'only-for-this-test' }
    const before = names().length
    const made = await backup([], env)
    assert.equal(made.code, 0, made.output)
    assert.equal(metric('backup_off_site_success'), 1)
    const back = join(school.path, 'back')
    const fetched = await backup(['--fetch'], { ...env, BACKUP_DIR: back })
    assert.equal(fetched.code, 0, fetched.output)
    assert.deepEqual(
      readdirSync(back)
        .filter((name) => backupTime(name))
        .toSorted(),
      names().toSorted(),
    )
    const failed = await backup([], { ...env, BACKUP_RESTIC_PASSWORD: 'another' })
    assert.equal(failed.code, 1)
    assert.match(failed.output, /is made, but not copied to BACKUP_RESTIC_REPOSITORY: restic: wrong password/)
    assert.equal(metric('backup_off_site_success'), 0)
    assert.equal(metric('backup_last_attempt_success'), 1)
    assert.equal(names().length, before + 2)
  })

  test('killed at any moment it leaves no half backup, and the next run makes one', {
    timeout: 180_000,
  }, async () => {
    for (const moment of backupMoments) {
      const before = names()
      const { code } = await backup([], { SCHOOLBOT_FAILPOINT: moment })
      assert.equal(code, null, `${moment} was not reached`)
      for (const name of names().filter((one) => backupTime(one))) sumsHold(name)
      const next = await backup(['--only', 'schoolbot'])
      assert.equal(next.code, 0, `${moment}: ${next.output}`)
      assert.deepEqual(
        names().filter((one) => !backupTime(one)),
        [],
        moment,
      )
      for (const name of before) assert.ok(names().includes(name), `${moment}: ${name} is gone`)
    }
    const sessions = await sql(
      `select count(*) from pg_stat_activity where application_name = 'schoolbot-ops' and pid <> pg_backend_pid()`,
    )
    assert.equal(sessions.trim(), '0')
  })

  test('while one is at work the second ends with 5 and names it; a list is not kept out', {
    timeout: 120_000,
  }, async () => {
    await school.compose('pause', 'postgres')
    const first = school.run('backup.sh')
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const second = await backup()
    const list = await backup(['--list'])
    await school.compose('unpause', 'postgres')
    assert.equal(second.code, 5)
    assert.match(second.output, /backup\.sh \(process \d+\) is at work in this folder/)
    assert.equal(list.code, 0)
    assert.equal(await first.ended, 0, first.output())
  })

  test('without Postgres it waits, gives up, and leaves what is there', { timeout: 180_000 }, async () => {
    await school.compose('stop', 'postgres')
    await fails(
      [],
      { BACKUP_PING_URL: `${school.url}/ping`, ALERT_TELEGRAM_API_ROOT: 'http://127.0.0.1:1' },
      /Postgres does not run/,
    )
  })

  const scratchContainers = async () =>
    (
      await school.docker('ps', '--all', '--quiet', '--filter', `label=schoolbot.scratch=${projectName}`)
    ).trim()
})
