import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { archiveMoments } from '../../lib/archive/base-backup.ts'
import { recoverAt } from '../../lib/archive/recover.ts'
import { openSetup } from '../../lib/steps/open-setup.ts'
import { StepError } from '../../lib/steps/step.ts'
import { type Installation, prepareInstallation } from './installation.ts'
import { projectName } from './leftovers.ts'

const volume = `${projectName}_archive`
const holder = `${projectName}-archive-holder`

/** A school whose archive lies on a disk of 256 MB, and whose Postgres keeps 48 MB for it. */
export type ArchiveSchool = Awaited<ReturnType<typeof prepareArchiveSchool>>

export async function prepareArchiveSchool() {
  const school = await prepareInstallation()
  await makeItSmall(school)
  await school.bringDatabase()

  const inPostgres = ['exec', '-T', 'postgres', 'psql', '-XAtq', '-U', 'postgres', '-d', 'schoolbot']
  const sql = async (statement: string) => (await school.compose(...inPostgres, '-c', statement)).trim()
  await sql(`insert into person (telegram_id, name, role) values (1, 'Анна', 'staff')`)
  const inArchive = (script: string) =>
    school.docker('exec', '--user=postgres', holder, 'bash', '-c', `cd /archive; ${script}`)

  async function script(name: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
    const run = school.run(name, args)
    const code = await run.ended
    for (const secret of school.secrets()) assert.ok(!run.output().includes(secret), 'a secret was printed')
    return { code, output: run.output() }
  }

  async function recover(at: Date) {
    const said: string[] = []
    const processEnv = { ...school.env }
    const opened = await openSetup({ root: school.path, processEnv, say: (line) => said.push(line) })
    const { dispose, ...recovered } = await recoverAt({ ...opened, at, say: opened.setup.say })
    dispose()
    return { ...recovered, said: said.join('\n') }
  }

  return {
    school,
    sql,
    inArchive,
    script,
    recover,
    /** Why a moment is not rebuilt. */
    async refusal(at: Date): Promise<string> {
      try {
        await recover(at)
      } catch (error) {
        if (error instanceof StepError) return error.message
        throw error
      }
      return assert.fail('it was rebuilt')
    },
    fileTicket: (description: string) =>
      sql(`insert into ticket (draft_id, author_id, filed_by, category_id, place, description, urgency, status)
        select gen_random_uuid(), p.id, p.id, c.id, 'Кабинет 204', '${description}', 'normal', 'new'
        from person p, (select min(id) as id from category) c where telegram_id = 1`),
    tickets: () => sql(`select string_agg(description || ' ' || place, ', ' order by id) from ticket`),
    /** Changes that are none, so many megabytes of them. */
    write: (megabytes: number) =>
      sql(`select count(pg_logical_emit_message(false, 'test', repeat(md5(n::text), 32768)))
        from generate_series(1, ${megabytes}) n`),
    async backupIsGood(): Promise<void> {
      assert.deepEqual(await script('backup.sh'), { code: 0, output: '' })
    },
    async diesAt(moment: (typeof archiveMoments)[number]): Promise<void> {
      const run = school.run('backup.sh', [], { SCHOOLBOT_FAILPOINT: moment })
      assert.notEqual(await run.ended, 0, run.output())
    },
    metric(name: string): number {
      const file = join(school.path, 'backups', 'metrics', 'archive.prom')
      const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
      return Number(new RegExp(`^schoolbot_archive_${name} (\\S+)$`, 'm').exec(text)?.[1])
    },
    bases: async () => Number(await inArchive('ls */base/*.json | wc -l')),
    /** To the second, as it is typed: nothing else happens within it. */
    async moment(): Promise<Date> {
      await sleep(1_100)
      const at = new Date(Math.floor(Date.now() / 1000) * 1000)
      await sleep(1_100)
      return at
    },
    caughtUp: async () =>
      (await sql(
        `select coalesce(bool_and(active and restart_lsn >= pg_current_wal_flush_lsn()), false) from pg_replication_slots`,
      )) === 't',
    async remove(): Promise<void> {
      await school.docker('rm', '--force', '--volumes', holder)
      await school.remove()
    },
  }
}

/** In memory, which keeps what it has while somebody holds it. */
async function makeItSmall(school: Installation): Promise<void> {
  const config: { services: { postgres: { command: string[] } } } = JSON.parse(
    await school.compose('config', '--format', 'json'),
  )
  const command = config.services.postgres.command.map((word) =>
    word.replace('max_slot_wal_keep_size=1GB', 'max_slot_wal_keep_size=48MB'),
  )
  const options = { type: 'tmpfs', device: 'tmpfs', o: 'size=256m,uid=999,gid=999,mode=700' }
  // what lies there counts as memory of who wrote it
  const deploy = { resources: { limits: { memory: '256m' } } }
  const override = {
    services: { postgres: { command }, 'wal-archive': { deploy } },
    volumes: { archive: { driver: 'local', driver_opts: options } },
  }
  writeFileSync(join(school.path, 'docker-compose.override.yml'), JSON.stringify(override))
  const ofCompose = ['project=' + projectName, 'volume=archive'].map(
    (label) => `--label=com.docker.compose.${label}`,
  )
  const given = Object.entries(options).map(([name, value]) => `--opt=${name}=${value}`)
  await school.docker('volume', 'create', '--driver=local', ...given, ...ofCompose, volume)
  const held = ['--detach', `--name=${holder}`, `--volume=${volume}:/archive`, '--network=none']
  const sleeping = ['--tmpfs=/var/lib/postgresql', '--entrypoint=sleep', 'postgres:18.6-trixie', 'infinity']
  await school.docker('run', ...held, ...sleeping)
}
