import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { backupTime } from '../../lib/backup/backup-name.ts'
import { readManifest } from '../../lib/backup/manifest.ts'
import { missingEngine } from './engine.ts'
import { type Installation, prepareInstallation } from './installation.ts'

const reason =
  process.env['STACK_LARGE'] === 'all'
    ? missingEngine()
    : 'a million tickets take 15 minutes: STACK_LARGE=all'
const tickets = Number(process.env['STACK_LARGE_TICKETS'] ?? 1_000_000)

/** Tickets with four events and a message each, in words of a school. */
const fill = `
insert into person (telegram_id, name, role) select n, 'Person ' || n, 'staff' from generate_series(1, 2000) n;
insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status, resolution, created_at)
select gen_random_uuid(), 1 + n % 2000, 1 + n % 2000, 1 + n % 7, 'каб. ' || n % 400,
  (array['Не печатает принтер', 'Течёт кран', 'Не включается компьютер', 'Перегорела лампа', 'Сломан стул'])[1 + n % 5]
    || ', ' || md5(n::text) || ', посмотрите, пожалуйста, до урока',
  'normal', 'closed', 'Сделано: ' || md5((n * 7)::text), now() - n * interval '40 seconds'
from generate_series(1, ${tickets}) n;
insert into ticket_event (ticket_id, at, actor_id, kind, from_status, to_status)
select n, now() - n * interval '40 seconds' + e * interval '1 hour', 1 + (n + e) % 2000,
  (array['filed', 'taken', 'resolved', 'confirmed'])[e], (array[null, 'new', 'in_progress', 'resolved'])[e],
  (array['new', 'in_progress', 'resolved', 'closed'])[e]
from generate_series(1, ${tickets}) n, generate_series(1, 4) e;
insert into ticket_message (ticket_id, author_id, kind, text)
select n, 1 + n % 2000, 'comment', 'Когда придёте? ' || md5((n * 3)::text) from generate_series(1, ${tickets}) n;
analyze;`

describe('a database of a million tickets', { skip: reason }, () => {
  let school: Installation
  const hour = { timeout: 3_600_000 }

  before(async () => {
    school = await prepareInstallation()
    await school.bringDatabase()
    psql(fill)
  }, hour)
  after(() => school.remove(), { timeout: 90_000 })

  /** Without the bound on time that other tests have. */
  const shell = (command: string, input = '') =>
    execFileSync('bash', ['-euc', command], {
      ...{ cwd: school.path, env: school.env, input, encoding: 'utf8' as const },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
  const psql = (statements: string, database = 'schoolbot') =>
    shell(
      `docker compose exec -T postgres psql -XAtq -v ON_ERROR_STOP=1 -U postgres -d ${database}`,
      statements,
    )
  function seconds(work: () => void): number {
    const began = performance.now()
    work()
    return (performance.now() - began) / 1000
  }
  async function script(name: string, ...args: string[]): Promise<{ took: number; output: string }> {
    const began = performance.now()
    const run = school.run(name, args)
    assert.equal(await run.ended, 0, run.output())
    return { took: (performance.now() - began) / 1000, output: run.output() }
  }
  const newest = () =>
    readdirSync(join(school.path, 'backups'))
      .filter((name) => backupTime(name))
      .toSorted()
      .at(-1) ?? ''

  test('backup and restore beside pg_dump and pg_restore, in one run', hour, async (t) => {
    const say = (what: string, figure: number, unit = 's') =>
      t.diagnostic(`${what}: ${figure.toFixed(2)} ${unit}`)
    say('database', Number(psql("select pg_database_size('schoolbot')")) / 1e6, 'MB')
    const dump = () => shell('docker compose exec -T postgres pg_dump -U postgres -Fc schoolbot > plain.dump')
    for (const round of [1, 2]) {
      say(`pg_dump -Fc, round ${round}`, seconds(dump))
      say(
        `backup.sh --only schoolbot, round ${round}`,
        (await script('backup.sh', '--only', 'schoolbot')).took,
      )
    }
    say('pg_dump -Fc', statSync(join(school.path, 'plain.dump')).size / 1e6, 'MB')
    const { databases } = readManifest(join(school.path, 'backups', newest()))
    say('backup', (databases.schoolbot?.bytes ?? 0) / 1e6, 'MB')
    say('backup.sh --verify', (await script('backup.sh', '--verify', newest())).took)

    psql('create database plain', 'postgres')
    const load =
      'docker compose exec -T postgres pg_restore -U postgres --exit-on-error --dbname=plain < plain.dump'
    say(
      'pg_restore',
      seconds(() => shell(load)),
    )
    psql('drop database plain', 'postgres')
    psql("update ticket set description = 'changed since' where id = 1")
    const restored = await script('restore.sh', newest(), '--yes')
    say('restore.sh', restored.took)
    t.diagnostic(/connections were refused for .*/.exec(restored.output)?.[0] ?? restored.output)
    assert.equal(psql("select count(*) from ticket where description = 'changed since'").trim(), '0')
    assert.equal(psql('select count(*) from ticket_event').trim(), String(4 * tickets))
    const undone = await script('restore.sh', '--undo', '--yes')
    say('restore.sh --undo', undone.took)
    t.diagnostic(/connections were refused for .*/.exec(undone.output)?.[0] ?? undone.output)
    assert.equal(psql("select count(*) from ticket where description = 'changed since'").trim(), '1')
  })
})
