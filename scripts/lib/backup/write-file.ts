import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Program, runPipeline } from '../processes/pipeline.ts'
import { StepError } from '../steps/step.ts'
import type { BackupRun } from './backup-run.ts'
import type { BackupFile } from './manifest.ts'

/**
 * What programs print, as a file of the backup, sealed on the way where that is asked for: then nothing of it is on the
 * disk in the clear. `check` reads all of it before it is sealed; the first program may be one that tells its sum.
 */
export async function writeFile(
  { folder, sealing, progress }: BackupRun,
  options: { name: string; programs: readonly Program[]; sealed: boolean; check?: Program },
): Promise<BackupFile> {
  const { programs, check, sealed } = options
  const seal = sealed && sealing.seal ? [await sealing.seal()] : []
  const name = seal.length > 0 ? `${options.name}.age` : options.name
  let written = 0
  try {
    const { bytes, sha256, first } = await runPipeline([...programs, ...seal], {
      to: join(folder, name),
      ...(check === undefined ? {} : { check }),
      onBytes: (more) => progress(name, (written += more)),
    })
    const sent = sumLine.exec(first.complaints)?.[1]
    if (sent !== undefined && sent !== first.sha256) {
      throw new StepError(`${name}: what arrived is not what was sent, by its sum: start again`)
    }
    return { name, bytes, sha256 }
  } catch (error) {
    // the backup may be made without it
    rmSync(join(folder, name), { force: true })
    throw error
  }
}

const sumLine = /^([\da-f]{64}) {2}-$/m

/** A program that tells the sum of what it prints, on stderr as sha256sum does: so nothing is changed on the way. */
export const tellingItsSum = (command: readonly string[]): string[] => [
  'bash',
  '-c',
  'set -o pipefail; "$@" | { tee >(sha256sum >&2); code=$?; wait "$!"; exit "${code}"; }',
  'bash',
  ...command,
]
