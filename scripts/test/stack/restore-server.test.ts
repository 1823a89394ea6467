import assert from 'node:assert/strict'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileTicket } from '../../../bot/test/file-a-ticket.ts'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { ensureOpsTools } from '../../lib/ops-tools/ops-tools.ts'
import { runPipeline } from '../../lib/processes/pipeline.ts'
import { newServerMoments } from '../../lib/restore/restore-run.ts'
import { type CopiedCheckout, copyCheckout } from '../copied-checkout.ts'
import { runScript } from '../run-script.ts'
import { missingEngine } from './engine.ts'
import { dockerIn } from './run-docker.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'

describe('a server that has burned down', { skip: missingEngine() }, () => {
  let school: SchoolWithBackups
  let teacher: PersonDriver
  let next: CopiedCheckout
  let key = ''

  before(
    async () => {
      school = await prepareSchoolWithBackups()
      next = copyCheckout({ withPackages: false })
      key = join(next.path, '..', 'key')
      const tools = await ensureOpsTools(school.streaming, () => undefined)
      writeFileSync(key, (await runPipeline([tools.program('age', ['age-keygen'])])).printed, { mode: 0o600 })
      const recipient = /public key: (\S+)/.exec(readFileSync(key, 'utf8'))?.[1] ?? ''
      appendFileSync(join(school.path, '.env'), `BACKUP_AGE_RECIPIENT=${recipient}\nBACKUP_ENCRYPT=all\n`)
      await school.up()
    },
    { timeout: 170_000 },
  )
  after(
    async () => {
      await school.remove()
      await next[Symbol.asyncDispose]()
    },
    { timeout: 90_000 },
  )

  async function restore(expected: number | null, args: string[], env: Record<string, string> = {}) {
    const run = runScript([next.script('restore.sh'), ...args], { ...school.engine, ...env })
    const code = await run.ended
    assert.equal(code, expected, run.output())
    for (const secret of school.secrets()) assert.ok(!run.output().includes(secret), 'a secret was printed')
    return run.output()
  }
  const compose = (...args: string[]) =>
    dockerIn(next.path, school.engine)('compose', '--progress=quiet', ...args)
  const sql = async (statement: string) =>
    (
      await compose(
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
    ).trim()
  const secretsOf = (path: string) =>
    readdirSync(join(path, 'secrets')).map((name) => [
      name,
      readFileSync(join(path, 'secrets', name), 'utf8'),
    ])

  test('is the school again, of a backup and a key', { timeout: 200_000 }, async (t) => {
    const [person] = await school.meetPeople('Анна')
    assert.ok(person)
    teacher = person
    assert.equal(await fileTicket(teacher, 'Перед пожаром'), 1)
    const certs = join(school.path, 'nginx', 'certs')
    writeFileSync(join(certs, 'note.txt'), 'of nginx')
    chmodSync(join(certs, 'note.txt'), 0o400)
    // a backup of a version that did not know this secret yet
    const newSecret = join(school.path, 'secrets', 'postgres_archive_password')
    const itsText = readFileSync(newSecret)
    rmSync(newSecret)
    const made = school.script('backup.sh')
    assert.equal(await made.ended, 0, made.output())
    writeFileSync(newSecret, itsText)
    const [backup = ''] = school.backupNames()
    // the fire
    await school.compose('down', '--volumes', '--timeout', '5')
    mkdirSync(join(next.path, 'backups'), { recursive: true })
    cpSync(join(school.backups, backup), join(next.path, 'backups', backup), { recursive: true })

    assert.match(await restore(4, ['latest', '--new-server']), /give the private key with --key FILE/)
    assert.ok(!existsSync(join(next.path, '.env')))
    await restore(0, ['latest', '--new-server', '--key', key, '--dry-run'])
    assert.ok(!existsSync(join(next.path, '.env')))
    for (const moment of ['restore: loaded', ...newServerMoments]) {
      const began = performance.now()
      await restore(null, ['latest', '--new-server', '--key', key], { SCHOOLBOT_FAILPOINT: moment })
      t.diagnostic(`killed at ${moment}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
    }
    mkdirSync(join(next.path, '.cache', 'moment'))
    const began = performance.now()
    const output = await restore(0, ['latest', '--new-server', '--key', key])
    t.diagnostic(`a new server took ${((performance.now() - began) / 1000).toFixed(1)} s\n${output}`)

    assert.deepEqual(
      secretsOf(next.path).map(([name]) => name),
      secretsOf(school.path).map(([name]) => name),
    )
    const old = (path: string) => secretsOf(path).filter(([name]) => name !== 'postgres_archive_password')
    assert.deepEqual(old(next.path), old(school.path))
    assert.equal(
      readFileSync(join(next.path, '.env'), 'utf8'),
      readFileSync(join(school.path, '.env'), 'utf8'),
    )
    assert.equal(statSync(join(next.path, '.env')).mode & 0o777, 0o600)
    assert.equal(statSync(join(next.path, 'secrets')).mode & 0o777, 0o700)
    assert.equal(statSync(join(next.path, 'secrets', 'telegram_token')).mode & 0o777, 0o444)
    assert.equal(statSync(join(next.path, 'nginx', 'certs', 'note.txt')).mode & 0o777, 0o400)
    assert.deepEqual(readdirSync(join(next.path, '.cache')).sort(), ['ops.lock'])
    assert.equal(await sql('select description from ticket'), 'Перед пожаром')
    // nobody knows which numbers were given after the backup
    await fileTicket(teacher, 'Нового сервера')
    assert.equal(
      await sql(`select count(*) from ticket where description = 'Нового сервера' and id > 1000`),
      '1',
    )
  })

  test('what is there already is not replaced without a yes', { timeout: 60_000 }, async () => {
    appendFileSync(join(next.path, '.env'), 'KEEP_REPLACED_DAYS=9\n')
    const output = await restore(4, ['latest', '--new-server', '--key', key])
    assert.match(output, /This is no empty machine: there is a \.env, and it differs in KEEP_REPLACED_DAYS/)
    assert.match(output, /This is no empty machine: there are volumes of this project already/)
  })
})
