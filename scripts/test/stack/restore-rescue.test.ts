import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fileTicket } from '../../../bot/test/file-a-ticket.ts'
import { missingEngine, missingPatience } from './engine.ts'
import { isInOrder, restoreIn } from './restored-order.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'

describe('a Postgres that does not start', { skip: missingPatience || missingEngine() }, () => {
  let school: SchoolWithBackups

  before(
    async () => {
      school = await prepareSchoolWithBackups()
      await school.up()
      const [person] = await school.meetPeople('Анна')
      assert.ok(person)
      await fileTicket(person, 'До беды')
      await school.sql(
        `create table django_migrations (id integer); create table issue (title text);
        alter table django_migrations owner to glitchtip; alter table issue owner to glitchtip;
        insert into issue values ('an error')`,
        'glitchtip',
      )
      const made = school.script('backup.sh')
      assert.equal(await made.ended, 0, made.output())
    },
    { timeout: 170_000 },
  )
  after(() => school.remove(), { timeout: 90_000 })

  const rescue = (expected: number | null, moment?: string) =>
    restoreIn(school, expected, ['latest', '--rescue', '--yes'], {
      env: moment === undefined ? {} : { SCHOOLBOT_FAILPOINT: moment },
    })
  const issues = () => school.sql('select title from issue', 'glitchtip')
  const tickets = () => school.sql('select description from ticket')
  async function breakPostgres(): Promise<void> {
    // PG_VERSION goes with the half of a data folder that is gone
    const files = ['global/pg_control', 'PG_VERSION'].map((name) => `/var/lib/postgresql/18/docker/${name}`)
    await school.compose('exec', '-T', 'postgres', 'rm', '-f', ...files)
    await school.compose('kill', 'postgres')
  }

  test('is not put aside when it was only stopped', { timeout: 60_000 }, async () => {
    assert.match(await rescue(2), /restore without --rescue/)
    await school.compose('kill', 'postgres')
    assert.match(await rescue(2), /restore without --rescue/)
    assert.equal(await tickets(), 'До беды')
  })

  test('begins anew, and a rescue that is killed goes on where it was', { timeout: 145_000 }, async (t) => {
    await breakPostgres()
    const plain = await restoreIn(school, 4, ['latest', '--yes'])
    assert.match(plain, /Postgres does not start .* --rescue/)
    for (const moment of ['rescue: begun', 'rescue: empty', 'rescue: school', 'restore: stopped'] as const) {
      const began = performance.now()
      await rescue(null, moment)
      t.diagnostic(`killed at ${moment}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
    }
    assert.equal(await issues().catch(() => 'none'), 'none')
    await rescue(null, 'rescue: restored')
    assert.deepEqual([await tickets(), await issues()], ['До беды', 'an error'])
    await rescue(null, 'rescue: started')
    t.diagnostic(await rescue(0))
    assert.deepEqual([await tickets(), await issues()], ['До беды', 'an error'])
    await isInOrder(school)
    assert.match(await rescue(2), /restore without --rescue/)
  })

  test('loses nothing of what it had, though the run dies just then', { timeout: 100_000 }, async () => {
    await breakPostgres()
    await rescue(null, 'rescue: put aside')
    await rescue(0)
    assert.deepEqual([await tickets(), await issues()], ['До беды', 'an error'])
    const folders = await school.compose('exec', '-T', 'postgres', 'ls', '/var/lib/postgresql')
    assert.equal(folders.match(/^damaged_\d{8}_\d{6}Z$/gm)?.length, 2, folders)
    const left = ['exec', '-T', 'postgres', 'sh', '-c', 'ls -d /var/lib/postgresql/damaged_*/18/docker/base']
    assert.equal((await school.compose(...left)).trim().split('\n').length, 2)
    await isInOrder(school)
  })
})
