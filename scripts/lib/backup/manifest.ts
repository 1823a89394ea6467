import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldOf, parsedJson } from '../http/json-value.ts'
import type { DatabaseFacts } from '../postgres/database-facts.ts'
import { StepError } from '../steps/step.ts'

/** What a backup may hold; `settings` are .env, secrets/ and what else a new server needs of this installation. */
export const parts = ['schoolbot', 'glitchtip', 'grafana', 'settings'] as const
export type Part = (typeof parts)[number]

/** A file of a backup, as it lies there: encrypted when its name ends in .age. */
export interface BackupFile {
  name: string
  bytes: number
  sha256: string
}

export interface DatabaseDump extends BackupFile {
  /** The database's name in the installation. */
  database: string
  owner: string
  /** Its size on the disk of the server. */
  databaseBytes: number
  /** `name=value` of ALTER DATABASE ... SET. */
  settings: string[]
  /** As the dump sees it. */
  facts: DatabaseFacts
  /** When the newest update of Telegram was handled that it holds; null in a database that is not the bot's. */
  newest: string | null
}

/** manifest.json: what is in a backup, and what it was made of. Nothing in it is secret. */
export interface Manifest {
  version: 1
  name: string
  /** ISO 8601, when it was begun and done. */
  begunAt: string
  doneAt: string
  /** The commit of the checkout; null without git. */
  revision: string | null
  /** Such as 18.6 (Debian 18.6-1). */
  postgres: string
  databases: { schoolbot?: DatabaseDump; glitchtip?: DatabaseDump }
  /** The roles of the server without their passwords. */
  roles?: BackupFile
  grafana?: BackupFile
  settings?: BackupFile
  /** What a new server would miss, in words. */
  missing: string[]
}

export const manifestFile = 'manifest.json'
/** Beside it: `sha256sum --check SHA256SUMS` works without these scripts. */
export const sumsFile = 'SHA256SUMS'
/** Left by a good check, with its moment (ISO 8601). */
export const verifiedFile = 'verified'
/** Left by whoever wants it kept, with his reason: retention never takes such a one. */
export const pinnedFile = 'pinned'

export const isEncrypted = ({ name }: BackupFile) => name.endsWith('.age')

/** All files that the manifest tells of. */
export function filesOf({ databases, roles, grafana, settings }: Manifest): BackupFile[] {
  return [databases.schoolbot, databases.glitchtip, roles, grafana, settings].filter(
    (file) => file !== undefined,
  )
}

/** Throws a StepError for a folder that holds no backup of ours, or one of a version that these scripts do not know. */
export function readManifest(folder: string): Manifest {
  const text = readText(join(folder, manifestFile))
  const manifest = text === undefined ? undefined : parsedJson(text)
  const version = fieldOf(manifest, 'version')
  if (manifest === undefined || version === undefined) {
    throw new StepError(`${folder} has no ${manifestFile} that can be read: it is no whole backup`)
  }
  if (version !== 1) {
    throw new StepError(
      `${folder} was made by a newer version of these scripts (manifest ${String(version)}): update the checkout`,
    )
  }
  // written by these scripts, and whether it is whole its sum in SHA256SUMS says
  return manifest as Manifest
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
