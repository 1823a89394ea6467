import { backupsFolder } from '../backup/backup-run.ts'
import { readManifest } from '../backup/manifest.ts'
import { ensureOpsTools } from '../ops-tools/ops-tools.ts'
import { startScratchServer } from '../postgres/scratch-server.ts'
import { openSetup } from '../steps/open-setup.ts'
import { type Chosen, chooseBackup } from './chosen-backup.ts'
import { confirm } from './confirmation.ts'
import { openMoment } from './moment-source.ts'
import { prepareNewServer } from './new-server.ts'
import { fillNewServer, isNothing } from './new-server-data.ts'
import type { Unsealing } from './opened-file.ts'
import { openSource, readKey } from './opened-source.ts'
import { reachPostgres } from './reached-postgres.ts'
import { beginWithEmptyPostgres } from './rescued-postgres.ts'
import type { RestoreOptions } from './restore-options.ts'
import { type RestoreRun, type Target, targetOf } from './restore-run.ts'
import type { RestoreSource } from './restore-source.ts'
import { restoreDatabase, showLoss } from './restored-database.ts'
import { checkGrafana, restoreGrafana } from './restored-grafana.ts'
import { removeMigrateRuns } from './schema-state.ts'
import type { Terminal } from './terminal.ts'
import { undoRestore } from './undone-restore.ts'

export interface Started {
  root: string
  options: RestoreOptions
  processEnv: NodeJS.ProcessEnv
  say: (line: string) => void
  terminal: Terminal
  at: Date
}

/** All that restore.sh does; throws a StepError that says what to do, and of which kind it is. */
export async function runRestore(started: Started): Promise<void> {
  const { options } = started
  if (options.newServer) return newServer(started)
  const { docker, project, setup } = await openSetup(started)
  const opened = { docker, project, setup, ...started }
  const unsealing: Unsealing = {
    tools: () => ensureOpsTools(docker, setup.say),
    key: readKey(options.key),
  }
  if (options.undo) {
    const server = await reachPostgres(docker, setup, { mayStart: !options.dryRun })
    const part = options.only === 'glitchtip' ? 'glitchtip' : 'schoolbot'
    return undoRestore({ ...opened, server }, targetOf(part, setup.env))
  }
  if (options.at !== undefined) {
    const server = await reachPostgres(docker, setup, { mayStart: !options.dryRun })
    return restoreMoment({ ...opened, server }, options.at)
  }
  const chosen = await chooseBackup({
    file: options.file,
    backups: backupsFolder(started.root, setup.env),
    from: process.cwd(),
    terminal: started.terminal,
    now: started.at,
  })
  if (options.only === 'grafana') return grafanaAlone(opened, chosen, unsealing)
  if (options.rescue) return rescue(opened, chosen, unsealing)
  const server = await reachPostgres(docker, setup, { mayStart: !options.dryRun })
  await restoreOne({ ...opened, server }, chosen, unsealing)
}

async function newServer(started: Started): Promise<void> {
  const prepared = await prepareNewServer(started)
  if (prepared === undefined) return
  await fillNewServer({ ...started, ...(await openSetup(started)) }, prepared)
}

type Opened = Omit<RestoreRun, 'server'>

async function restoreOne(run: RestoreRun, chosen: Chosen, unsealing: Unsealing): Promise<void> {
  const { options, setup } = run
  const part = options.only === 'glitchtip' ? 'glitchtip' : 'schoolbot'
  const target = targetOf(part, setup.env)
  setup.say(`Checking ${chosen.name}`)
  const source = await openSource(chosen, part, { server: run.server, unsealing })
  await askAndRestore(run, target, source)
}

async function restoreMoment(run: RestoreRun, typed: string): Promise<void> {
  const { source, dispose } = await openMoment(run, typed)
  try {
    await askAndRestore(run, targetOf('schoolbot', run.setup.env), source)
  } finally {
    dispose()
  }
}

async function askAndRestore(run: RestoreRun, target: Target, source: RestoreSource): Promise<void> {
  const { options, docker, project } = run
  await showLoss(run, target, source)
  if (options.dryRun) return
  await confirmFor(run, target.database, `restore ${target.database} from ${source.name}`)
  await removeMigrateRuns(docker, project.name)
  await restoreDatabase(run, target, source)
}

function confirmFor({ terminal, options, setup }: Opened, word: string, what: string): Promise<void> {
  return confirm({ terminal, yes: options.yes, environment: setup.env['ENVIRONMENT'], word, what })
}

async function grafanaAlone(opened: Opened, chosen: Chosen, unsealing: Unsealing): Promise<void> {
  await checkGrafana(chosen, unsealing)
  if (opened.options.dryRun) return
  await confirmFor(opened, 'grafana', `put Grafana of ${chosen.name} in the place of the present one`)
  await restoreGrafana(opened, chosen, unsealing)
}

/** What the backup has of databases, in a Postgres that begins anew. */
async function rescue(opened: Opened, chosen: Chosen, unsealing: Unsealing): Promise<void> {
  const { docker, project, setup, options } = opened
  const parts = partsOf(chosen)
  setup.say(`Checking ${chosen.name}, in a Postgres of its own`)
  {
    await using server = await startScratchServer(docker, project)
    for (const part of parts) await openSource(chosen, part, { server, unsealing })
  }
  setup.say(`All that Postgres has now is put aside, and ${parts.join(' and ')} restored from ${chosen.name}`)
  if (options.dryRun) return
  const { database } = targetOf('schoolbot', setup.env)
  await confirmFor(opened, database, 'begin with an empty Postgres')
  await beginWithEmptyPostgres(opened)
  const server = await reachPostgres(docker, setup, { mayStart: true })
  for (const part of parts) {
    const source = await openSource(chosen, part, { server, unsealing })
    await restoreDatabase({ ...opened, server }, targetOf(part, setup.env), source)
  }
}

function partsOf({ kind, path }: Chosen): Target['part'][] {
  if (kind === 'file') return ['schoolbot']
  const { databases } = readManifest(path)
  return (['schoolbot', 'glitchtip'] as const).filter((part) => !isNothing(databases[part]))
}
