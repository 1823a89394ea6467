import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { StepError } from '../steps/step.ts'

/** A gauge that a script measured. */
export interface Measured {
  name: string
  help: string
  value: number
}

/** The folder from which node-exporter reads what scripts measure. */
export const metricsFolder = (root: string, env: Readonly<Record<string, string | undefined>>) =>
  resolve(root, env['TEXTFILE_DIR'] || './backups/metrics')

/** As node-exporter reads it. */
export const metricsText = (all: readonly Measured[]) =>
  all
    .map(({ name, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('')

/**
 * Whole or not at all, for node-exporter may look at any moment, and only at names that end in .prom. Readable for it,
 * whatever the umask. Throws a StepError when the folder is somebody else's.
 */
export function writeMetrics(folder: string, file: `${string}.prom`, all: readonly Measured[]): void {
  const path = join(folder, file)
  // the process in the name: two at once write each its own
  const part = `${path}.${process.pid}.part`
  try {
    if (!existsSync(dirname(folder))) mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
    closeBackups(dirname(folder))
    mkdirSync(folder, { recursive: true })
    chmodSync(folder, 0o755)
    writeFileSync(part, metricsText(all))
    chmodSync(part, 0o644)
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!['EACCES', 'EPERM'].includes(code)) throw error
    throw new StepError(`${folder} belongs to somebody else: sudo chown -R "$USER" ${folder}`)
  }
}

/** What is beside the figures, the backups, is for the operator alone; git makes that folder and knows no such rights. */
function closeBackups(folder: string): void {
  const { uid, mode } = statSync(folder)
  const isOurs = basename(folder) === 'backups' && uid === process.getuid?.()
  if (isOurs && (mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

/** The metrics without labels that a file holds now, whoever wrote it; none where there is no such file. */
export function readMetrics(folder: string, file: `${string}.prom`): ReadonlyMap<string, number> {
  const path = join(folder, file)
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const found = Array.from(text.matchAll(/^(\w+)[ \t]+(\S+)[ \t]*$/gm), ([, name = '', value]) => {
    return [name, Number(value)] as const
  })
  return new Map(found.filter(([, value]) => Number.isFinite(value)))
}
