import { existsSync, mkdirSync, statfsSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { metricsFolder } from '../metrics/metrics-file.ts'
import { ensureOpsTools, type OpsTools } from '../ops-tools/ops-tools.ts'
import { findPostgres, type PostgresServer, sessionName } from '../postgres/postgres-server.ts'
import { removeScratchServers } from '../postgres/scratch-server.ts'
import { exitCodeOf, wordsOf } from '../steps/exit-code.ts'
import type { Opened } from '../steps/open-setup.ts'
import { StepError } from '../steps/step.ts'
import { listBackups } from './backup-list.ts'
import { writeBackupMetrics, writeVerifiedMetrics } from './backup-metrics.ts'
import { backupName } from './backup-name.ts'
import { backupsFolder, keepOptions } from './backup-run.ts'
import { backupTexts, type Sender } from './backup-texts.ts'
import { sizeOf } from './list-lines.ts'
import { makeBackup } from './make-backup.ts'
import { filesOf, type Manifest, type Part, verifiedFile } from './manifest.ts'
import { notify, ping } from './notify.ts'
import { createOffSite, hasOffSite } from './off-site.ts'
import { pruneBackups, removeLeftovers } from './prune.ts'
import { createSealing } from './sealing.ts'
import { proveBackup } from './verify-backup.ts'

export interface Attempt {
  only: Part | undefined
  /** Whether it is restored for trial before it counts. */
  drill: boolean
  /** Lines for a person who looks on; what must be said in any case goes to `warn`. */
  say: (line: string) => void
  warn: (line: string) => void
  progress: (what: string, bytes: number) => void
}

export const senderOf = ({ setup }: Opened): Sender => ({
  host: hostname(),
  environment: setup.env['ENVIRONMENT'] || 'prod',
})

/** One attempt, from waiting for Postgres to telling of it: a failure is in the metrics and in Telegram when it throws. */
export async function runBackup(opened: Opened, attempt: Attempt): Promise<void> {
  const { setup, docker } = opened
  const backups = backupsFolder(setup.root, setup.env)
  const begunAt = new Date()
  const warn = (line: string | undefined) => line && attempt.warn(line)
  let building: Promise<OpsTools> | undefined
  const tools = () => (building ??= ensureOpsTools(docker, attempt.say))
  warn(await ping(setup, 'start'))
  let manifest: Manifest
  try {
    manifest = await make(opened, attempt, { backups, begunAt, tools })
  } catch (error) {
    tellMetrics(opened, { good: false, offSite: hasOffSite(setup.env) ? 'not tried' : 'not configured' })
    if (attempt.drill) {
      drillMetrics(opened, { good: false, begunAt })
    }
    if (error instanceof Error && exitCodeOf(error) !== undefined) {
      const text = backupTexts.failed(senderOf(opened), wordsOf(error))
      warn(await notify(setup, { kind: 'failed', text }))
    }
    warn(await ping(setup, 'fail'))
    throw error
  }
  const { name } = manifest
  if (attempt.drill) {
    writeFileSync(join(backups, name, verifiedFile), `${new Date().toISOString()}\n`, { flush: true })
    drillMetrics(opened, { good: true, begunAt })
  }
  const deleted = pruneBackups(backups, keepOptions(setup.env, new Date()))
  const offSiteFault = await copyOffSite(opened, attempt, { backups, tools })
  const copied = offSiteFault === undefined ? 'copied' : 'failed'
  tellMetrics(opened, { good: true, offSite: hasOffSite(setup.env) ? copied : 'not configured' })
  const bytes = filesOf(manifest).reduce((sum, file) => sum + file.bytes, 0)
  const seconds = (Date.now() - begunAt.getTime()) / 1000
  if (offSiteFault !== undefined) {
    const text = backupTexts.offSiteFailed(senderOf(opened), name, offSiteFault)
    warn(await notify(setup, { kind: 'failed', text }))
    warn(await ping(setup, 'fail'))
    throw new StepError(`${name} is made, but not copied to BACKUP_RESTIC_REPOSITORY: ${offSiteFault}`)
  }
  const offSite = hasOffSite(setup.env) ? true : undefined
  const facts = { name, bytes, seconds, offSite, deleted: deleted.length }
  warn(await notify(setup, { kind: 'done', text: backupTexts.done(senderOf(opened), facts) }))
  warn(await ping(setup, 'ok'))
  attempt.say(`Made ${join(backups, name)}: ${sizeOf(bytes)} in ${seconds.toFixed(1)} s`)
  for (const missing of manifest.missing) attempt.say(`It is without ${missing}`)
  if (attempt.drill) attempt.say('It was restored for trial, and holds all that was counted')
  for (const one of deleted) attempt.say(`Deleted ${one}, which is too old`)
}

interface Place {
  backups: string
  begunAt: Date
  tools: () => Promise<OpsTools>
}

async function make(opened: Opened, attempt: Attempt, { backups, begunAt, tools }: Place): Promise<Manifest> {
  const { setup, docker, project } = opened
  removeLeftovers(backups)
  await removeScratchServers(docker, project)
  const server = await waitForPostgres(opened, attempt.say)
  await checkSpace(server, backups)
  const sealing = await createSealing(setup.env, tools)
  const { say, progress } = attempt
  const prove = (folder: string, manifest: Manifest) =>
    proveBackup(folder, manifest, { docker, project, tools, key: undefined, say })
  const run = { docker, project, setup, server, sealing, progress }
  const name = backupName(begunAt)
  if (existsSync(join(backups, name))) throw new StepError(`${name} is there already: start again`)
  return makeBackup(run, backups, {
    ...{ only: attempt.only, name, begunAt, tools },
    prove: attempt.drill ? prove : undefined,
  })
}

/** After a start of the machine the engine starts it without waiting for anybody. */
async function waitForPostgres({ docker }: Opened, say: (line: string) => void): Promise<PostgresServer> {
  for (const deadline = Date.now() + 60_000; ; await sleep(1_000)) {
    try {
      const server = await findPostgres(docker)
      // what a run that was killed left at work
      const leftover = `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = '${sessionName}' and pid <> pg_backend_pid()`
      await server.sql('postgres', leftover)
      return server
    } catch (error) {
      if (!(error instanceof StepError) || Date.now() > deadline) throw error
      say('Waiting for Postgres')
    }
  }
}

/** A dump is a small part of its database, which has indexes and room to write; but nobody knows how small. */
async function checkSpace(server: PostgresServer, backups: string): Promise<void> {
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const last = listBackups(backups).find((one) => one.kind === 'ours' && one.whole)
  const sizes = 'select sum(pg_database_size(oid)) from pg_database where not datistemplate'
  const all = Number(await server.sql('postgres', sizes))
  const needed = Math.ceil(last === undefined ? all / 2 : Math.min(all, last.bytes * 1.5)) + 16 * 2 ** 20
  const { bavail, bsize } = statfsSync(backups)
  if (bavail * bsize < needed) {
    throw new StepError(
      `${backups} has room for ${sizeOf(bavail * bsize)} and ${sizeOf(needed)} may be needed: make room, or set BACKUP_DIR in .env`,
    )
  }
}

/** What went wrong, in words; undefined when all is well or nothing is configured. */
async function copyOffSite(
  { setup, project }: Opened,
  { say, drill }: Attempt,
  { backups, tools }: Pick<Place, 'backups' | 'tools'>,
): Promise<string | undefined> {
  const { root, env } = setup
  if (!hasOffSite(env)) return undefined
  try {
    say('Copying to BACKUP_RESTIC_REPOSITORY')
    const offSite = createOffSite({ root, env, host: project.name, tools: await tools() })
    await offSite.copy(backups)
    if (drill) await offSite.check()
    return undefined
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    return error.message
  }
}

function tellMetrics({ setup }: Opened, { good, offSite }: { good: boolean; offSite: OffSiteState }): void {
  const listed = listBackups(backupsFolder(setup.root, setup.env))
  writeBackupMetrics(metricsFolder(setup.root, setup.env), { good, at: new Date(), offSite }, listed)
}

type OffSiteState = Parameters<typeof writeBackupMetrics>[1]['offSite']

export function drillMetrics({ setup }: Opened, { good, begunAt }: { good: boolean; begunAt: Date }): void {
  const at = new Date()
  const seconds = (at.getTime() - begunAt.getTime()) / 1000
  const listed = listBackups(backupsFolder(setup.root, setup.env))
  writeVerifiedMetrics(metricsFolder(setup.root, setup.env), { good, at, seconds }, listed)
}
