import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { says } from '../../../bot/test/chat.ts'
import { fileTicket } from '../../../bot/test/file-a-ticket.ts'
import type { PersonDriver } from '../../../sandbox/src/driver.ts'
import { missingEngine, root } from './engine.ts'
import { refusedFiles } from './restore-files.ts'
import { restoreUnderLoad } from './restore-under-load.ts'
import { isInOrder, restoreIn } from './restored-order.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'

describe('restore.sh', { skip: missingEngine() }, () => {
  let school: SchoolWithBackups
  let people: PersonDriver[]
  let backup = ''

  before(
    async () => {
      school = await prepareSchoolWithBackups()
      await school.up()
      people = await school.meetPeople('Анна', 'Борис', 'Вера', 'Глеб', 'Дарья')
    },
    { timeout: 170_000 },
  )
  after(() => school.remove(), { timeout: 90_000 })

  const restore = (expected: number | null, args: string[]) => restoreIn(school, expected, args)
  /** Each files one, so that nobody takes an older receipt for his. */
  const file = (who: number, description: string) => {
    const person = people[who]
    assert.ok(person)
    return fileTicket(person, description)
  }
  const tickets = () => school.sql('select description from ticket order by id')
  const databases = async () =>
    (await school.sql(`select datname from pg_database where datname ~ '^schoolbot' order by 1`)).split('\n')

  test('what was done after the backup is gone, what was before is there, and numbers are not given again', {
    timeout: 120_000,
  }, async (t) => {
    assert.equal(await file(0, 'До копии'), 1)
    await school.sql(`alter database schoolbot set statement_timeout = '77s'`, 'postgres')
    const made = school.script('backup.sh', ['--only', 'schoolbot'])
    assert.equal(await made.ended, 0, made.output())
    backup = school.backupNames().at(-1) ?? ''
    assert.equal(await file(1, 'После копии'), 2)
    await people[4]?.send('/new')
    await people[4]?.waitFor(says('С чем помочь'))

    const dry = await restore(0, ['latest', '--dry-run'])
    assert.match(dry, /ticket rows +2 +1\n/)
    assert.match(await restore(2, ['latest']), /no terminal to ask at, so say --yes/)
    assert.match(await restore(2, []), /without a terminal the backup must be named/)
    assert.equal(await tickets(), 'До копии\nПосле копии')

    const run = school.script('restore.sh', ['latest', '--yes'])
    await run.untilPrints(/Checking/)
    assert.match(
      await restore(5, ['latest', '--yes']),
      /restore\.sh \(process \d+\) is at work in this folder/,
    )
    assert.equal(await run.ended, 0, run.output())
    t.diagnostic(run.output().split('\n').slice(-7).join('\n'))
    assert.equal(await tickets(), 'До копии')
    await people[1]?.waitFor(says('восстановлен из копии'), { since: 'start' })
    const told = await people[0]?.messages()
    assert.ok(!told?.some(says('восстановлен из копии')), 'who had done nothing since was told')
    assert.match(
      await school.sql(`select setconfig from pg_db_role_setting join pg_database d on d.oid = setdatabase
        where datname = 'schoolbot'`),
      /statement_timeout=77s/,
    )
    assert.equal(
      await school.sql(`select has_database_privilege('grafana_reader', 'schoolbot', 'connect'),
        has_table_privilege('grafana_reader', 'public.kpi_period', 'select'),
        has_database_privilege('public', 'schoolbot', 'connect'),
        has_function_privilege('grafana_reader', 'pg_advisory_lock(bigint)', 'execute'),
        has_function_privilege('schoolbot', 'pg_advisory_lock(bigint)', 'execute')`),
      't|t|f|f|t',
    )
    // the question of the dialogue that was under way is not waited for any more
    assert.equal(await school.redis('--scan', '--pattern', 'session:*'), '')
    assert.equal(await file(2, 'После восстановления'), 3)
    await isInOrder(school)
  })

  test('--undo brings back what the restore took away', { timeout: 60_000 }, async (t) => {
    const output = await restore(0, ['--undo', '--yes'])
    t.diagnostic(output.split('\n').slice(-5).join('\n'))
    const seconds = Number(/connections were refused for ([\d.]+) s/.exec(output)?.[1])
    assert.ok(seconds < 5, output)
    assert.equal(await tickets(), 'До копии\nПосле копии')
    assert.equal(await file(3, 'После возврата'), 4)
    assert.match((await databases()).join(), /schoolbot_undone_\d{8}_\d{6}z/)
    assert.match(await restore(3, ['--undo', '--yes']), /there is nothing to undo/)
    await isInOrder(school)
  })

  test('what cannot be restored is refused in a line, and nobody notices', {
    timeout: 150_000,
  }, async (t) => {
    const files = await school.makeBadFiles(backup)
    const started = await school.startedAt()
    const before = [await tickets(), await databases()]
    for (const [code, args, words] of refusedFiles(files)) {
      const output = await restore(code, [...args, '--yes'])
      const last = output.split('\n').findLast((line) => line.startsWith('restore.sh: ')) ?? ''
      t.diagnostic(last)
      assert.match(last, words, output)
    }
    assert.deepEqual([await tickets(), await databases()], before)
    assert.equal(await school.startedAt(), started, 'the bot was disturbed')
    await isInOrder(school)
  })

  test('an older schema is brought up to date, and a file of another hand is taken as it is', {
    timeout: 90_000,
  }, async () => {
    const { older, sealed, key } = await school.makeGoodFiles()
    assert.match(await restore(0, [older, '--yes']), /Its schema is older: 1 migrations of the bot are run/)
    assert.equal(await school.sql('select max(name) from schema_migration'), newestMigration())
    assert.match(await restore(0, [sealed, '--key', key, '--yes']), /was not made by backup\.sh/)
    assert.match(await tickets(), /До копии/)
    await isInOrder(school)
  })

  test('while fifty updates come every second none is lost, and each is handled once', {
    timeout: 200_000,
  }, async (t) => {
    const crowd = await school.meetPeople(...Array.from({ length: 50 }, (_, index) => `Гость ${index}`))
    const seen = await restoreUnderLoad(school, crowd, {
      async backup() {
        const made = school.script('backup.sh', ['--only', 'schoolbot'])
        assert.equal(await made.ended, 0, made.output())
        return join(school.backups, school.backupNames().sort().at(-1) ?? '')
      },
      async restore() {
        t.diagnostic((await restore(0, ['latest', '--yes'])).split('\n').slice(-6).join('\n'))
      },
    })
    t.diagnostic(JSON.stringify(seen))
    assert.equal(seen.lost, 0)
    assert.equal(seen.ofBackup, seen.inBackup)
    assert.ok(seen.afterwards > 0)
    assert.ok(seen.perSecond > 40, `only ${seen.perSecond} a second`)
    assert.ok(seen.refused < 5)
    await isInOrder(school)
  })
})

function newestMigration(): string | undefined {
  const files = readdirSync(join(root, 'bot', 'migrations')).filter((file) => file.endsWith('.sql'))
  return files
    .toSorted()
    .at(-1)
    ?.replace(/\.sql$/, '')
}
