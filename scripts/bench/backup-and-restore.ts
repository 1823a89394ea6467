// node scripts/bench/backup-and-restore.ts [TICKETS]: what backup.sh and restore.sh take beside pg_dump and pg_restore, in
// one run, on a database of a million tickets. Needs a Docker engine, 10 GB of disk and a quarter of an hour.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backupTime } from '../lib/backup/backup-name.ts'
import { readManifest } from '../lib/backup/manifest.ts'
import { prepareInstallation } from '../test/stack/installation.ts'

const tickets = Number(process.argv[2] ?? 1_000_000)

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

const school = await prepareInstallation()
try {
  await school.bringDatabase()
  psql(fill)
  await measure()
} finally {
  await school.remove()
}

async function measure(): Promise<void> {
  say('database', Number(psql("select pg_database_size('schoolbot')")) / 1e6, 'MB')
  const dump = () => shell('docker compose exec -T postgres pg_dump -U postgres -Fc schoolbot > plain.dump')
  for (const round of [1, 2]) {
    say(`pg_dump -Fc, round ${round}`, seconds(dump))
    say(`backup.sh --only schoolbot, round ${round}`, (await script('backup.sh', '--only', 'schoolbot')).took)
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
  const changed = () => psql("select count(*) from ticket where description = 'changed since'").trim()
  const restored = await script('restore.sh', newest(), '--yes')
  say('restore.sh', restored.took)
  console.log(/connections were refused for .*/.exec(restored.output)?.[0] ?? restored.output)
  assert.equal(changed(), '0')
  assert.equal(psql('select count(*) from ticket_event').trim(), String(4 * tickets))
  const undone = await script('restore.sh', '--undo', '--yes')
  say('restore.sh --undo', undone.took)
  console.log(/connections were refused for .*/.exec(undone.output)?.[0] ?? undone.output)
  assert.equal(changed(), '1')
}

function say(what: string, figure: number, unit = 's'): void {
  console.log(`${what}: ${figure.toFixed(2)} ${unit}`)
}

function shell(command: string, input = ''): string {
  return execFileSync('bash', ['-ec', command], {
    ...{ cwd: school.path, env: school.env, input, encoding: 'utf8' as const },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

function psql(statements: string, database = 'schoolbot'): string {
  const command = `docker compose exec -T postgres psql -XAtq -v ON_ERROR_STOP=1 -U postgres -d ${database}`
  return shell(command, statements)
}

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

function newest(): string {
  const names = readdirSync(join(school.path, 'backups')).filter((name) => backupTime(name))
  return names.toSorted().at(-1) ?? ''
}
