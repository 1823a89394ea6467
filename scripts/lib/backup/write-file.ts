import { join } from 'node:path'
import { type Program, runPipeline } from '../processes/pipeline.ts'
import type { BackupRun } from './backup-run.ts'
import type { BackupFile } from './manifest.ts'

/**
 * What programs print, as a file of the backup, sealed on the way where that is asked for: then nothing of it is on the
 * disk in the clear. `check` reads all of it before it is sealed.
 */
export async function writeFile(
  { folder, sealing, progress }: BackupRun,
  options: { name: string; programs: readonly Program[]; sealed: boolean; check?: Program },
): Promise<BackupFile> {
  const { programs, check, sealed } = options
  const seal = sealed && sealing.seal ? [sealing.seal] : []
  const name = seal.length > 0 ? `${options.name}.age` : options.name
  let written = 0
  const { bytes, sha256 } = await runPipeline([...programs, ...seal], {
    to: join(folder, name),
    ...(check === undefined ? {} : { check }),
    onBytes: (more) => progress(name, (written += more)),
  })
  return { name, bytes, sha256 }
}
