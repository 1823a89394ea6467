import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backupName, partialName } from '../../lib/backup/backup-name.ts'
import { writeSums } from '../../lib/backup/file-sums.ts'
import { type DatabaseDump, type Manifest, manifestFile } from '../../lib/backup/manifest.ts'
import { readFacts } from '../../lib/postgres/database-facts.ts'
import type { PostgresServer } from '../../lib/postgres/postgres-server.ts'
import { takeSnapshot } from '../../lib/postgres/snapshot.ts'
import { runPipeline } from '../../lib/processes/pipeline.ts'

/** A backup as backup.sh makes it, of the school's database alone. Returns its name. */
export async function makeBackupByHand(
  server: PostgresServer,
  backups: string,
  at = new Date(),
): Promise<string> {
  const name = backupName(at)
  const folder = join(backups, partialName(name))
  mkdirSync(folder)
  await using snapshot = await takeSnapshot(server, 'schoolbot')
  const file = join(folder, 'schoolbot.dump')
  const command = ['pg_dump', '--format=custom', `--snapshot=${snapshot.id}`, '--dbname=schoolbot']
  const { bytes, sha256 } = await runPipeline([server.program('pg_dump', command)], { to: file })
  const newest = "select coalesce(to_json(max(received_at)), 'null') from public.telegram_update"
  const dump: DatabaseDump = {
    ...{ name: 'schoolbot.dump', bytes, sha256, database: 'schoolbot', owner: 'schoolbot', settings: [] },
    databaseBytes: Number(await server.sql('postgres', "select pg_database_size('schoolbot')")),
    facts: await readFacts(snapshot.json),
    newest: await snapshot.json<string | null>(newest),
  }
  const manifest: Manifest = {
    ...{ version: 1, name, begunAt: at.toISOString(), doneAt: at.toISOString(), revision: null },
    ...{ postgres: '18.6', databases: { schoolbot: dump }, missing: [] },
  }
  writeFileSync(join(folder, manifestFile), JSON.stringify(manifest))
  writeSums(folder, [dump])
  renameSync(folder, join(backups, name))
  return name
}
