import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Installation, prepareInstallation } from './installation.ts'

/** An installation with five hundred people, and what backup.sh does in it. */
export interface BackupSchool {
  school: Installation
  folder: string
  sql(statement: string): Promise<string>
  /** All that is in the folder of backups, but for the figures. */
  names(): string[]
  /** A figure that backup.sh has left for the monitoring, without `schoolbot_`. */
  metric(name: string): number
  /** Runs backup.sh; no secret may be in what it prints. */
  backup(args?: string[], env?: Record<string, string>): Promise<{ code: number | null; output: string }>
  /** A run that must fail: nothing new under a final name, what was there is whole, and the metrics say so. */
  fails(env: Record<string, string>, why: RegExp): Promise<void>
  /** As anybody would check it, without our scripts. */
  sumsHold(name: string): void
  remove(): Promise<void>
}

export async function prepareBackupSchool(): Promise<BackupSchool> {
  const school = await prepareInstallation()
  await school.bringDatabase()
  const folder = join(school.path, 'backups')
  const psql = ['exec', '-T', 'postgres', 'psql', '-XAtq', '-U', 'postgres', '-d', 'schoolbot', '-c']
  const sql = (statement: string) => school.compose(...psql, statement)
  await sql(`insert into person (telegram_id, name, role)
    select n, 'Person ' || n, 'staff' from generate_series(1, 500) n`)

  const names = () => readdirSync(folder).filter((name) => name !== 'metrics' && name !== '.gitkeep')
  function metric(name: string): number {
    const files = ['backup.prom', 'verified.prom'].map((file) => join(folder, 'metrics', file))
    const text = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('')
    return Number(new RegExp(`^schoolbot_${name} (\\S+)$`, 'm').exec(text)?.[1])
  }
  async function backup(args: string[] = [], env: Record<string, string> = {}) {
    const run = school.run('backup.sh', args, env)
    const code = await run.ended
    for (const secret of school.secrets()) assert.ok(!run.output().includes(secret), 'a secret was printed')
    return { code, output: run.output() }
  }
  const sumsHold = (name: string) =>
    void execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: join(folder, name) })
  async function fails(env: Record<string, string>, why: RegExp): Promise<void> {
    const [before, lastGood] = [names(), metric('backup_last_success_timestamp_seconds')]
    const { code, output } = await backup([], env)
    assert.equal(code, 1, output)
    assert.match(output, why)
    assert.deepEqual(names(), before)
    assert.equal(metric('backup_last_attempt_success'), 0)
    assert.equal(metric('backup_last_success_timestamp_seconds'), lastGood)
    for (const name of before) sumsHold(name)
  }
  return { school, folder, sql, names, metric, backup, fails, sumsHold, remove: () => school.remove() }
}
