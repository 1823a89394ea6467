import { requireRoom } from '../postgres/docker-room.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import type { RestoreSource } from './restore-source.ts'

/** A database that is loaded is written to the disk, to the log of changes, and from there to the archive. */
const timesWritten = 3.2

/** Throws when a second database has no room beside the present one. */
export const checkSpace = (server: PostgresServer, { databaseBytes }: RestoreSource) =>
  requireRoom(server, { bytes: databaseBytes * timesWritten, what: 'a second database' })
