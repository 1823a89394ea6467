import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { backupsFolder } from '../backup/backup-run.ts'
import { checkSums } from '../backup/file-sums.ts'
import { filesOf, isEncrypted, type Manifest, manifestFile, readManifest } from '../backup/manifest.ts'
import { findKey } from '../backup/sealing.ts'
import { createDocker, type StreamingDocker } from '../compose/docker.ts'
import { ensureOpsTools, type OpsTools } from '../ops-tools/ops-tools.ts'
import { secretsFolder } from '../settings/secrets-folder.ts'
import { writeStackSecrets } from '../settings/stack-secrets.ts'
import { UsageError, VerificationError } from '../steps/exit-code.ts'
import { reach } from '../steps/failpoint.ts'
import { PreflightError, StepError } from '../steps/step.ts'
import { begunWork } from './begun-work.ts'
import { type Chosen, chooseBackup } from './chosen-backup.ts'
import { volumesOf } from './project-volumes.ts'
import { putSettings } from './put-settings.ts'
import type { Started } from './run-restore.ts'
import { putCertificates, unpackSettings } from './unpacked-settings.ts'

/** A machine with the settings of the backup, and what is to come into its databases. */
export interface PreparedServer {
  chosen: Chosen
  manifest: Manifest
  tools: OpsTools
  key: string | undefined
}

/**
 * The first half of a new server: everything of the backup is checked, and the settings are put where they belong. From
 * then on it is an installation as any other. Undefined when it was only asked what would be done.
 */
export async function prepareNewServer(started: Started): Promise<PreparedServer | undefined> {
  const { root, options, processEnv, say, terminal, at, interruption } = started
  const { signal } = interruption
  const docker = createDocker(root, processEnv, signal)
  await docker.docker(['version', '--format', '{{.Server.Version}}']).catch((error: unknown) => {
    if (!(error instanceof StepError)) throw error
    throw new PreflightError(`Docker is needed, and its engine must run: ${error.message}`)
  })
  const backups = backupsFolder(root, processEnv)
  const chosen = await chooseBackup({
    ...{ file: options.file, backups, from: process.cwd(), terminal, now: at },
    prefer: ({ manifest }) => manifest?.settings !== undefined,
  })
  if (chosen.kind === 'file') {
    throw new UsageError(
      '--new-server takes a backup of backup.sh: a dump holds neither settings nor secrets',
    )
  }
  const manifest = readManifest(chosen.path)
  say(`Checking ${chosen.name}`)
  const names = filesOf(manifest).map(({ name }) => name)
  await checkSums(chosen.path, [manifestFile, ...names], signal).catch((error: unknown) => {
    if (!(error instanceof StepError)) throw error
    throw new VerificationError(`nothing was done: ${error.message}`)
  })
  const key = findKey(options.key)
  if (key === undefined && filesOf(manifest).some(isEncrypted)) {
    throw new PreflightError('the backup is sealed with age: give the private key with --key FILE')
  }
  const tools = await ensureOpsTools(docker, say)
  const server = { chosen, manifest, tools, key }
  return (await settingsInPlace(docker, started, server)) ? server : undefined
}

async function settingsInPlace(
  docker: StreamingDocker,
  { root, options, processEnv, say, at, interruption }: Started,
  { chosen, manifest, tools, key }: PreparedServer,
): Promise<boolean> {
  const { settings } = manifest
  const work = begunWork(root, 'new-server')
  const goesOn = work.earlier() === chosen.name
  if (settings === undefined || key === undefined) {
    if (!existsSync(join(root, '.env'))) {
      throw new PreflightError(
        'this backup holds no settings (there was no BACKUP_AGE_RECIPIENT): make .env and secrets/ with ./scripts/init_monitoring.sh, and start again',
      )
    }
    say('The backup holds no settings: those that are here stay')
    if (options.dryRun) return false
    if (!goesOn) work.begin(chosen.name)
    return true
  }
  const sealed = { file: join(chosen.path, settings.name), tools, key }
  using unpacked = await unpackSettings(root, sealed)
  const volumes = await volumesOf(docker, unpacked.folder)
  const inTheWay = [
    ...unpacked.differences,
    ...(volumes.length > 0 ? [`there are volumes of this project already: ${volumes.join(', ')}`] : []),
  ]
  if (inTheWay.length > 0 && !goesOn) {
    for (const line of inTheWay) say(`This is no empty machine: ${line}`)
    if (!options.yes) {
      throw new PreflightError(
        'nothing was done: restore into what is there without --new-server, or say --yes if it is to be replaced',
      )
    }
  }
  if (options.dryRun) return false
  interruption.stopHere()
  if (!goesOn) work.begin(chosen.name)
  const kept = putSettings(root, unpacked, at)
  if (kept !== undefined) {
    say(`What was there before is kept in ${kept}, with secrets in it: remove it when you need it no more`)
  }
  // a newer version may need some that the backup does not have
  const env = { ...unpacked.env, ...processEnv }
  const made = writeStackSecrets(secretsFolder(root, env), env)
  if (made.length > 0) say(`Secrets that this version needs beside: ${made.join(', ')}`)
  reach('new server: settings')
  await putCertificates(docker, root, sealed, unpacked.env)
  reach('new server: certificates')
  say('Settings, secrets and certificates are in their places')
  return true
}
