import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../../bot/test/until.ts'
import { recoverAt } from '../../lib/archive/recover.ts'
import { shownMoment } from '../../lib/archive/shown-moment.ts'
import { openSetup } from '../../lib/steps/open-setup.ts'
import { StepError } from '../../lib/steps/step.ts'
import { missingEngine } from './engine.ts'
import { type Installation, prepareInstallation } from './installation.ts'
import { projectName } from './leftovers.ts'

const holder = `${projectName}-archive-holder`
const patient = { timeout: 120_000 }

describe('the archive of changes', { skip: missingEngine() }, () => {
  let school: Installation

  before(async () => {
    school = await prepareInstallation()
    await makeItSmall()
    await school.bringDatabase()
    await sql(`insert into person (telegram_id, name, role) values (1, 'Анна', 'staff')`)
  }, patient)
  after(
    async () => {
      await school.docker('rm', '--force', '--volumes', holder)
      await school.remove()
    },
    { timeout: 90_000 },
  )

  /** A disk of 128 MB, which keeps what it has while somebody holds it, and a Postgres that keeps 48 MB for the archive. */
  async function makeItSmall(): Promise<void> {
    const config: { services: { postgres: { command: string[] } } } = JSON.parse(
      await school.compose('config', '--format', 'json'),
    )
    const command = config.services.postgres.command.map((word) =>
      word.replace('max_slot_wal_keep_size=1GB', 'max_slot_wal_keep_size=48MB'),
    )
    const options = { type: 'tmpfs', device: 'tmpfs', o: 'size=128m,uid=999,gid=999,mode=700' }
    // what lies there counts as memory of who wrote it
    const deploy = { resources: { limits: { memory: '256m' } } }
    const override = {
      services: { postgres: { command }, 'wal-archive': { deploy } },
      volumes: { archive: { driver: 'local', driver_opts: options } },
    }
    writeFileSync(join(school.path, 'docker-compose.override.yml'), JSON.stringify(override))
    await school.docker(
      'volume',
      'create',
      '--driver=local',
      ...Object.entries(options).map(([n, v]) => `--opt=${n}=${v}`),
      `--label=com.docker.compose.project=${projectName}`,
      '--label=com.docker.compose.volume=archive',
      `${projectName}_archive`,
    )
    const held = [
      '--detach',
      `--name=${holder}`,
      `--volume=${projectName}_archive:/archive`,
      '--network=none',
    ]
    await school.docker(
      'run',
      ...held,
      '--tmpfs=/var/lib/postgresql',
      '--entrypoint=sleep',
      'postgres:18.6-trixie',
      'infinity',
    )
  }

  const inPostgres = ['exec', '-T', 'postgres', 'psql', '-XAtq', '-U', 'postgres', '-d', 'schoolbot']
  const sql = async (statement: string) => (await school.compose(...inPostgres, '-c', statement)).trim()
  const fileTicket = (description: string) =>
    sql(`insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status)
      select gen_random_uuid(), p.id, p.id, c.id, 'Кабинет 204', '${description}', 'normal', 'new'
      from person p, (select min(id) as id from category) c where telegram_id = 1`)
  const tickets = () => sql(`select string_agg(description || ' ' || place, ', ' order by id) from ticket`)
  const write = (megabytes: number) =>
    sql(
      `select count(pg_logical_emit_message(false, 'test', repeat(md5(n::text), 32768))) from generate_series(1, ${megabytes}) n`,
    )

  async function script(name: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
    const run = school.run(name, args)
    const code = await run.ended
    for (const secret of school.secrets()) assert.ok(!run.output().includes(secret), 'a secret was printed')
    return { code, output: run.output() }
  }
  async function backupIsGood(): Promise<void> {
    const { code, output } = await script('backup.sh')
    assert.deepEqual({ code, output }, { code: 0, output: '' })
  }
  const metric = (name: string) => {
    const file = join(school.path, 'backups', 'metrics', 'archive.prom')
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    return Number(new RegExp(`^schoolbot_archive_${name} (\\S+)$`, 'm').exec(text)?.[1])
  }
  const bases = async () =>
    (await school.docker('exec', holder, 'bash', '-c', 'ls /archive/*/base/*.json')).trim().split('\n').length
  /** To the second, as it is typed: nothing else happens within it. */
  async function moment(): Promise<Date> {
    await sleep(1_100)
    const at = new Date(Math.floor(Date.now() / 1000) * 1000)
    await sleep(1_100)
    return at
  }
  async function recover(at: Date) {
    const said: string[] = []
    const opened = await openSetup({
      root: school.path,
      processEnv: { ...school.env },
      say: (line) => said.push(line),
    })
    const { dispose, ...recovered } = await recoverAt({ ...opened, at, say: opened.setup.say })
    dispose()
    return { ...recovered, said: said.join('\n') }
  }
  const refusal = (at: Date) =>
    recover(at).then(
      () => assert.fail('it was rebuilt'),
      (error: unknown) => (error instanceof StepError ? error.message : Promise.reject(error)),
    )
  const caughtUp = async () =>
    (await sql(
      `select coalesce(bool_and(active and restart_lsn >= pg_current_wal_flush_lsn()), false) from pg_replication_slots`,
    )) === 't'

  test('a backup makes the base, and leaves the archive in order', patient, async () => {
    const began = new Date()
    await backupIsGood()
    assert.equal(await bases(), 1)
    assert.equal(metric('gap'), 0)
    assert.ok(metric('oldest_timestamp_seconds') >= Math.floor(began.getTime() / 1000))
    assert.equal(metric('newest_base_timestamp_seconds'), metric('oldest_timestamp_seconds'))
    assert.match(await refusal(began), /the archive begins at .*Europe\/Moscow/)
    // a day later there is nothing to make
    await backupIsGood()
    assert.equal(await bases(), 1)
  })

  let between: Date
  test('a moment between two changes of a ticket is brought back, and taken back', patient, async (t) => {
    await fileTicket('before')
    await sql(`update ticket set place = 'first' where description = 'before'`)
    between = await moment()
    await sql(`update ticket set place = 'second' where description = 'before'`)
    await fileTicket('after')
    const typed = shownMoment(between, 'Europe/Moscow')
    const shown = await script('restore.sh', '--at', typed, '--dry-run')
    assert.equal(shown.code, 0, shown.output)
    assert.match(shown.output, /Rebuilt: the last change is of/)
    assert.equal(await tickets(), 'before second, after Кабинет 204')
    const started = performance.now()
    const restored = await script('restore.sh', '--at', typed, '--yes')
    t.diagnostic(`restore.sh --at took ${((performance.now() - started) / 1000).toFixed(1)} s`)
    assert.equal(restored.code, 0, restored.output)
    assert.equal(await tickets(), 'before first')
    // the archive goes on under the restored school
    await fileTicket('later')
    const { facts, said } = await recover(new Date())
    assert.equal(facts.rows['public.ticket'], 2)
    assert.match(said, /Nothing is archived after it/)
    const undone = await script('restore.sh', '--undo', '--yes')
    assert.equal(undone.code, 0, undone.output)
    assert.equal(await tickets(), 'before second, after Кабинет 204')
  })

  test('a moment to come is refused', async () => {
    assert.match(await refusal(new Date(Date.now() + 60_000)), /still to come/)
  })

  test('what is lost when Postgres and the archive are killed at once', patient, async (t) => {
    await sql('create table written (n serial primary key)')
    const [database = '', receiver = ''] = await Promise.all(
      ['postgres', 'wal-archive'].map(async (name) => (await school.compose('ps', '--quiet', name)).trim()),
    )
    const psql = ['psql', '-XAtq', '-U', 'postgres', '-d', 'schoolbot']
    const writer = spawn('docker', ['exec', '--interactive', database, ...psql], { env: { ...school.env } })
    let answered = ''
    writer.stdout.setEncoding('utf8').on('data', (text: string) => (answered += text))
    writer.stdin.on('error', () => undefined)
    writer.stdin.write('insert into written default values returning n;\n'.repeat(100_000))
    const ended = new Promise((resolve) => writer.once('close', resolve))
    await until('it writes', () => answered.split('\n').length > 300, { withinMs: 20_000, everyMs: 20 })
    await Promise.all([receiver, database].map((one) => school.docker('kill', '--signal=KILL', one)))
    await ended
    const acknowledged = answered.split('\n').length - 1
    const { facts, said } = await recover(new Date())
    const lost = acknowledged - (facts.rows['public.written'] ?? 0)
    t.diagnostic(
      `of ${acknowledged} rows that Postgres had acknowledged the archive lacks ${Math.max(0, lost)}`,
    )
    assert.match(said, /taken as it is/)
    assert.ok(lost < 100, `${lost} of ${acknowledged}`)
    await school.compose('up', '--detach', '--wait', '--pull', 'never', 'postgres', 'wal-archive')
    await until('the archive has caught up', caughtUp, { withinMs: 30_000, everyMs: 300 })
    assert.ok(Number(await sql('select count(*) from written')) >= acknowledged)
    await sql('drop table written')
    // what came before the cut and after it hangs together
    await backupIsGood()
    assert.equal(await bases(), 1)
  })

  test('a full disk stops the archive and nothing else, and with room it goes on', patient, async () => {
    await school.docker(
      'exec',
      '--user=postgres',
      holder,
      'bash',
      '-c',
      'cat /dev/zero > /archive/ballast || true',
    )
    await write(20)
    await until('the archive has stopped', async () => !(await caughtUp()), {
      withinMs: 20_000,
      everyMs: 300,
    })
    await fileTicket('on a full disk')
    await school.docker('exec', holder, 'rm', '/archive/ballast')
    await until('the archive has caught up', caughtUp, { withinMs: 60_000, everyMs: 500 })
    await backupIsGood()
    assert.equal(await bases(), 1)
    assert.equal((await recover(new Date())).facts.rows['public.ticket'], 3)
  })

  test('what it has lost is told, and the next backup begins anew', patient, async () => {
    await school.compose('stop', 'wal-archive')
    await fileTicket('in the gap')
    const inTheGap = await moment()
    await write(100)
    await sql('checkpoint')
    const { code, output } = await script('backup.sh')
    assert.equal(code, 1)
    assert.match(output, /is made, but the archive stands still: what it had not taken in time is lost/)
    assert.equal(metric('gap'), 1)
    await school.compose('start', 'wal-archive')
    await until('the archive has begun anew', caughtUp, { withinMs: 30_000, everyMs: 300 })
    await backupIsGood()
    assert.equal(metric('gap'), 0)
    assert.equal(await bases(), 2)
    assert.match(
      await refusal(inTheGap),
      /was not archived for a time: moments can be had until then, and from .* on/,
    )
    assert.equal((await recover(new Date())).facts.rows['public.ticket'], 4)
    assert.equal((await recover(between)).facts.rows['public.ticket'], 1)
  })
})
