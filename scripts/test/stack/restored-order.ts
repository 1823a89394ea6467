import assert from 'node:assert/strict'
import type { SchoolWithBackups } from './school-with-backups.ts'

/** Databases and roles that a restore has made and not done with, and databases that nobody may enter. */
export const straysOf = (school: SchoolWithBackups) =>
  school.sql(
    `select datname from pg_database where datname ~ '_restore_' or not datallowconn and datname <> 'template0'
      union select rolname from pg_roles where rolname ~ '_restore_'`,
    'postgres',
  )

/** Nothing is left of a restore but what it keeps: no stray database, role or container; people are let in, the bot works. */
export async function isInOrder(school: SchoolWithBackups): Promise<void> {
  assert.equal(await straysOf(school), '')
  const services = ['bot', 'migrate', 'nginx', 'postgres', 'redis', 'wal-archive']
  const format = ['--format', '{{.Service}} {{.State}} {{.Health}}']
  const states = await school.compose('ps', '--all', ...format, ...services)
  assert.deepEqual(
    states.trim().split('\n').sort(),
    [
      ...['bot running healthy', 'bot running healthy', 'migrate exited ', 'nginx running healthy'],
      ...['postgres running healthy', 'redis running healthy', 'wal-archive running healthy'],
    ].sort(),
  )
  const runs = await school.docker(
    ...['ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${school.project}`],
    ...['--filter', 'label=com.docker.compose.oneoff=True'],
  )
  assert.equal(runs.trim(), '')
}

/** Runs restore.sh to its end, which must be this exit code (null: killed); no secret may be in what it prints. */
export async function restoreIn(
  school: SchoolWithBackups,
  expected: number | null,
  args: readonly string[],
  { env = {}, meanwhile }: { env?: Record<string, string>; meanwhile?: (run: Run) => Promise<void> } = {},
): Promise<string> {
  const run = school.script('restore.sh', args, env)
  await meanwhile?.(run)
  assert.equal(await run.ended, expected, run.output())
  for (const secret of school.secrets()) assert.ok(!run.output().includes(secret), 'a secret was printed')
  return run.output()
}

type Run = ReturnType<SchoolWithBackups['script']>
