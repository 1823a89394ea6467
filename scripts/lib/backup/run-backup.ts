import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureOpsTools, type OpsTools } from '../ops-tools/ops-tools.ts'
import { schoolDatabase } from '../postgres/database-names.ts'
import { removeScratchServers } from '../postgres/scratch-server.ts'
import { waitForPostgres } from '../postgres/wait-for-postgres.ts'
import { wordsOf } from '../steps/exit-code.ts'
import type { Opened } from '../steps/open-setup.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import { sizeOf } from '../words/sizes-and-ages.ts'
import { backupName } from './backup-name.ts'
import { checkRoom } from './backup-room.ts'
import { backupsFolder, keepOptions } from './backup-run.ts'
import { backupTexts, type Sender } from './backup-texts.ts'
import { copyOffSite, lookAfterArchive, type Shortcoming } from './look-after.ts'
import { type Made, makeBackup } from './make-backup.ts'
import { filesOf, type Manifest, type Part, verifiedFile } from './manifest.ts'
import { hasOffSite } from './off-site.ts'
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
  const { telling, begunAt } = place
  await telling.ping('start')
  let done: Done
  try {
    done = await makeAndLookAfter(opened, attempt, place)
  } catch (error) {
    // what holds a part says nothing of the night's backup
    if (attempt.only === undefined) {
      telling.attempt({ good: false, offSite: hasOffSite(setup.env) ? 'not tried' : 'not configured' })
    }
    if (attempt.drill) telling.drill({ good: false, begunAt })
    const words = error instanceof Error ? wordsOf(error) : String(error)
    await telling.notify('failed', (sender) => backupTexts.failed(sender, words))
    await telling.ping('fail')
    throw error
  }
  if (done.shortcomings.length === 0) return tellDone(attempt, place, done)
  for (const { text } of done.shortcomings) await telling.notify('failed', text)
  await telling.ping('fail')
  const words = done.shortcomings.map((one) => one.words).join('; ')
  throw new StepError(`${done.manifest.name} is made, but ${words}`)
}

interface Done {
  manifest: Manifest
  shortcomings: Shortcoming[]
  deleted: string[]
  isCopied: boolean
}

async function makeAndLookAfter(opened: Opened, attempt: Attempt, place: Place): Promise<Done> {
  const { backups, begunAt, tools, telling } = place
  const { only, drill, say } = attempt
  const { env } = opened.setup
  const { manifest, faults } = await make(opened, attempt, place)
  const { name } = manifest
  if (drill) {
    writeFileSync(join(backups, name, verifiedFile), `${new Date().toISOString()}\n`, { flush: true })
    telling.drill({ good: true, begunAt })
  }
  const offSite = await copyOffSite(opened, { name, check: drill, tools, say })
  const isCopied = hasOffSite(env) && offSite === undefined
  const archive = only === undefined ? await lookAfterArchive(opened, { name, say }) : undefined
  if (only === undefined) {
    const state = isCopied ? 'copied' : hasOffSite(env) ? 'failed' : 'not configured'
    telling.attempt({ good: faults.length === 0, offSite: state })
  }
  const shortcomings = [
    ...faults.map((fault) => ({
      words: `without ${fault}`,
      text: (sender: Sender) => backupTexts.partsFailed(sender, name, fault),
    })),
    ...[offSite, archive].filter((one) => one !== undefined),
  ]
  // last: nothing is deleted here before what is new is where it belongs
  const deleted = shortcomings.length > 0 ? [] : pruneBackups(backups, keepOptions(env, new Date()))
  return { manifest, shortcomings, deleted, isCopied }
}

async function tellDone(
  { say, drill }: Attempt,
  { backups, begunAt, telling }: Place,
  { manifest, deleted, isCopied }: Done,
): Promise<void> {
  const { name } = manifest
  const bytes = filesOf(manifest).reduce((sum, file) => sum + file.bytes, 0)
  const seconds = (Date.now() - begunAt.getTime()) / 1000
  const facts = { name, bytes, seconds, offSite: isCopied || undefined, deleted: deleted.length }
  await telling.notify('done', (sender) => backupTexts.done(sender, facts))
  await telling.ping('ok')
  say(`Made ${join(backups, name)}: ${sizeOf(bytes)} in ${seconds.toFixed(1)} s`)
  for (const missing of manifest.missing) say(`It is without ${missing}`)
  if (drill) say('It was restored for trial, and holds all that was counted')
  for (const one of deleted) say(`Deleted ${one}, which is too old`)
}

async function make(opened: Opened, attempt: Attempt, { backups, begunAt, tools }: Place): Promise<Made> {
  const { setup, docker, project } = opened
  if (!project.present.includes('postgres')) {
    throw new PreflightError('this installation uses a Postgres of its own: back that up where it is')
  }
  removeLeftovers(backups)
  await removeScratchServers(docker, project)
  const server = await waitForPostgres(docker, [schoolDatabase(setup.env), 'glitchtip'], attempt.say)
  await checkRoom(server, backups, begunAt)
  const sealing = createSealing(setup.env, tools)
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
