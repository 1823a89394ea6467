import { statSync } from 'node:fs'
import { join } from 'node:path'
import { checkSums } from '../backup/file-sums.ts'
import { manifestFile, readManifest } from '../backup/manifest.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { UsageError, VerificationError } from '../steps/exit-code.ts'
import { StepError } from '../steps/step.ts'
import { checkDump } from './checked-dump.ts'
import type { Chosen } from './chosen-backup.ts'
import { openFile, type Unsealing } from './opened-file.ts'
import { type RestoreSource, roughBytes } from './restore-source.ts'

interface Surroundings {
  server: PostgresServer
  unsealing: Unsealing
  signal: AbortSignal
}

/** Reads all that will be used of a backup; what it returns has been found good. */
export async function openSource(
  chosen: Chosen,
  part: 'schoolbot' | 'glitchtip',
  surroundings: Surroundings,
): Promise<RestoreSource> {
  const source =
    chosen.kind === 'backup'
      ? await ofBackup(chosen, part, surroundings)
      : await ofForeignFile(chosen, surroundings)
  await checkDump(source, part, surroundings.server)
  return source
}

async function ofBackup(
  { path, name }: Chosen,
  part: 'schoolbot' | 'glitchtip',
  { server, unsealing, signal }: Surroundings,
): Promise<RestoreSource> {
  await verified(() => checkSums(path, [manifestFile], signal))
  const manifest = readManifest(path)
  const dump = manifest.databases[part]
  if (dump === undefined) throw new UsageError(`${path} holds no ${part}: it was left out of it`)
  await verified(() => checkSums(path, [dump.name], signal))
  const file = join(path, dump.name)
  return {
    ...(await openFile(file, server, unsealing)),
    ...{ name, file, bytes: dump.bytes, origin: 'backup', facts: dump.facts },
    takenAt: new Date(manifest.begunAt),
    newest: dump.newest === null ? undefined : new Date(dump.newest),
    settings: dump.settings,
    databaseBytes: dump.databaseBytes,
  }
}

async function ofForeignFile(
  { path, name }: Chosen,
  { server, unsealing }: Surroundings,
): Promise<RestoreSource> {
  const { size, mtime } = statSync(path)
  return {
    ...(await openFile(path, server, unsealing)),
    ...{ name, file: path, bytes: size, origin: 'foreign', facts: undefined },
    // it may have been copied since: what is restored says more
    takenAt: mtime,
    newest: undefined,
    settings: [],
    databaseBytes: roughBytes(size),
  }
}

async function verified(check: () => Promise<void>): Promise<void> {
  try {
    await check()
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    throw new VerificationError(`nothing was done: ${error.message}`)
  }
}
