import { mkdirSync, statfsSync } from 'node:fs'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { StepError } from '../steps/step.ts'
import { sizeOf } from '../words/sizes-and-ages.ts'
import { listBackups, newestWhole } from './backup-list.ts'

/** A dump is a small part of its database, which has indexes and room to write; but nobody knows how small. */
export async function checkRoom(server: PostgresServer, backups: string, now: Date): Promise<void> {
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
