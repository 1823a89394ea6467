// The program behind backup.sh.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureOpsTools } from '../ops-tools/ops-tools.ts'
import { dropExpired } from '../postgres/kept-databases.ts'
import { findPostgres } from '../postgres/postgres-server.ts'
import { InterruptedError } from '../processes/pipeline.ts'
import { readEnvFile } from '../settings/env-file.ts'
import { LockedError, NothingToDo, runScriptProgram, wordsOf } from '../steps/exit-code.ts'
import { openSetup } from '../steps/open-setup.ts'
import { createSettings } from '../steps/setup.ts'
import { StepError } from '../steps/step.ts'
import { listBackups } from './backup-list.ts'
import { parseWish, type Wish } from './backup-options.ts'
import { backupsFolder, keepOptions } from './backup-run.ts'
import { backupTexts } from './backup-texts.ts'
import { findBackup } from './find-backup.ts'
import { listJson, listLines } from './list-lines.ts'
import { parts, pinnedFile } from './manifest.ts'
import { createOffSite, hasOffSite } from './off-site.ts'
import { createProgress } from './progress.ts'
import { whatToPrune } from './prune.ts'
import { runBackup } from './run-backup.ts'
import { runVerify } from './run-verify.ts'
import { installSchedule, removeSchedule, showSchedule } from './schedule.ts'
import { scheduleOf, thisMachine } from './schedule-machine.ts'
import { checkedTime } from './schedule-plan.ts'
import { createTelling } from './tell-attempt.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const processEnv = process.env
type Environment = Readonly<Record<string, string | undefined>>

const print = (line: string) => console.log(line)
const interruption = new AbortController()
const { signal } = interruption
const warn = (line: string) => console.error(`backup.sh: warning: ${line}`)

await runScriptProgram('backup.sh', async () => {
  const wish = parseWish(process.argv.slice(2))
  // what is at work is ended, and that is told as any failure is
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interruption.abort(new InterruptedError(`interrupted by ${signal}`)))
  }
  return (await run(wish)) ?? 0
})

/** Returns an exit code other than 0. */
async function run(wish: Wish): Promise<number | void> {
  const env = { ...readEnvFile(join(root, '.env')).values, ...processEnv }
  const backups = backupsFolder(root, env)
  switch (wish.kind) {
    case 'list':
      return list(backups, wish.json)
    case 'pin':
      return pin(findBackup(backups, wish.name), wish.reason)
    case 'make':
      return wish.dryRun ? plan(backups, env) : make(wish, env)
    case 'kept-out':
      throw await toldOf(
        new LockedError(`${wish.by} has been at work in this folder for an hour: no backup was made`),
        env,
      )
    case 'verify':
      return runVerify(await openSetup({ root, processEnv, say: print, signal }), {
        ...{ name: wish.name, keyFile: wish.keyFile, say: print, warn },
      })
    case 'fetch':
      return fetchBack(wish.id, backups, env)
    case 'schedule':
      return schedule(wish, env)
  }
}

async function make({ only, drill }: Wish & { kind: 'make' }, env: Environment): Promise<void> {
  // under cron what is printed becomes a letter: only what went wrong deserves one
  const say = process.stdout.isTTY ? print : () => undefined
  const { progress, end } = createProgress(process.stderr)
  const opened = await openSetup({ root, processEnv, say, signal }).catch(async (error: unknown) => {
    throw error instanceof Error ? await toldOf(error, env) : error
  })
  try {
    await runBackup(opened, { only, drill, say: (line) => (end(), say(line)), warn, progress })
    for (const name of await dropExpired(await findPostgres(opened.docker), new Date())) {
      say(`Dropped the database ${name}, which a restore had replaced`)
    }
  } finally {
    end()
  }
}

/** Without Docker nothing else tells of it: the monitoring is down then too. Returns the failure. */
async function toldOf<Failure extends Error>(failure: Failure, env: Environment): Promise<Failure> {
  const telling = createTelling(createSettings(root, env), warn)
  telling.attempt({ good: false, offSite: hasOffSite(env) ? 'not tried' : 'not configured' })
  await telling.notify('failed', (sender) => backupTexts.failed(sender, wordsOf(failure)))
  await telling.ping('fail')
  return failure
}

function list(backups: string, json: boolean): void {
  const listed = listBackups(backups)
  if (json) return print(listJson(listed, new Date()))
  if (listed.length === 0) throw new NothingToDo(`there is no backup in ${backups}`)
  for (const line of listLines(listed, new Date())) print(line)
}

function pin(folder: string, reason: string | undefined): void {
  if (reason === undefined) return rmSync(join(folder, pinnedFile), { force: true })
  writeFileSync(join(folder, pinnedFile), `${reason}\n`, { flush: true })
}

function plan(backups: string, env: Environment): void {
  print(`A backup of ${parts.join(', ')} would be made in ${backups}`)
  const doomed = whatToPrune(backups, keepOptions(env, new Date()))
  for (const name of doomed) print(`${name} would be deleted`)
  if (hasOffSite(env)) print('It would be copied to BACKUP_RESTIC_REPOSITORY')
}

async function schedule(wish: Wish & { kind: 'schedule' }, env: Environment): Promise<number> {
  const { project } = await openSetup({ root, processEnv, say: print, signal })
  const named = { checkout: root, projectName: project.name }
  const machine = thisMachine(processEnv)
  if (wish.act === 'show') {
    const { isInstalled, lines } = showSchedule(named, machine)
    for (const line of lines) print(line)
    return isInstalled ? 0 : 3
  }
  const timezone = env['SCHOOL_TIMEZONE'] || 'Europe/Moscow'
  const told =
    wish.act === 'remove'
      ? removeSchedule(named, machine)
      : installSchedule(
          scheduleOf({ ...named, ...checkedTime(wish.at, wish.drill), timezone, env: processEnv }),
          machine,
        )
  for (const line of told) print(line)
  return 0
}

/** On a new machine there is no .env yet: then the shell says where the copies are. */
async function fetchBack(id: string | undefined, backups: string, env: Environment): Promise<void> {
  if (!hasOffSite(env)) throw new StepError('BACKUP_RESTIC_REPOSITORY is empty: from where?')
  const { createDocker } = await import('../compose/docker.ts')
  const tools = await ensureOpsTools(createDocker(root, processEnv), print)
  const offSite = createOffSite({ root, env, host: 'any', tools })
  const copies = await offSite.list()
  const hosts = [...new Set(copies.map(({ host }) => host))]
  if (id === undefined && hosts.length > 1) {
    for (const one of hosts) {
      const newest = copies.findLast(({ host }) => host === one)
      print(`${one}: the newest copy is ${newest?.id} of ${newest?.at}`)
    }
    throw new StepError('copies of several installations are there: name one with --fetch COPY')
  }
  const copy = id === undefined ? copies.at(-1) : copies.find((one) => one.id === id)
  if (copy === undefined) throw new StepError(`there is no copy ${id ?? ''} in BACKUP_RESTIC_REPOSITORY`)
  await offSite.fetch(copy.id, backups)
  print(`Brought what the copy of ${copy.at} has into ${backups}`)
}
