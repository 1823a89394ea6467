import type { Chosen } from './chosen-backup.ts'
import { confirm } from './confirmation.ts'
import { clearLeftovers } from './leftovers.ts'
import type { Unsealing } from './opened-file.ts'
import type { Opened, RestoreRun, Target } from './restore-run.ts'
import type { RestoreSource } from './restore-source.ts'
import { restoreDatabase, showLoss } from './restored-database.ts'
import { checkGrafana, restoreGrafana } from './restored-grafana.ts'

/** Restores a database once the operator knows what that costs, and has said yes. */
export async function restoreAsked(run: RestoreRun, target: Target, source: RestoreSource): Promise<void> {
  const { options, server, setup } = run
  // a run that was killed may have shut people out, and then nothing could be read
  if (!options.dryRun) await clearLeftovers(server, target.database, setup.say)
  await showLoss(run, target, source)
  if (options.dryRun) return
  await confirmFor(run, target.database, `restore ${target.database} from ${source.name}`)
  await restoreDatabase(run, target, source)
}

export async function grafanaAlone(opened: Opened, chosen: Chosen, unsealing: Unsealing): Promise<void> {
  await checkGrafana(chosen, unsealing, opened.interruption.signal)
  opened.setup.say(
    `Accounts and settings of Grafana come from ${chosen.name}; the present ones are kept beside`,
  )
  if (opened.options.dryRun) return
  await confirmFor(opened, 'grafana', `put Grafana of ${chosen.name} in the place of the present one`)
  await opened.interruption.carryThrough(() => restoreGrafana(opened, chosen, unsealing))
}

/** Throws a UsageError when nobody has said yes. */
export async function confirmFor(
  { terminal, options, setup, interruption }: Opened,
  word: string,
  what: string,
): Promise<void> {
  interruption.stopHere()
  await confirm({ terminal, yes: options.yes, environment: setup.env['ENVIRONMENT'], word, what })
  interruption.stopHere()
}
