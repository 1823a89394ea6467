import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { StepError } from '../steps/step.ts'
import { type BackupFile, manifestFile, sumsFile } from './manifest.ts'

/** Writes SHA256SUMS for files whose sums are known, and for the manifest. */
export function writeSums(folder: string, files: readonly BackupFile[]): void {
  const manifest = createHash('sha256')
    .update(readFileSync(join(folder, manifestFile)))
    .digest('hex')
  const lines = [...files, { name: manifestFile, sha256: manifest }].map(
    ({ name, sha256 }) => `${sha256}  ${name}\n`,
  )
  writeFileSync(join(folder, sumsFile), lines.join(''), { mode: 0o600, flush: true })
}

/** Reads files of a backup to their end; throws a StepError when one is not what was written. */
export async function checkSums(
  folder: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const file = join(folder, sumsFile)
  if (!existsSync(file)) throw new StepError(`${folder} has no ${sumsFile}: it is no whole backup`)
  const lines = readFileSync(file, 'utf8').split('\n')
  const sums = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
  for (const name of names) {
    const path = join(folder, name)
    if (!existsSync(path)) throw new StepError(`${path} is missing`)
    if (sums.get(name) !== (await sha256Of(path, signal))) {
      throw new StepError(`${path} is damaged: its sum is not that of ${sumsFile}`)
    }
  }
}

export async function sha256Of(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash, { signal }).catch((error: unknown) => {
    throw signal?.aborted ? signal.reason : error
  })
  return hash.digest('hex')
}
