import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldOf } from '../http/json-value.ts'
import { StepError } from '../steps/step.ts'
import { backupTime } from './backup-name.ts'
import {
  filesOf,
  isEncrypted,
  type Manifest,
  type Part,
  parts,
  pinnedFile,
  readManifest,
  verifiedFile,
} from './manifest.ts'

/** A backup of ours, as it lies in the folder. */
export interface OurBackup {
  kind: 'ours'
  name: string
  path: string
  /** The moment in its name. */
  at: Date
  bytes: number
  /** Undefined when it cannot be read: `fault` says why. */
  manifest: Manifest | undefined
  /** What is wrong with it that can be seen without reading the files: a broken manifest, a missing or short file. */
  fault: string | undefined
  parts: Part[]
  /** The school's database is in it, with all its bytes. */
  whole: boolean
  verifiedAt: Date | undefined
  /** Why it is to be kept. */
  pinned: string | undefined
  /** Of the school's database: the last migration. */
  schema: string | undefined
  encrypted: 'no' | 'settings' | 'all'
}

/** A dump of another hand, which restore.sh can take too. */
export interface ForeignDump {
  kind: 'foreign'
  name: string
  path: string
  /** When it was last written. */
  at: Date
  bytes: number
}

export type ListedBackup = OurBackup | ForeignDump

const foreignName = /\.(dump|sql|sql\.gz)$/i

/** What is in the folder of backups, the newest first; none where there is no folder. What is neither is left out. */
export function listBackups(folder: string): ListedBackup[] {
  if (!existsSync(folder)) return []
  const listed = readdirSync(folder).flatMap((name): ListedBackup[] => {
    const path = join(folder, name)
    // what is taken away in this moment is not there
    const stat = lstatSync(path, { throwIfNoEntry: false })
    const at = backupTime(name)
    if (at !== undefined && stat?.isDirectory()) return [readBackup(path, name, at)]
    if (!stat?.isFile() || !foreignName.test(name)) return []
    return [{ kind: 'foreign', name, path, at: stat.mtime, bytes: stat.size }]
  })
  return listed.sort((a, b) => b.at.getTime() - a.at.getTime() || a.name.localeCompare(b.name))
}

export const isOurs = (listed: ListedBackup): listed is OurBackup => listed.kind === 'ours'

/** The newest whole backup. One from the future is none: a clock that had been ahead would let the next ones pass for old. */
export const newestWhole = (listed: readonly ListedBackup[], now: Date): OurBackup | undefined =>
  listed.filter(isOurs).find(({ whole, at }) => whole && at <= now)

function readBackup(path: string, name: string, at: Date): OurBackup {
  const sizes = new Map(
    readdirSync(path).map((file) => [
      file,
      lstatSync(join(path, file), { throwIfNoEntry: false })?.size ?? 0,
    ]),
  )
  const { manifest, fault } = manifestOf(path)
  const files = manifest === undefined ? [] : filesOf(manifest)
  const short = files.find(({ name, bytes }) => sizes.get(name) !== bytes)
  const dump = manifest?.databases.schoolbot
  return {
    ...{ kind: 'ours', name, path, at, manifest },
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    fault:
      fault ?? (short && `${short.name} is ${sizes.has(short.name) ? 'not as long as it was' : 'missing'}`),
    parts: manifest === undefined ? [] : parts.filter((part) => isIn(manifest, part)),
    whole: dump !== undefined && sizes.get(dump.name) === dump.bytes,
    verifiedAt: momentIn(join(path, verifiedFile)),
    pinned: textOfFile(join(path, pinnedFile)),
    schema: dump?.facts.schema ?? undefined,
    encrypted: dump && isEncrypted(dump) ? 'all' : files.some(isEncrypted) ? 'settings' : 'no',
  }
}

const isIn = ({ databases, grafana, settings }: Manifest, part: Part) =>
  ({ ...databases, grafana, settings })[part] !== undefined

type Read = { manifest: Manifest | undefined; fault: string | undefined }

function manifestOf(path: string): Read {
  try {
    const manifest = readManifest(path)
    return hasItsShape(manifest)
      ? { manifest, fault: undefined }
      : { manifest: undefined, fault: 'its manifest.json is broken' }
  } catch (error) {
    if (!(error instanceof StepError)) throw error
    return { manifest: undefined, fault: error.message.replace(path, 'it') }
  }
}

/** By hand somebody may have written anything. */
function hasItsShape(manifest: Manifest): boolean {
  if (typeof fieldOf(manifest, 'databases') !== 'object' || fieldOf(manifest, 'databases') === null)
    return false
  if (![manifest.begunAt, manifest.doneAt].every((moment) => Number.isFinite(Date.parse(moment))))
    return false
  const dump = manifest.databases.schoolbot
  if (dump !== undefined && typeof fieldOf(dump, 'facts') !== 'object') return false
  return filesOf(manifest).every(
    (file) => typeof fieldOf(file, 'name') === 'string' && typeof fieldOf(file, 'bytes') === 'number',
  )
}

function momentIn(file: string): Date | undefined {
  const moment = new Date(textOfFile(file) ?? '')
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

/** Of a marker; an empty one is there too. */
function textOfFile(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}
