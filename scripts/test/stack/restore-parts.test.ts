import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ensureOpsTools } from '../../lib/ops-tools/ops-tools.ts'
import { runPipeline } from '../../lib/processes/pipeline.ts'
import { missingEngine, missingPatience } from './engine.ts'
import { prepareSchoolWithBackups, type SchoolWithBackups } from './school-with-backups.ts'

describe('restore.sh --only', { skip: missingPatience || missingEngine() }, () => {
  let school: SchoolWithBackups
  const volume = () => `${school.project}_grafana`

  before(
    async () => {
      school = await prepareSchoolWithBackups()
      await school.up('postgres', 'wal-archive')
      await school.compose('run', '--rm', '--build', '--no-deps', '-T', 'migrate')
      await school.sql(
        'create table django_migrations (id integer); create table issue (title text)',
        'glitchtip',
      )
      await school.sql(
        `alter table django_migrations owner to glitchtip; alter table issue owner to glitchtip;
        insert into issue values ('old')`,
        'glitchtip',
      )
      await school.docker(
        'volume',
        'create',
        '--label',
        `com.docker.compose.project=${school.project}`,
        volume(),
      )
      const give = ['run', '--rm', '--volume', `${volume()}:/data`, '--user', '0:0', 'postgres:18.6-trixie']
      await school.docker(...give, 'chown', '472:0', '/data')
      await sqlite('create table user (login text); insert into user values (1)')
      const made = school.script('backup.sh')
      assert.equal(await made.ended, 0, made.output())
    },
    { timeout: 170_000 },
  )
  after(
    async () => {
      await school.remove()
    },
    { timeout: 90_000 },
  )

  async function sqlite(statement: string): Promise<string> {
    const tools = await ensureOpsTools(school.streaming, () => undefined)
    const mounts = [{ source: volume(), target: '/data' }]
    const program = tools.program('sqlite3', ['sqlite3', '/data/grafana.db', statement], {
      mounts,
      user: '472:0',
    })
    return (await runPipeline([program])).printed.trim()
  }
  async function restore(expected: number, ...args: string[]): Promise<string> {
    const run = school.script('restore.sh', args)
    assert.equal(await run.ended, expected, run.output())
    return run.output()
  }

  test('glitchtip: its database comes back, and --undo takes it away again', {
    timeout: 60_000,
  }, async () => {
    await school.sql(`insert into issue values ('new')`, 'glitchtip')
    const titles = () => school.sql('select title from issue order by 1', 'glitchtip')
    assert.doesNotMatch(await restore(0, 'latest', '--only', 'glitchtip', '--yes'), /WARNING/)
    assert.equal(await titles(), 'old')
    const owner = "select distinct tableowner from pg_tables where schemaname = 'public'"
    assert.equal(await school.sql(owner, 'glitchtip'), 'glitchtip')
    await restore(0, '--undo', '--only', 'glitchtip', '--yes')
    assert.equal(await titles(), 'new\nold')
    assert.equal(await school.sql('select count(*) from schema_migration'), '10')
  })

  test('grafana: its file comes back, and what was there stays beside', { timeout: 60_000 }, async () => {
    await sqlite('update user set login = 2')
    await restore(0, 'latest', '--only', 'grafana', '--dry-run')
    assert.equal(await sqlite('select login from user'), '2')
    await restore(2, 'latest', '--only', 'grafana')
    assert.match(await restore(0, 'latest', '--only', 'grafana', '--yes'), /Grafana is restored from/)
    assert.equal(await sqlite('select login from user'), '1')
    await sqlite('update user set login = 3')
    await restore(0, 'latest', '--only', 'grafana', '--yes')
    const found = await school.docker(
      ...['run', '--rm', '--volume', `${volume()}:/data`, 'postgres:18.6-trixie', 'sh', '-c', 'ls /data'],
    )
    const replaced = found.match(/^grafana\.db\.replaced_\d{8}_\d{6}Z$/gm) ?? []
    const logins = replaced.map((name) => sqlite(`attach '/data/${name}' as was; select login from was.user`))
    assert.deepEqual(await Promise.all(logins), ['2', '3'])
  })
})
