import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpsTools } from '../ops-tools/ops-tools.ts'
import { schoolDatabase } from '../postgres/database-names.ts'
import { runPipeline, syncFolder } from '../processes/pipeline.ts'
import { reach } from '../steps/failpoint.ts'
import { StepError } from '../steps/step.ts'
import { partialName } from './backup-name.ts'
import { type BackupRun } from './backup-run.ts'
import { copyGrafana } from './copy-grafana.ts'
import { dumpDatabase, hasDatabase } from './dump-database.ts'
import { checkSums, writeSums } from './file-sums.ts'
import { type BackupFile, filesOf, type Manifest, manifestFile, type Part, parts } from './manifest.ts'
import { packSettings } from './pack-settings.ts'
import { writeFile } from './write-file.ts'

/** Where a killed run leaves something behind: tests die at each of them. */
export const backupMoments = [
  'backup: folder made',
  'backup: schoolbot dumped',
  'backup: glitchtip dumped',
  'backup: all written',
  'backup: manifest written',
  'backup: renamed',
] as const

interface Options {
  /** All without it. */
  only: Part | undefined
  name: string
  begunAt: Date
  tools: () => Promise<OpsTools>
  /** Tries the backup before it gets its name, and before its databases are sealed; throws when it is not good. */
  prove: ((folder: string, manifest: Manifest) => Promise<void>) | undefined
}

export interface Made {
  manifest: Manifest
  /** What could not be had beside the school's database, in words: the backup is made without it, and not as it should be. */
  faults: string[]
}

/**
 * Makes a backup in `folder`, which is then renamed from its partial name: under its own name it is whole and on the
 * disk. When it throws nothing is left of it.
 */
export async function makeBackup(
  run: Omit<BackupRun, 'folder'>,
  backups: string,
  options: Options,
): Promise<Made> {
  const folder = join(backups, partialName(options.name))
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  mkdirSync(folder, { mode: 0o700 })
  reach('backup: folder made')
  try {
    const made = await fill({ ...run, folder }, options)
    renameSync(folder, join(backups, options.name))
    reach('backup: renamed')
    syncFolder(backups)
    return made
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

async function fill(run: BackupRun, options: Options): Promise<Made> {
  const { only, prove } = options
  // what is proved lies there in the clear until it has been
  const sealsLater = prove !== undefined && run.sealing.sealsAll
  const first = sealsLater ? { ...run, sealing: { ...run.sealing, sealsAll: false } } : run
  const wanted = parts.filter((part) => only === undefined || part === only)
  const { manifest: draft, faults } = await writeParts(first, wanted, options)
  if (filesOf(draft).length === 0) {
    throw new StepError(faults[0] ?? `there is nothing of ${only ?? 'an installation'} here`)
  }
  await prove?.(run.folder, draft)
  const manifest = sealsLater ? await sealAll(run, draft) : draft
  writeFileSync(join(run.folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  })
  writeSums(run.folder, filesOf(manifest))
  reach('backup: manifest written')
  // what the disk has is read once more: a sum of what was sent to it says little
  await checkSums(run.folder, [...filesOf(manifest).map(({ name }) => name), manifestFile])
  syncFolder(run.folder)
  return { manifest, faults }
}

async function writeParts(run: BackupRun, wanted: readonly Part[], options: Options): Promise<Made> {
  const { server, sealing, setup } = run
  const sealed = sealing.sealsAll
  const databases: Manifest['databases'] = {}
  if (wanted.includes('schoolbot')) {
    const database = schoolDatabase(setup.env)
    if (!(await hasDatabase(run, database))) {
      throw new StepError(`Postgres has no database ${database}: see POSTGRES_DB in .env`)
    }
    databases.schoolbot = await dumpDatabase(run, { database, name: 'schoolbot', sealed })
    reach('backup: schoolbot dumped')
  }
  const faults: string[] = []
  // the school's data are not to be lost for these
  const tried = async <Result>(part: Part, write: () => Promise<Result>): Promise<Result | undefined> => {
    if (!wanted.includes(part)) return undefined
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof StepError)) throw error
      faults.push(`${part}: ${error.message}`)
      return undefined
    }
  }
  const glitchtip = await tried('glitchtip', async () =>
    (await hasDatabase(run, 'glitchtip'))
      ? dumpDatabase(run, { database: 'glitchtip', name: 'glitchtip', sealed })
      : undefined,
  )
  if (glitchtip !== undefined) databases.glitchtip = glitchtip
  reach('backup: glitchtip dumped')
  const roles = ['pg_dumpall', '--globals-only', '--no-role-passwords']
  const withRoles = Object.keys(databases).length > 0
  const files = {
    roles: withRoles
      ? await writeFile(run, { name: 'roles.sql', programs: [server.program('pg_dumpall', roles)], sealed })
      : undefined,
    grafana: await tried('grafana', () => copyGrafana(run, options.tools)),
    settings: await tried('settings', () => packSettings(run, options.tools)),
  }
  reach('backup: all written')
  const without: Record<Part, string> = {
    schoolbot: '',
    glitchtip: 'the errors of GlitchTip: it has no database here',
    grafana: 'the accounts of Grafana: it has never run here',
    settings:
      '.env and secrets/: they are backed up sealed or not at all, so set BACKUP_AGE_RECIPIENT in .env',
  }
  const has = { ...databases, ...files }
  const manifest: Manifest = {
    version: 1,
    name: options.name,
    begunAt: options.begunAt.toISOString(),
    doneAt: new Date().toISOString(),
    revision: revisionOf(setup.root),
    postgres: (await server.sql('postgres', 'show server_version')).trim(),
    databases,
    ...Object.fromEntries(Object.entries(files).filter(([, file]) => file !== undefined)),
    missing: wanted
      .filter((part) => has[part] === undefined)
      .map((part) => faults.find((fault) => fault.startsWith(`${part}: `)) ?? without[part]),
  }
  return { manifest, faults }
}

/** Puts the sealed form of each file in the place of the clear one. */
async function sealAll({ folder, sealing }: BackupRun, manifest: Manifest): Promise<Manifest> {
  const { seal } = sealing
  if (seal === undefined) return manifest
  const sealed = async <File extends BackupFile>(file: File): Promise<File> => {
    if (file.name.endsWith('.age')) return file
    const name = `${file.name}.age`
    const { bytes, sha256 } = await runPipeline([await seal()], {
      from: { file: join(folder, file.name) },
      to: join(folder, name),
    })
    rmSync(join(folder, file.name))
    return { ...file, name, bytes, sha256 }
  }
  const { databases, roles, grafana } = manifest
  return {
    ...manifest,
    databases: {
      ...(databases.schoolbot && { schoolbot: await sealed(databases.schoolbot) }),
      ...(databases.glitchtip && { glitchtip: await sealed(databases.glitchtip) }),
    },
    ...(roles && { roles: await sealed(roles) }),
    ...(grafana && { grafana: await sealed(grafana) }),
  }
}

/** Of the checkout; null where there is no git, or nothing it knows. */
function revisionOf(root: string): string | null {
  try {
    const args = ['-c', `safe.directory=${root}`, 'rev-parse', 'HEAD']
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return null
  }
}
