import { existsSync, mkdirSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { forgetArchive, hasArchive, keepArchive } from '../archive/keep-archive.ts'
import { ensureOpsTools, type OpsTools } from '../ops-tools/ops-tools.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { removeScratchServers } from '../postgres/scratch-server.ts'
import { waitForPostgres } from '../postgres/wait-for-postgres.ts'
import { exitCodeOf, wordsOf } from '../steps/exit-code.ts'
import type { Opened } from '../steps/open-setup.ts'
import { StepError } from '../steps/step.ts'
import { listBackups, newestWhole } from './backup-list.ts'
import { backupName } from './backup-name.ts'
import { backupsFolder, keepOptions } from './backup-run.ts'
import { backupTexts } from './backup-texts.ts'
import { sizeOf } from './list-lines.ts'
import { makeBackup } from './make-backup.ts'
import { filesOf, type Manifest, type Part, verifiedFile } from './manifest.ts'
import { createOffSite, hasOffSite } from './off-site.ts'
import { pruneBackups, removeLeftovers } from './prune.ts'
import { createSealing } from './sealing.ts'
import { createTelling, type Telling } from './tell-attempt.ts'
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

/** What an attempt works with beside the installation. */
interface Place {
  backups: string
  begunAt: Date
  tools: () => Promise<OpsTools>
  telling: Telling
}

/** One attempt, from waiting for Postgres to telling of it: a failure is in the metrics and in Telegram when it throws. */
export async function runBackup(opened: Opened, attempt: Attempt): Promise<void> {
  const { setup, docker } = opened
  let building: Promise<OpsTools> | undefined
  const place: Place = {
    backups: backupsFolder(setup.root, setup.env),
    begunAt: new Date(),
    tools: () => (building ??= ensureOpsTools(docker, attempt.say)),
    telling: createTelling(setup, attempt.warn),
  }
  const { telling, backups, begunAt } = place
  await telling.ping('start')
  const manifest = await makeOrTell(opened, attempt, place)
  const { name } = manifest
  if (attempt.drill) {
    writeFileSync(join(backups, name, verifiedFile), `${new Date().toISOString()}\n`, { flush: true })
    telling.drill({ good: true, begunAt })
  }
  const offSiteFault = await copyOffSite(opened, attempt, place)
  const copied = offSiteFault === undefined ? 'copied' : 'failed'
  telling.attempt({ good: true, offSite: hasOffSite(setup.env) ? copied : 'not configured' })
  const archiveFault = await keepArchiveToo(opened, attempt)
  if (archiveFault !== undefined) {
    await telling.notify('failed', (sender) => backupTexts.archiveFailed(sender, name, archiveFault))
  }
  if (offSiteFault !== undefined) {
    await telling.notify('failed', (sender) => backupTexts.offSiteFailed(sender, name, offSiteFault))
    await telling.ping('fail')
    throw new StepError(`${name} is made, but not copied to BACKUP_RESTIC_REPOSITORY: ${offSiteFault}`)
  }
  if (archiveFault !== undefined) {
    await telling.ping('fail')
    throw new StepError(`${name} is made, but ${archiveFault}`)
  }
  // last: nothing is deleted here before what is new is where it belongs
  const deleted = pruneBackups(backups, keepOptions(setup.env, new Date()))
  const bytes = filesOf(manifest).reduce((sum, file) => sum + file.bytes, 0)
  const seconds = (Date.now() - begunAt.getTime()) / 1000
  const offSite = hasOffSite(setup.env) ? true : undefined
  const facts = { name, bytes, seconds, offSite, deleted: deleted.length }
  await telling.notify('done', (sender) => backupTexts.done(sender, facts))
  await telling.ping('ok')
  attempt.say(`Made ${join(backups, name)}: ${sizeOf(bytes)} in ${seconds.toFixed(1)} s`)
  for (const missing of manifest.missing) attempt.say(`It is without ${missing}`)
  if (attempt.drill) attempt.say('It was restored for trial, and holds all that was counted')
  for (const one of deleted) attempt.say(`Deleted ${one}, which is too old`)
}

/** What is wrong with the archive, in words; undefined when all is well, or there is none here. */
async function keepArchiveToo(opened: Opened, { only, say }: Attempt): Promise<string | undefined> {
  if (only !== undefined) return undefined
  if (!hasArchive(opened)) {
    forgetArchive(opened)
    return undefined
  }
  try {
    const now = new Date()
    await keepArchive(opened, { now, keepDays: keepOptions(opened.setup.env, now).keepDays, say })
    return undefined
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    return error.message
  }
}

async function makeOrTell(opened: Opened, attempt: Attempt, place: Place): Promise<Manifest> {
  const { telling, begunAt } = place
  try {
    return await make(opened, attempt, place)
  } catch (error) {
    const { env } = opened.setup
    telling.attempt({ good: false, offSite: hasOffSite(env) ? 'not tried' : 'not configured' })
    if (attempt.drill) telling.drill({ good: false, begunAt })
    if (error instanceof Error && exitCodeOf(error) !== undefined) {
      await telling.notify('failed', (sender) => backupTexts.failed(sender, wordsOf(error)))
    }
    await telling.ping('fail')
    throw error
  }
}

async function make(opened: Opened, attempt: Attempt, { backups, begunAt, tools }: Place): Promise<Manifest> {
  const { setup, docker, project } = opened
  removeLeftovers(backups)
  await removeScratchServers(docker, project)
  const server = await waitForPostgres(docker, attempt.say)
  await checkSpace(server, backups, begunAt)
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

/** A dump is a small part of its database, which has indexes and room to write; but nobody knows how small. */
async function checkSpace(server: PostgresServer, backups: string, now: Date): Promise<void> {
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const last = newestWhole(listBackups(backups), now)
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
  { backups, tools }: Place,
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
