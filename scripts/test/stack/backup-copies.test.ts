import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { backupTime } from '../../lib/backup/backup-name.ts'
import { createDocker } from '../../lib/compose/docker.ts'
import { ensureOpsTools } from '../../lib/ops-tools/ops-tools.ts'
import { runToEnd } from '../run-script.ts'
import { type BackupSchool, prepareBackupSchool } from './backup-school.ts'
import { missingEngine, missingPatience } from './engine.ts'
import { projectName } from './leftovers.ts'

describe('what backup.sh made, later and elsewhere', { skip: missingPatience || missingEngine() }, () => {
  let of: BackupSchool

  before(
    async () => {
      of = await prepareBackupSchool()
      const { code, output } = await of.backup(['--only', 'schoolbot'])
      assert.equal(code, 0, output)
    },
    { timeout: 170_000 },
  )
  after(() => of.remove(), { timeout: 90_000 })

  test('what was damaged since is not verified, and neither is what cannot be opened', {
    timeout: 180_000,
  }, async () => {
    const [name = ''] = of.names()
    const dump = join(of.folder, name, 'schoolbot.dump')
    const whole = readFileSync(dump)
    const flipped = Buffer.from(whole)
    flipped[40_000] = (flipped[40_000] ?? 0) ^ 1
    for (const damaged of [flipped, whole.subarray(0, 60_000)]) {
      writeFileSync(dump, damaged)
      const { code, output } = await of.backup(['--verify', name])
      assert.equal(code, 6, output)
      assert.match(output, /is not verified: .*schoolbot\.dump is damaged: its sum/)
      assert.equal(of.metric('restore_drill_success'), 0)
    }
    writeFileSync(dump, whole)
    const { code, output } = await of.backup(['--verify', name])
    assert.equal(code, 0, output)
    assert.equal(of.metric('restore_drill_success'), 1)
    assert.equal((await of.backup(['--verify', 'schoolbot_20200101_000000Z'])).code, 2)
  })

  test('sealed, nothing lies there in the clear, and the right key alone opens it', {
    timeout: 180_000,
  }, async () => {
    const { image } = await ensureOpsTools(createDocker(of.school.path, process.env), () => undefined)
    const key = (await of.school.docker('run', '--rm', '--network=none', image, 'age-keygen')).trim()
    const other = (await of.school.docker('run', '--rm', '--network=none', image, 'age-keygen')).trim()
    const [keyFile, otherFile] = [join(of.school.path, 'key'), join(of.school.path, 'other-key')]
    writeFileSync(keyFile, `${key}\n`)
    writeFileSync(otherFile, `${other}\n`)
    const recipient = /age1\w+/.exec(key)?.[0] ?? ''
    const env = { BACKUP_AGE_RECIPIENT: recipient, BACKUP_ENCRYPT: 'all' }
    const made = await of.backup(['--drill'], env)
    assert.equal(made.code, 0, made.output)
    const name = of.names().toSorted().at(-1) ?? ''
    const files = readdirSync(join(of.folder, name)).filter((file) => !file.endsWith('.age'))
    assert.deepEqual(files.toSorted(), ['SHA256SUMS', 'manifest.json', 'verified'])
    const wrong = await of.backup(['--verify', name, '--key', otherFile])
    assert.equal(wrong.code, 6, wrong.output)
    assert.match(wrong.output, /no identity matched any of the recipients/)
    assert.equal((await of.backup(['--verify', name])).code, 6)
    const right = await of.backup(['--verify', name, '--key', keyFile])
    assert.equal(right.code, 0, right.output)
  })

  test('copies go to another place and come back from it; a place that is gone is told and costs no backup', {
    timeout: 180_000,
  }, async () => {
    const place = join(of.school.path, 'elsewhere')
    const env = { BACKUP_RESTIC_REPOSITORY: place, BACKUP_RESTIC_PASSWORD: 'only-for-this-test' }
    const before = of.names().length
    const made = await of.backup([], env)
    assert.equal(made.code, 0, made.output)
    assert.equal(of.metric('backup_off_site_success'), 1)
    const back = join(of.school.path, 'back')
    const fetched = await of.backup(['--fetch'], { ...env, BACKUP_DIR: back })
    assert.equal(fetched.code, 0, fetched.output)
    assert.deepEqual(
      readdirSync(back)
        .filter((name) => backupTime(name))
        .toSorted(),
      of.names().toSorted(),
    )
    const failed = await of.backup([], { ...env, BACKUP_RESTIC_PASSWORD: 'another' })
    assert.equal(failed.code, 1)
    assert.match(failed.output, /is made, but not copied to BACKUP_RESTIC_REPOSITORY: restic: wrong password/)
    assert.equal(of.metric('backup_off_site_success'), 0)
    assert.equal(of.metric('backup_last_attempt_success'), 1)
    assert.equal(of.names().length, before + 2)
    // a disk that is not mounted any more is no new place
    renameSync(place, `${place}-away`)
    const gone = await of.backup([], env)
    assert.equal(gone.code, 1)
    assert.match(gone.output, /elsewhere is gone: is it mounted/)
  })

  test('the accounts of Grafana are in it; damaged ones cost no more than themselves, and are told', {
    timeout: 120_000,
  }, async () => {
    const { image } = await ensureOpsTools(createDocker(of.school.path, process.env), () => undefined)
    const inVolume = (script: string) =>
      of.school.docker(
        ...['run', '--rm', '--network=none', '--user=0:0', `--volume=${projectName}_grafana:/data`, image],
        ...['sh', '-c', `${script}; chown -R 472:0 /data`],
      )
    const newest = () => of.names().toSorted().at(-1) ?? ''
    await inVolume(
      `sqlite3 /data/grafana.db "create table user (login); insert into user values ('director')"`,
    )
    const made = await of.backup(['--drill'])
    assert.equal(made.code, 0, made.output)
    const copy = await of.school.docker(
      ...['run', '--rm', '--network=none', '--user=0:0', `--volume=${of.folder}:/b:ro`, image],
      ...['sqlite3', 'file:/b/' + newest() + '/grafana.db?immutable=1', 'select login from user'],
    )
    assert.equal(copy.trim(), 'director')

    await inVolume('head -c 20000 /dev/urandom > /data/grafana.db')
    const damaged = await of.backup()
    assert.equal(damaged.code, 1)
    assert.match(damaged.output, /^backup\.sh: schoolbot_\w+ is made, but without grafana: /m)
    assert.equal(of.metric('backup_last_attempt_success'), 0)
    assert.ok(existsSync(join(of.folder, newest(), 'schoolbot.dump')))
    assert.ok(!existsSync(join(of.folder, newest(), 'grafana.db')))
    assert.match((await of.school.chat.messages()).at(-1)?.text ?? '', /^Резервная копия НЕ полная\n/)
    await of.school.docker('volume', 'rm', '--force', `${projectName}_grafana`)
  })

  test('what keeps a backup from beginning is told too', { timeout: 60_000 }, async () => {
    const away = await of.backup([], { DOCKER_HOST: 'unix:///nowhere/docker.sock' })
    assert.equal(away.code, 4, away.output)
    assert.match(away.output, /^backup\.sh: the Docker engine does not answer: /m)
    const told = async () => (await of.school.chat.messages()).at(-1)?.text ?? ''
    assert.match(await told(), /^Резервная копия НЕ сделана\nПричина: the Docker engine does not answer/)
    assert.equal(of.metric('backup_last_attempt_success'), 0)
    const program = join(of.school.path, 'scripts/lib/backup/backup.ts')
    const command = [process.execPath, program, '--kept-out', 'deploy.sh (process 7)']
    const keptOut = await runToEnd(command, of.school.env)
    assert.equal(keptOut.code, 5, keptOut.output)
    assert.match(
      await told(),
      /^Резервная копия НЕ сделана\nПричина: deploy\.sh \(process 7\) has been at work/,
    )
  })

  test('a typing error about sealing leaves nothing in the clear', { timeout: 60_000 }, async () => {
    const before = of.names()
    for (const env of [{ BACKUP_ENCRYPT: 'ALL' }, { BACKUP_ENCRYPT: 'all', BACKUP_AGE_RECIPIENT: '' }]) {
      const { code, output } = await of.backup([], env)
      assert.equal(code, 4, output)
      assert.match(output, /BACKUP_ENCRYPT/)
    }
    assert.deepEqual(of.names(), before)
  })
})
