import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { backupsFolder } from '../backup/backup-run.ts'
import { findKey } from '../backup/sealing.ts'
import { ensureOpsTools } from '../ops-tools/ops-tools.ts'
import type { Interruption } from '../steps/interruption.ts'
import { grafanaAlone, restoreAsked } from './asked-restore.ts'
import { type Chosen, chooseBackup } from './chosen-backup.ts'
import { openMoment } from './moment-source.ts'
import { prepareNewServer } from './new-server.ts'
import { fillNewServer } from './new-server-data.ts'
import type { Unsealing } from './opened-file.ts'
import { openSource } from './opened-source.ts'
import { reachPostgres } from './reached-postgres.ts'
import { rescue } from './rescue.ts'
import type { RestoreOptions } from './restore-options.ts'
import { type Opened, openRun, type RestoreRun, targetOf } from './restore-run.ts'
import type { Terminal } from './terminal.ts'
import { undoRestore } from './undone-restore.ts'

export interface Started {
  root: string
  options: RestoreOptions
  processEnv: NodeJS.ProcessEnv
  say: (line: string) => void
  terminal: Terminal
  at: Date
  interruption: Interruption
}

/** All that restore.sh does; throws a StepError that says what to do, and of which kind it is. */
export async function runRestore(started: Started): Promise<void> {
  const { root, options } = started
  removeClearText(root)
  if (options.newServer) {
    const prepared = await prepareNewServer(started)
    if (prepared === undefined) return
    return fillNewServer(await openRun(started), prepared)
  }
  const opened = await openRun(started)
  const { docker, setup } = opened
  const unsealing: Unsealing = {
    tools: () => ensureOpsTools(docker, setup.say),
    key: findKey(options.key),
  }
  const chosen = options.undo || options.at !== undefined ? undefined : await choose(opened)
  if (options.only === 'grafana' && chosen !== undefined) return grafanaAlone(opened, chosen, unsealing)
  if (options.rescue) return rescue(opened, chosen, unsealing)
  const server = await reachPostgres(docker, setup, { mayStart: !options.dryRun })
  await withServer({ ...opened, server }, chosen, unsealing)
}

/** What a run that was killed left of secrets and of people's data. */
function removeClearText(root: string): void {
  for (const name of ['restored-settings', 'moment']) {
    rmSync(join(root, '.cache', name), { recursive: true, force: true })
  }
}

function choose({ options, setup, terminal, at }: Opened): Promise<Chosen> {
  const backups = backupsFolder(setup.root, setup.env)
  return chooseBackup({ file: options.file, backups, from: process.cwd(), terminal, now: at })
}

async function withServer(run: RestoreRun, chosen: Chosen | undefined, unsealing: Unsealing): Promise<void> {
  const { options, setup, server } = run
  const part = options.only === 'glitchtip' ? 'glitchtip' : 'schoolbot'
  const target = targetOf(part, setup.env)
  if (options.at !== undefined) {
    const { source, dispose } = await openMoment(run, options.at)
    try {
      return await restoreAsked(run, target, source)
    } finally {
      dispose()
    }
  }
  if (chosen === undefined) return undoRestore(run, target)
  setup.say(`Checking ${chosen.name}`)
  const { signal } = run.interruption
  await restoreAsked(run, target, await openSource(chosen, part, { server, unsealing, signal }))
}
