import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ensureOpsTools } from '../ops-tools/ops-tools.ts'
import { VerificationError, wordsOf } from '../steps/exit-code.ts'
import type { Opened } from '../steps/open-setup.ts'
import { backupsFolder } from './backup-run.ts'
import { backupTexts } from './backup-texts.ts'
import { checkSums } from './file-sums.ts'
import { findBackup } from './find-backup.ts'
import { filesOf, manifestFile, readManifest, verifiedFile } from './manifest.ts'
import { findKey } from './sealing.ts'
import { createTelling } from './tell-attempt.ts'
import { proveBackup } from './verify-backup.ts'

interface Options {
  name: string
  keyFile: string | undefined
  say: (line: string) => void
  warn: (line: string) => void
}

/** Restores one for trial and tells of it; throws a VerificationError for what is not good, or could not be tried. */
export async function runVerify(opened: Opened, { name, keyFile, say, warn }: Options): Promise<void> {
  const { setup, docker, project } = opened
  const backups = backupsFolder(setup.root, setup.env)
  const folder = findBackup(backups, name)
  const key = findKey(keyFile)
  const begunAt = new Date()
  const telling = createTelling(setup, warn)
  try {
    const manifest = readManifest(folder)
    say(`Reading ${folder}`)
    await checkSums(folder, [manifestFile, ...filesOf(manifest).map((file) => file.name)])
    const tools = () => ensureOpsTools(docker, say)
    await proveBackup(folder, manifest, { docker, project, tools, key, say })
  } catch (error) {
    // a disk that cannot be read is no reason to believe in what is on it
    const words = error instanceof Error ? wordsOf(error) : String(error)
    telling.drill({ good: false, begunAt })
    await telling.notify('failed', (sender) => backupTexts.notVerified(sender, basename(folder), words))
    throw new VerificationError(`${basename(folder)} is not verified: ${words}`, { cause: error })
  }
  writeFileSync(join(folder, verifiedFile), `${new Date().toISOString()}\n`, { flush: true })
  telling.drill({ good: true, begunAt })
  const seconds = (Date.now() - begunAt.getTime()) / 1000
  await telling.notify('done', (sender) => backupTexts.verified(sender, basename(folder), seconds))
  say(`${basename(folder)} was restored for trial in ${seconds.toFixed(1)} s, and holds all that was counted`)
}
