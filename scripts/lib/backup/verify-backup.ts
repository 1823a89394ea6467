import { join } from 'node:path'
import type { ComposeProject } from '../compose/compose-project.ts'
import type { StreamingDocker } from '../compose/docker.ts'
import type { OpsTools } from '../ops-tools/ops-tools.ts'
import { differences, readFacts } from '../postgres/database-facts.ts'
import { requireRoom } from '../postgres/docker-room.ts'
import { readJson } from '../postgres/postgres-server.ts'
import { type ScratchServer, startScratchServer } from '../postgres/scratch-server.ts'
import { type Program, runPipeline } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'
import { type BackupFile, type DatabaseDump, isEncrypted, type Manifest } from './manifest.ts'
import { openSealed } from './sealing.ts'

interface Options {
  docker: StreamingDocker
  project: ComposeProject
  tools: () => Promise<OpsTools>
  /** The file of a private key of age, for what is sealed. */
  key: string | undefined
  say: (line: string) => void
}

/**
 * Restores a backup for trial: each database into a Postgres of its own, where everything must be there that the manifest
 * counts. Throws a StepError with the first that is not. What cannot be tried is not good. Sums are checked elsewhere.
 */
export async function proveBackup(folder: string, manifest: Manifest, options: Options): Promise<void> {
  const { docker, project, tools, key, say } = options
  const read = async (file: BackupFile): Promise<{ programs: Program[]; from: { file: string } }> => {
    const from = { file: join(folder, file.name) }
    if (!isEncrypted(file)) return { programs: [], from }
    if (key === undefined) {
      throw new StepError(`${file.name} is sealed: give the private key with --key FILE`)
    }
    return { programs: [openSealed(await tools(), key)], from }
  }
  const { schoolbot, glitchtip } = manifest.databases
  const dumps = [schoolbot, glitchtip].filter((dump) => dump !== undefined)
  if (dumps.length > 0) {
    say('Starting a Postgres for the trial')
    await using server = await startScratchServer(docker, project)
    const largest = Math.max(...dumps.map(({ databaseBytes }) => databaseBytes))
    await requireRoom(server, { bytes: largest * 1.3, what: 'a restore for trial' })
    if (manifest.roles !== undefined) {
      const { programs, from } = await read(manifest.roles)
      const program = programs[0] ?? server.program('cat', ['cat'])
      await restoreRoles(server, (await runPipeline([program], { from })).printed)
    }
    for (const dump of dumps) {
      say(`Restoring ${dump.database}`)
      await restoreDump(server, dump, await read(dump))
    }
  }
  if (manifest.grafana !== undefined) {
    const { programs, from } = await read(manifest.grafana)
    const check = 'cat > /tmp/g.db; test "$(sqlite3 /tmp/g.db "pragma integrity_check")" = ok'
    const sqlite = (await tools()).program('the check of grafana.db', ['bash', '-euc', check])
    await runPipeline([...programs, sqlite], { from })
  }
  if (manifest.settings !== undefined && key !== undefined) {
    const { programs, from } = await read(manifest.settings)
    const tar = (await tools()).program('the archive of the settings', ['tar', '--list', '--file=-'])
    await runPipeline([...programs, tar], { from })
  }
}

/** postgres is there already, and stays as it is. */
async function restoreRoles(server: ScratchServer, roles: string): Promise<void> {
  const lines = roles.split('\n').filter((line) => !/^(CREATE|ALTER) ROLE postgres\b/.test(line))
  // pg_dumpall forbids commands of psql in what follows; what comes through a pipe knows no way around them
  await server.sql('postgres', lines.join('\n'))
}

async function restoreDump(
  server: ScratchServer,
  dump: DatabaseDump,
  { programs, from }: { programs: Program[]; from: { file: string } },
): Promise<void> {
  const database = 'trial'
  await server.sql('postgres', 'create database :"name" template template0', { name: database })
  const restore = ['pg_restore', '--exit-on-error', '--single-transaction', `--dbname=${database}`]
  await runPipeline([...programs, server.program('pg_restore', restore)], { from })
  const found = await readFacts((statement) => readJson(server, database, statement))
  const [first] = differences(dump.facts, found)
  if (first !== undefined) throw new StepError(`${dump.name} does not hold what was counted: ${first}`)
  await server.sql('postgres', 'drop database :"name" with (force)', { name: database })
}
