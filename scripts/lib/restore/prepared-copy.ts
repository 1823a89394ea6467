import { removeMigrateRuns } from '../compose/migrate-runs.ts'
import { nameBeside } from '../postgres/database-names.ts'
import { readJson } from '../postgres/postgres-server.ts'
import { raiseReaderFence } from '../postgres/reader-fence.ts'
import { reach } from '../steps/failpoint.ts'
import { grantFigures, makeItOurs } from './database-rights.ts'
import { checkSpace } from './disk-space.ts'
import type { LiveDatabase } from './live-database.ts'
import { checkFacts, loadDatabase } from './loaded-database.ts'
import { createNewDatabase, dropNewDatabase, giveToOwner } from './new-database.ts'
import { type RestoreRun, steadyServer, type Target } from './restore-run.ts'
import type { RestoreSource } from './restore-source.ts'
import { migrateNew } from './schema-state.ts'
import { signOfLife } from './sign-of-life.ts'

/** A database beside the present one that could take its place at once. */
export interface PreparedCopy {
  name: string
  /** When the newest update was handled that it holds. */
  newest: Date
}

/** Makes it, checks it and brings it up to date; people work on meanwhile. When it throws nothing is left of it. */
export async function prepareCopy(
  run: RestoreRun,
  target: Target,
  { source, live }: { source: RestoreSource; live: LiveDatabase },
): Promise<PreparedCopy> {
  const { server, setup, interruption } = run
  await checkSpace(server, source)
  const name = nameBeside(target.database, 'restore', run.at)
  try {
    setup.say(`Restoring into a new database beside the present one`)
    await createNewDatabase(server, name, live.properties)
    interruption.stopHere()
    reach('restore: database made')
    await signOfLife('restoring', () => loadDatabase(server, name, source))
    interruption.stopHere()
    reach('restore: loaded')
    await checkFacts(server, name, source)
    await giveToOwner(server, name, target.owner)
    if (target.part === 'schoolbot') {
      await migrateNew(setup, server, { name, what: 'this backup' })
      if (source.origin === 'foreign') await grantFigures(server, name, target.owner)
    }
    const settings = live.properties?.settings ?? source.settings.map((setting) => ({ role: null, setting }))
    await makeItOurs(server, name, { ...target, settings }, setup.say)
    if (target.part === 'schoolbot') await raiseReaderFence(server, name)
    const newest = target.part === 'schoolbot' ? await newestUpdate(run, name) : undefined
    interruption.stopHere()
    reach('restore: ready')
    return { name, newest: newest ?? source.takenAt }
  } catch (error) {
    // which docker was to remove, and was ended itself
    await removeMigrateRuns(run.docker, run.project.name).catch(() => undefined)
    await dropNewDatabase(steadyServer(run), name, { withinSeconds: 20 }).catch(() => undefined)
    throw error
  }
}

async function newestUpdate({ server }: RestoreRun, name: string): Promise<Date | undefined> {
  const newest = "select coalesce(to_json(max(received_at)), 'null') from public.telegram_update"
  const found = await readJson<string | null>(server, name, newest)
  return found === null ? undefined : new Date(found)
}
